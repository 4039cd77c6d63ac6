using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microblog.Tests.Support;
using Microsoft.AspNetCore.WebUtilities;

namespace Microblog.Tests.Apps;

/// <summary>A client program: introduces itself, sends people to consent, turns codes into tokens.</summary>
internal sealed class OAuthProgram(HttpClient http, JsonNode app) : IDisposable
{
    public const string Redirect = "https://app.test/back?x=1";

    public string Id => (string)app["client_id"]!;

    public string Secret => (string)app["client_secret"]!;

    public JsonNode App => app;

    public string Verifier { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static async Task<OAuthProgram> RegisterAsync(TestServer server, string scopes = "read write follow push", string redirect = Redirect)
    {
        var http = server.NewClient();
        var (status, app) = await PostAsync(http, "/api/v1/apps", ("client_name", "Testing App"), ("redirect_uris", redirect), ("scopes", scopes), ("website", "https://app.test/"));
        Assert.True(status == 200, app.ToJsonString());
        return new OAuthProgram(http, app);
    }

    /// <summary>Where the program sends a person.</summary>
    public string AuthorizeUrl(string scope = "read write", string redirect = Redirect, string? challenge = null, params (string Name, string Value)[] more)
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["response_type"] = "code",
            ["client_id"] = Id,
            ["redirect_uri"] = redirect,
            ["scope"] = scope,
            ["state"] = "some state",
            ["code_challenge"] = challenge ?? Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
            ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in more)
            query[name] = value;
        return QueryHelpers.AddQueryString("/oauth/authorize", query);
    }

    /// <summary>Has the person in the browser say yes, and answers the code that the program gets.</summary>
    public async Task<string> CodeAsync(Browser browser, string scope = "read write")
    {
        await browser.GoToAsync(AuthorizeUrl(scope));
        var back = await browser.AnswerAsync("allow");
        return (string)QueryHelpers.ParseQuery(back.Query)["code"]!;
    }

    /// <summary>Turns a code into a token.</summary>
    public Task<(int Status, JsonNode Answer)> RedeemAsync(string code, params (string Name, string? Value)[] changes)
    {
        var fields = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = Id,
            ["client_secret"] = Secret,
            ["code"] = code,
            ["redirect_uri"] = Redirect,
            ["code_verifier"] = Verifier,
        };
        foreach (var (name, value) in changes)
            fields[name] = value;
        return AskAsync("/oauth/token", [.. fields.Where(f => f.Value is not null).Select(f => (f.Key, f.Value!))]);
    }

    public Task<(int Status, JsonNode Answer)> AskAsync(string path, params (string Name, string Value)[] fields) => PostAsync(http, path, fields);

    /// <summary>What a token may do at an address of the client API.</summary>
    public async Task<(int Status, JsonNode? Answer)> GetAsync(string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    public void Dispose() => http.Dispose();

    private static async Task<(int Status, JsonNode Answer)> PostAsync(HttpClient http, string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var answer = await http.PostAsync(path, form, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!);
    }
}
