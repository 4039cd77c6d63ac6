using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Microblog.DemoWiki;

/// <summary>The OAuth 2 endpoints below <c>rest.php/oauth2/</c>, answering as MediaWiki 1.43 with the OAuth extension does.</summary>
public sealed class DemoOAuth(DemoWikiState state, DemoSessions sessions, DemoGrants grants)
{
    internal const string Path = DemoWikiSettings.Path + "/rest.php/oauth2";

    internal IResult Authorize(HttpContext http)
    {
        var (request, problem) = DemoAuthorizeRequest.Read(http.Request, state);
        if (request is null)
            return problem!;
        if (request.HasUnknownScope)
            return Back(request, ("error", "invalid_scope"), ("hint", "Check the scope parameter"));
        if (http.Request.Query[DemoWikiSettings.SignInAs] is [{ } name])
            return AuthorizeAs(http, request, DemoName.Clean(name));

        if (sessions.AccountId(http) is not { } accountId)
            return DemoHttp.Continue(DemoLogIn.For(Path + "/authorize" + request.Query));
        return grants.IsApproved(accountId)
            ? BackWithCode(request, accountId)
            : DemoHttp.Continue(DemoConsent.Path + request.Query);
    }

    internal async Task<IResult> TokenAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
            return Error(StatusCodes.Status415UnsupportedMediaType, "invalid_request", "Send a form");
        var form = await http.FormAsync();
        if (!IsClient(http, form))
            return Error(StatusCodes.Status401Unauthorized, "invalid_client", "Client authentication failed");
        if (form["grant_type"] != "authorization_code")
            return Error(StatusCodes.Status400BadRequest, "unsupported_grant_type", "Use authorization_code");
        if (state.IsReadOnly)
            return Error(StatusCodes.Status500InternalServerError, "server_error", "The token cannot be stored: Database is read-only");

        var code = form["code"].ToString();
        if (grants.Find(code) is not { } found)
            return Error(StatusCodes.Status400BadRequest, "invalid_request", "This code is no code, or was used");
        return CodeProblem(form, found) ?? (grants.Redeem(code) is { } token
            ? Json(new JsonObject
            {
                ["token_type"] = "Bearer",
                ["expires_in"] = (int)DemoGrants.TokenLifetime.TotalSeconds,
                ["access_token"] = token,
                ["refresh_token"] = "def50200" + RandomNumberGenerator.GetHexString(80, lowercase: true),
            })
            : Error(StatusCodes.Status400BadRequest, "invalid_request", "This code was used"));
    }

    internal IResult Profile(HttpContext http, TimeProvider clock)
    {
        var account = AuthenticationHeaderValue.TryParse(http.Request.Headers.Authorization, out var header)
                      && header is { Scheme: "Bearer", Parameter: { } token } && grants.AccountOf(token) is { } accountId
            ? state.Find(accountId)
            : null;
        if (account is null)
            return Error(StatusCodes.Status401Unauthorized, "access_denied", "The token is none of ours");

        var sub = account.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (account.IsHidden)
            return Json(new JsonObject { ["sub"] = sub, ["blocked"] = true });
        return Json(new JsonObject
        {
            ["sub"] = sub,
            ["username"] = account.Name,
            ["editcount"] = account.Edits,
            ["email_verified"] = true,
            ["confirmed_email"] = true,
            ["blocked"] = account.BlockAt(clock.GetUtcNow()) is not null,
            ["registered"] = DemoTime.Digits(account.Registered),
            ["groups"] = new JsonArray([.. account.Groups(clock.GetUtcNow()).Select(group => (JsonNode)group)]),
            ["rights"] = new JsonArray(),
            ["grants"] = new JsonArray("mwoauth-authonly"),
        });
    }

    // Cancel and errors come back without the state, as the extension sends them.
    internal static IResult Back(DemoAuthorizeRequest request, params (string Name, string Value)[] parameters) =>
        DemoHttp.Found(QueryHelpers.AddQueryString(
            request.Callback.AbsoluteUri, parameters.Select(p => KeyValuePair.Create(p.Name, (string?)p.Value))));

    private IResult AuthorizeAs(HttpContext http, DemoAuthorizeRequest request, string name)
    {
        if (state.Find(name) is not { IsTemporary: false } account)
            return DemoHttp.Continue(DemoLogIn.For(Path + "/authorize" + request.Query));
        sessions.LogIn(http, account.Id);
        grants.Approve(account.Id);
        return BackWithCode(request, account.Id);
    }

    private IResult BackWithCode(DemoAuthorizeRequest request, long accountId)
    {
        var code = grants.NewCode(accountId, request);
        return request.State is { } sent ? Back(request, ("code", code), ("state", sent)) : Back(request, ("code", code));
    }

    private static bool IsClient(HttpContext http, IFormCollection form)
    {
        string? id = form["client_id"], secret = form["client_secret"];
        if (AuthenticationHeaderValue.TryParse(http.Request.Headers.Authorization, out var header)
            && header is { Scheme: "Basic", Parameter: { } credentials } && Base64.IsValid(credentials))
        {
            var parts = Encoding.UTF8.GetString(Convert.FromBase64String(credentials)).Split(':', 2);
            (id, secret) = (parts[0], parts.Length > 1 ? parts[1] : null);
        }

        return id is DemoWikiSettings.ClientId && secret is DemoWikiSettings.ClientSecret;
    }

    private static IResult? CodeProblem(IFormCollection form, DemoCode code)
    {
        string? redirectUri = form["redirect_uri"], verifier = form["code_verifier"];
        if (redirectUri is null != code.Request.RedirectUri is null)
            return Error(StatusCodes.Status400BadRequest, "invalid_request", "Check the redirect_uri parameter");
        if (!string.Equals(redirectUri, code.Request.RedirectUri, StringComparison.Ordinal))
            return Error(StatusCodes.Status401Unauthorized, "invalid_client", "Client authentication failed");
        if (code.Request.Challenge is not { } challenge)
            return null;
        if (string.IsNullOrEmpty(verifier))
            return Error(StatusCodes.Status400BadRequest, "invalid_request", "Check the code_verifier parameter");

        var answer = code.Request.Method is "S256"
            ? Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(verifier)))
            : verifier;
        return string.Equals(answer, challenge, StringComparison.Ordinal)
            ? null
            : Error(StatusCodes.Status400BadRequest, "invalid_grant", "Failed to verify `code_verifier`.");
    }

    private static IResult Error(int status, string error, string hint) => Json(
        new JsonObject { ["error"] = error, ["error_description"] = hint, ["hint"] = hint, ["message"] = hint }, status);

    private static IResult Json(JsonObject json, int status = StatusCodes.Status200OK) =>
        Results.Text(json.ToJsonString(), "application/json", Encoding.UTF8, status);
}
