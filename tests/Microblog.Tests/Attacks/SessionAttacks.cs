using System.Globalization;
using System.Net;
using Microblog.Tests.Support;
using Microblog.Web;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Attacks;

/// <summary>Other sites that use a person's browser, and programs that ask more often than they may.</summary>
public sealed class SessionAttacks
{
    private static readonly string[] SpelledOtherwise =
    [
        "/api/v1/instance", "/API/V1/instance", "/api/v1/instance/", "/api/v1/instance?x=1", "/api/v1/Instance#x", "/api/v2/instance", "/api/v1/%69nstance",
    ];

    private static readonly string[] OtherHeaders = ["X-Real-IP", "Forwarded", "Client-IP", "X-Client-IP", "CF-Connecting-IP", "X-Originating-IP"];

    /// <summary>Security catalogue §7-51: another site makes a browser send a form of ours, with its cookies, to every address that takes one.</summary>
    [Theory, EachDatabase]
    public async Task A_form_that_no_page_of_ours_showed_does_nothing(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var notice = await alice.PostAsync("Hello.");
        using var browser = new Browser(server);
        await browser.SignInAsync("Sysop");
        var before = await CountsAsync(server);
        var forms = TriedRoute.Of(server)
            .Where(r => r.Method != HttpMethod.Get && !r.Pattern.StartsWith("/api/", StringComparison.Ordinal) && !IsForPrograms(r.Pattern))
            .ToList();
        Assert.Contains(forms, f => f.Pattern == "/notices");
        foreach (var form in forms)
        {
            var path = form.Fill(alice, notice);
            await browser.PostAsync(path, ("text", "x"), ("reason", "x"), ("account", "alice"), ("answer", "allow"));
            var isForAdministrators = path.StartsWith("/moderation/relays", StringComparison.Ordinal) || path.EndsWith("/erase", StringComparison.Ordinal);
            Assert.Equal((path, isForAdministrators ? HttpStatusCode.Forbidden : HttpStatusCode.BadRequest), (path, browser.Status));
        }

        Assert.Equal(before, await CountsAsync(server));
        Assert.True(await browser.IsSignedInAsync());
    }

    /// <summary>Security catalogue §7-51: another site opens a stream by a browser that is signed in here.</summary>
    [Fact]
    public async Task A_socket_of_another_site_is_nobodys()
    {
        await using var server = await TestServer.StartAsync();
        using var browser = new Browser(server);
        await browser.SignInAsync("Editor");
        using var client = server.NewClient(browser.Cookies);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/streaming?stream=user");
        foreach (var (name, value) in new[]
        {
            ("Origin", "https://evil.test"), ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"),
            ("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA=="),
        })
            request.Headers.TryAddWithoutValidation(name, value);

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    /// <summary>Security catalogue §7-53: however the address is spelled and whatever is said of whom it is for, and all at once, as many are answered as may be.</summary>
    [Fact]
    public async Task No_spelling_and_no_header_is_counted_apart()
    {
        await using var server = await TestServer.StartAsync(configure: o => o.Settings["RateLimits:Enabled"] = "true");
        var answers = await Task.WhenAll(Enumerable.Range(0, RequestLimits.PerAddress + 100).Select(async number =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, SpelledOtherwise[number % SpelledOtherwise.Length]);
            var other = string.Create(CultureInfo.InvariantCulture, $"203.0.113.{number % 250}");
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", $"{other}, 2001:db8:1:2::{number:x}");
            foreach (var header in OtherHeaders)
                request.Headers.TryAddWithoutValidation(header, other);
            using var answer = await server.PasserBy.SendAsync(request, TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }));

        Assert.Equal(RequestLimits.PerAddress, answers.Count(a => a == HttpStatusCode.OK));
        Assert.Equal(100, answers.Count(a => a == HttpStatusCode.TooManyRequests));
    }

    private static bool IsForPrograms(string pattern) =>
        pattern.EndsWith("inbox", StringComparison.Ordinal)
        || pattern is "/oauth/token" or "/oauth/revoke" or "/oauth/userinfo"
        || pattern.StartsWith("/demo-wiki", StringComparison.Ordinal)
        || pattern.StartsWith("/error", StringComparison.Ordinal);

    private static Task<(int Notices, int Follows, int Reports, int Log, int Sessions, int Codes)> CountsAsync(TestServer server) => server.AskAsync(async db => (
        await db.Notices.CountAsync(), await db.Follows.CountAsync(), await db.Reports.CountAsync(), await db.LogEntries.CountAsync(),
        await db.Sessions.CountAsync(), await db.AuthorizationCodes.CountAsync()));
}
