using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace Microblog.Tests.Wikis;

/// <summary>A person's browser: keeps cookies, follows redirects within the wiki, fills in the first form of the page.</summary>
public sealed partial class DemoBrowser(Uri wiki) : IDisposable
{
    private readonly CookieContainer jar = new();
    private HttpClient? client;

    public Uri At { get; private set; } = new("about:blank");

    public HttpStatusCode Status { get; private set; }

    public string Page { get; private set; } = "";

    /// <summary>The statuses of all answers since the last step, redirects included.</summary>
    public IList<HttpStatusCode> Steps { get; } = new List<HttpStatusCode>();

    public HttpResponseMessage? LastAnswer { get; private set; }

    /// <summary>The query with which the wiki sent the person back to us; null while they are still there.</summary>
    public IReadOnlyDictionary<string, string>? CameBackWith { get; private set; }

    public Task GoToAsync(Uri address) => FollowAsync(HttpMethod.Get, address, fields: null);

    /// <summary>The cookies that the wiki would be sent.</summary>
    public string Cookies() => jar.GetCookieHeader(new Uri(wiki, "/demo-wiki/"));

    /// <summary>Sends the page's form with its hidden fields; what is typed takes the place of a field of that name.</summary>
    public Task SubmitAsync(params (string Name, string Value)[] typed)
    {
        var action = WebUtility.HtmlDecode(Action().Match(Page).Groups["action"].Value);
        var fields = Hidden().Matches(Page)
            .Where(m => typed.All(t => t.Name != m.Groups["name"].Value))
            .Select(m => KeyValuePair.Create(m.Groups["name"].Value, WebUtility.HtmlDecode(m.Groups["value"].Value)))
            .Concat(typed.Select(t => KeyValuePair.Create(t.Name, t.Value)));
        return FollowAsync(HttpMethod.Post, new Uri(At, action), [.. fields]);
    }

    public Task LogInAsync(string name, string password = "demo") => SubmitAsync(("name", name), ("password", password));

    public void Dispose()
    {
        LastAnswer?.Dispose();
        client?.Dispose();
    }

    private async Task FollowAsync(HttpMethod method, Uri address, KeyValuePair<string, string>[]? fields)
    {
        Steps.Clear();
        client ??= new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = jar });
        while (true)
        {
            using var request = new HttpRequestMessage(method, address);
            request.Content = fields is null ? null : new FormUrlEncodedContent(fields);
            LastAnswer?.Dispose();
            LastAnswer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            Status = LastAnswer.StatusCode;
            Steps.Add(Status);
            At = address;
            if (LastAnswer.Headers.Location is not { } location)
                break;
            address = new Uri(address, location);
            if (address.Authority != wiki.Authority)
            {
                CameBackWith = QueryHelpers.ParseQuery(address.Query).ToDictionary(p => p.Key, p => p.Value.ToString());
                return;
            }

            if (Status != HttpStatusCode.TemporaryRedirect)
                (method, fields) = (HttpMethod.Get, null);
        }

        Page = await LastAnswer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("<form method=\"post\" action=\"(?<action>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Action();

    [GeneratedRegex("type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hidden();
}
