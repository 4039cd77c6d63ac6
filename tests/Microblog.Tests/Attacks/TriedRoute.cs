using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microblog.Notices;
using Microblog.SignIn;
using Microblog.Tests.Support;
using Microsoft.AspNetCore.Authorization;

namespace Microblog.Tests.Attacks;

/// <summary>One of all the addresses that are answered, and who may use it.</summary>
/// <param name="Scope">What a token must allow; null where no token does it.</param>
internal sealed partial record TriedRoute(HttpMethod Method, string Pattern, string? Scope, bool NeedsSomebody, bool IsForModerators)
{
    /// <summary>For people in a browser; what a program asks with any token at all is no page.</summary>
    public bool IsPage => NeedsSomebody && Scope is null && !Pattern.StartsWith("/api/", StringComparison.Ordinal);

    /// <summary>For moderators' programs.</summary>
    public bool IsForStaff => Scope is not null && Scopes.IsForStaff(Scope);

    public static IEnumerable<TriedRoute> Of(TestServer server) =>
        from endpoint in server.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        let rules = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null ? endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>() : []
        select new TriedRoute(
            new HttpMethod(method),
            "/" + endpoint.RoutePattern.RawText!.TrimStart('/'),
            rules.Select(r => r.Policy).FirstOrDefault(p => p is not null && Scopes.All.Contains(p)),
            rules.Count > 0,
            rules.Any(r => r.Policy is not null && !Scopes.All.Contains(r.Policy)));

    /// <summary>The address, with somebody and something of theirs in its holes.</summary>
    public string Fill(Person person, Notice notice) => Hole().Replace(Pattern, hole =>
    {
        var name = hole.Value.Trim('{', '}').Split(':')[0];
        return name switch
        {
            "at" => "@alice",
            "handle" => "alice",
            "name" => "tag",
            "id" when Pattern.Contains("accounts", StringComparison.Ordinal) || Pattern.StartsWith("/users", StringComparison.Ordinal) => person.ActorId.ToString(CultureInfo.InvariantCulture),
            "actorId" => person.ActorId.ToString(CultureInfo.InvariantCulture),
            _ => notice.Id.ToString(CultureInfo.InvariantCulture),
        };
    });

    [GeneratedRegex(@"\{[^{}]*(\{[^{}]*\}[^{}]*)*\}", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Hole();
}

/// <summary>Asks as whoever has that token.</summary>
internal static class Trying
{
    public static async Task<HttpStatusCode> StatusAsync(this TestServer server, HttpMethod method, string path, string? token)
    {
        using var answer = await server.SendAsync(method, path, token);
        return answer.StatusCode;
    }

    public static Task<HttpResponseMessage> SendAsync(
        this TestServer server, HttpMethod method, string path, string? token, params (string Name, string Value)[] form)
    {
        var request = new HttpRequestMessage(method, path);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (method != HttpMethod.Get)
            request.Content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return server.PasserBy.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }
}
