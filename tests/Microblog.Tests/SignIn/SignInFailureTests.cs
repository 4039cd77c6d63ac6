using System.Net;
using Microblog.DemoWiki;
using Microblog.Moderation;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.SignIn;

/// <summary>Whatever goes wrong on the way is a page that explains, with the status that says so to programs; nobody is signed in.</summary>
public sealed class SignInFailureTests
{
    private const string Oauth = "/demo-wiki/rest.php/oauth2/";

    [Fact]
    public async Task Cancel_at_the_wiki_is_explained()
    {
        await using var server = await TestServer.StartAsync();
        using var browser = new Browser(server);
        await browser.GoToAsync("/sign-in/start/demo");
        await browser.SubmitAsync(("name", "Editor"), ("password", "demo"));

        await browser.SubmitAsync(("cancel", "1"));

        Assert.Contains("Try again", browser.Page, StringComparison.Ordinal);
        await ShowsAsync(browser, HttpStatusCode.Forbidden, "You cancelled");
        Assert.False(await server.AskAsync(db => db.Accounts.AnyAsync()));
    }

    [Fact]
    public async Task Trying_again_still_leads_where_the_person_wanted_to_go()
    {
        await using var server = await TestServer.StartAsync();
        using var browser = new Browser(server);
        await browser.GoToAsync("/sign-in/start/demo?return_to=%2Flog%3Faccount%3Da%26b");
        await browser.SubmitAsync(("name", "Editor"), ("password", "demo"));

        await browser.SubmitAsync(("cancel", "1"));

        Assert.Contains("href=\"/sign-in?return_to=%2Flog%3Faccount%3Da%26b\"", browser.Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sign-in/callback/demo")]
    [InlineData("/sign-in/callback/demo?code=abc")]
    [InlineData("/sign-in/callback/demo?code=abc&state=")]
    [InlineData("/sign-in/callback/demo?code=abc&state=guessed")]
    public async Task Coming_back_without_having_left_is_explained(string address)
    {
        await using var server = await TestServer.StartAsync();
        using var browser = new Browser(server);

        await browser.GoToAsync(address);

        await ShowsAsync(browser, HttpStatusCode.BadRequest, "Please start again");
    }

    [Fact]
    public async Task Somebody_elses_code_signs_nobody_in_here()
    {
        await using var server = await TestServer.StartAsync();
        using var attacker = new Browser(server);
        using var victim = new Browser(server);
        var stolen = await CallbackOfAsync(attacker, "Editor");
        await victim.LookAtAsync("/sign-in/start/demo");

        await victim.GoToAsync(stolen);

        await ShowsAsync(victim, HttpStatusCode.BadRequest, "Please start again");
    }

    [Fact]
    public async Task A_callback_counts_once()
    {
        await using var server = await TestServer.StartAsync();
        using var browser = new Browser(server);
        var callback = await CallbackOfAsync(browser, "Editor");
        await browser.GoToAsync(callback);
        Assert.True(await browser.IsSignedInAsync());

        await browser.LookAtAsync(callback);

        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
    }

    [Fact]
    public async Task An_attempt_grows_too_old()
    {
        var clock = new FakeClock();
        await using var server = await TestServer.StartAsync(configure: o => o.Clock = clock);
        using var browser = new Browser(server);
        var callback = await CallbackOfAsync(browser, "Editor");

        clock.Advance(TimeSpan.FromMinutes(31));
        await browser.GoToAsync(callback);

        await ShowsAsync(browser, HttpStatusCode.BadRequest, "Please start again");
    }

    [Fact]
    public async Task A_hidden_account_is_refused_kindly_and_not_named()
    {
        await using var server = await TestServer.StartAsync();
        using var browser = new Browser(server);

        await browser.SignInAsync("Hidden");

        await ShowsAsync(browser, HttpStatusCode.Forbidden, "does not show this account");
        Assert.False(await server.AskAsync(db => db.Accounts.AnyAsync()));
    }

    [Theory]
    [InlineData(200, """{"sub":"0","username":"Editor"}""", HttpStatusCode.Forbidden, "did not say who you are")]
    [InlineData(200, """{"sub":"","username":"Editor"}""", HttpStatusCode.Forbidden, "did not say who you are")]
    [InlineData(200, """{"username":"Editor"}""", HttpStatusCode.Forbidden, "did not say who you are")]
    [InlineData(200, """{"sub":"7","username":"Nobody At All"}""", HttpStatusCode.Forbidden, "does not show this account")]
    [InlineData(500, "{}", HttpStatusCode.ServiceUnavailable, "does not answer")]
    [InlineData(401, "{}", HttpStatusCode.BadRequest, "did not confirm")]
    public async Task A_strange_profile_is_explained(int status, string profile, HttpStatusCode shown, string title)
    {
        await using var server = await StartAsync(Oauth + "resource/profile", status, profile);
        using var browser = new Browser(server);

        await browser.SignInAsync("Editor");

        await ShowsAsync(browser, shown, title);
        Assert.False(await server.AskAsync(db => db.Accounts.AnyAsync()));
    }

    [Theory]
    [InlineData(401, """{"error":"invalid_client"}""", HttpStatusCode.InternalServerError, "set up wrongly")]
    [InlineData(400, """{"error":"invalid_grant"}""", HttpStatusCode.BadRequest, "did not confirm")]
    public async Task A_refused_code_is_explained(int status, string answer, HttpStatusCode shown, string title)
    {
        await using var server = await StartAsync(Oauth + "access_token", status, answer);
        using var browser = new Browser(server);

        await browser.SignInAsync("Editor");

        await ShowsAsync(browser, shown, title);
    }

    [Fact]
    public async Task A_wiki_in_maintenance_is_explained()
    {
        await using var server = await TestServer.StartAsync();
        server.Services.GetRequiredService<DemoWikiState>().IsReadOnly = true;
        using var browser = new Browser(server);

        await browser.SignInAsync("Editor");

        await ShowsAsync(browser, HttpStatusCode.ServiceUnavailable, "being maintained");
    }

    [Fact]
    public async Task A_wiki_that_is_down_is_explained()
    {
        await using var server = await TestServer.StartAsync();
        using var browser = new Browser(server);
        var callback = await CallbackOfAsync(browser, "Editor");
        server.Services.GetRequiredService<DemoWikiState>().IsDown = true;

        await browser.GoToAsync(callback);

        await ShowsAsync(browser, HttpStatusCode.ServiceUnavailable, "does not answer");
    }

    [Fact]
    public async Task A_blocked_account_reads_why_and_until_when()
    {
        await using var server = await TestServer.StartAsync();
        using var browser = new Browser(server);
        using (var before = new Browser(server))
            await before.SignInAsync("Editor");
        await using (var scope = server.NewScope())
        {
            var actorId = await server.AskAsync(db => db.Accounts.Select(a => a.ActorId).SingleAsync());
            await scope.Get<BlockAccount>().RunAsync(
                actorId, null, BlockScope.Account, "Sold <advertisements>", new DateTimeOffset(2999, 1, 2, 3, 4, 0, TimeSpan.Zero), CancellationToken.None);
        }

        await browser.SignInAsync("Editor");

        Assert.Contains("Sold <advertisements>", browser.Page, StringComparison.Ordinal);
        Assert.Contains("2 January 2999, 03:04 UTC", browser.Page, StringComparison.Ordinal);
        await ShowsAsync(browser, HttpStatusCode.Forbidden, "This account is blocked");
    }

    [Fact]
    public async Task Another_site_begins_no_sign_in()
    {
        await using var server = await TestServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in/start/demo");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        using var answer = await server.PasserBy.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.StartsWith("/sign-in?", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    private static Task<TestServer> StartAsync(string path, int status, string json) =>
        TestServer.StartAsync(configure: o => o.Services = s => s.AddSingleton<IStartupFilter>(new AnswerInstead(path, status, json)));

    // Goes to the wiki and stops in front of the way back.
    private static async Task<string> CallbackOfAsync(Browser browser, string name)
    {
        await browser.LookAtAsync("/sign-in?as=" + name);
        await browser.LookAtAsync(browser.Location!.OriginalString);
        return browser.Location!.OriginalString;
    }

    private static async Task ShowsAsync(Browser browser, HttpStatusCode status, string title)
    {
        Assert.Equal(status, browser.Status);
        Assert.Contains(title, browser.Page, StringComparison.Ordinal);
        Assert.Null(browser.SessionSecret);
        Assert.False(await browser.IsSignedInAsync());
    }
}
