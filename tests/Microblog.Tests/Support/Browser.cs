using System.Net;
using System.Text.RegularExpressions;

namespace Microblog.Tests.Support;

/// <summary>A person's browser at one server: keeps cookies, follows redirects, fills in forms.</summary>
public sealed partial class Browser(TestServer server, CookieContainer? cookies = null) : IDisposable
{
    private HttpClient? client;

    public CookieContainer Cookies { get; } = cookies ?? new();

    public Uri At { get; private set; } = server.BaseUrl;

    public HttpStatusCode Status { get; private set; }

    /// <summary>The HTML of the page, with its entities decoded.</summary>
    public string Page { get; private set; } = "";

    /// <summary>Where the last answer pointed, when redirects were not followed.</summary>
    public Uri? Location { get; private set; }

    /// <summary>The secret of the session; null when there is no cookie.</summary>
    public string? SessionSecret => Cookies.GetCookies(server.BaseUrl)[server.SessionCookie]?.Value;

    /// <summary>Opens an address and follows where it leads.</summary>
    public Task GoToAsync(string address) => SendAsync(HttpMethod.Get, address, fields: null, follow: true);

    /// <summary>Asks for one address only.</summary>
    public Task LookAtAsync(string address) => SendAsync(HttpMethod.Get, address, fields: null, follow: false);

    /// <summary>Signs in as an account of the demo wiki.</summary>
    public Task SignInAsync(string name) => GoToAsync("/sign-in?as=" + Uri.EscapeDataString(name));

    /// <summary>Sends the page's first form with its hidden fields and what is typed.</summary>
    public Task SubmitAsync(params (string Name, string Value)[] typed) => SubmitAsync(follow: true, typed);

    private Task SubmitAsync(bool follow, params (string Name, string Value)[] typed)
    {
        var form = Action().Match(Page);
        var action = form.Groups["action"].Value;
        var inside = Page[form.Index..].Split("</form>", 2)[0];
        var fields = Hidden().Matches(inside).Select(m => KeyValuePair.Create(m.Groups["name"].Value, m.Groups["value"].Value))
            .Concat(typed.Select(t => KeyValuePair.Create(t.Name, t.Value)));
        return SendAsync(HttpMethod.Post, action, [.. fields], follow);
    }

    /// <summary>Presses a button of the page's first form, and answers where it leads, without going there.</summary>
    public async Task<Uri> AnswerAsync(string answer)
    {
        await SubmitAsync(follow: false, ("answer", answer));
        return Location ?? throw new InvalidOperationException($"{Status}: {Page}");
    }

    /// <summary>Sends the form of the page that leads to an address, or that one with what protects the page's forms.</summary>
    public Task PressAsync(string address) =>
        SendAsync(HttpMethod.Post, address, [.. Hidden().Matches(Page).Take(1).Select(m => KeyValuePair.Create(m.Groups["name"].Value, m.Groups["value"].Value))], follow: true);

    /// <summary>Sends a form that no page of ours showed.</summary>
    public Task PostAsync(string address, params (string Name, string Value)[] fields) =>
        SendAsync(HttpMethod.Post, address, [.. fields.Select(t => KeyValuePair.Create(t.Name, t.Value))], follow: true);

    /// <summary>Whether this browser is signed in, as the server sees it.</summary>
    public async Task<bool> IsSignedInAsync()
    {
        await LookAtAsync("/sign-in");
        return Status == HttpStatusCode.Redirect;
    }

    public void Dispose() => client?.Dispose();

    private async Task SendAsync(HttpMethod method, string address, KeyValuePair<string, string>[]? fields, bool follow)
    {
        client ??= server.NewClient(Cookies);
        var next = new Uri(At, address);
        while (true)
        {
            using var request = new HttpRequestMessage(method, next);
            request.Content = fields is null ? null : new FormUrlEncodedContent(fields);
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            (At, Status, Location) = (next, answer.StatusCode, answer.Headers.Location);
            Page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            if (!follow || Location is null)
                return;
            next = new Uri(next, Location);
            (method, fields) = (HttpMethod.Get, null);
        }
    }

    [GeneratedRegex("<form method=\"post\" action=\"(?<action>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Action();

    [GeneratedRegex("name=\"(?<name>[^\"]*)\" type=\"hidden\" value=\"(?<value>[^\"]*)\"|type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hidden();
}
