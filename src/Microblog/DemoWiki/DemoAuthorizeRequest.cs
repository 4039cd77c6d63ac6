namespace Microblog.DemoWiki;

/// <summary>A client's request to let a person authorize it, checked as far as no person is needed.</summary>
/// <param name="RedirectUri">As sent; null when left out, which is right if the token request leaves it out too.</param>
/// <param name="Callback">Where the answer goes.</param>
/// <param name="Query">The whole query, to come back with after logging in.</param>
internal sealed record DemoAuthorizeRequest(
    string? RedirectUri, Uri Callback, string? State, string? Challenge, string Method, string Query)
{
    private static readonly string[] Scopes = ["", "basic", "mwoauth-authonly", "mwoauth-authonlyprivate"];

    /// <summary>Whether the client asked for a scope that there is not; the answer to that goes to the callback.</summary>
    public bool HasUnknownScope { get; private init; }

    /// <summary>Reads and checks a request.</summary>
    /// <returns>The request, or the page that says what is wrong with it; the person never gets back to the client then.</returns>
    public static (DemoAuthorizeRequest? Request, DemoPage? Problem) Read(HttpRequest http, DemoWikiState state)
    {
        var query = http.Query;
        if (query["response_type"] != "code" || string.IsNullOrEmpty(query["client_id"]))
            return (null, Wrong("A parameter is missing or wrong: response_type, client_id.", StatusCodes.Status400BadRequest));
        if (query["client_id"] != DemoWikiSettings.ClientId)
            return (null, Wrong("No client has this key.", StatusCodes.Status401Unauthorized));

        var redirectUri = (string?)query["redirect_uri"];
        if (redirectUri is null && state.Callback is null)
            return (null, Wrong("The parameter redirect_uri is missing.", StatusCodes.Status400BadRequest));
        if (!IsRegistered(http, state.Callback, redirectUri, out var callback))
            return (null, Wrong("This is not the client's registered callback.", StatusCodes.Status401Unauthorized));

        var method = (string?)query["code_challenge_method"] ?? "plain";
        if (method is not ("S256" or "plain"))
            return (null, Wrong("A parameter is wrong: code_challenge_method.", StatusCodes.Status400BadRequest));
        var request = new DemoAuthorizeRequest(
            redirectUri, callback, query["state"], query["code_challenge"], method, http.QueryString.Value ?? "")
        {
            HasUnknownScope = query["scope"].ToString().Split(' ').Any(scope => !Scopes.Contains(scope, StringComparer.Ordinal)),
        };
        return (request, null);
    }

    // The real wiki compares with the callback that was registered. Nobody registers here, so that where none is
    // set, only addresses of this machine or this server are taken: a demo must not be an open redirect either.
    private static bool IsRegistered(HttpRequest http, Uri? registered, string? asked, out Uri callback)
    {
        callback = registered ?? http.HttpContext.ServerUri();
        if (asked is null)
            return registered is not null;
        if (registered is not null)
            return string.Equals(asked, registered.AbsoluteUri, StringComparison.Ordinal);
        if (!Uri.TryCreate(asked, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            return false;
        var isOurs = address.IsLoopback || string.Equals(address.Authority, callback.Authority, StringComparison.OrdinalIgnoreCase);
        callback = address;
        return isOurs && address.UserInfo.Length == 0;
    }

    private static DemoPage Wrong(string what, int status) =>
        new("This application cannot sign you in", $"""<p class="problem">{what}</p>""", status);
}
