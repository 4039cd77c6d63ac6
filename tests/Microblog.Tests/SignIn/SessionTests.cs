using System.Net;
using Microblog.Moderation;
using Microblog.SignIn;
using Microblog.Tests.Support;
using Microblog.Web;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.SignIn;

/// <summary>Sessions begin, live and end as they should. Security catalogue §7-52.</summary>
public sealed class SessionTests
{
    [Fact]
    public async Task Signing_out_ends_the_session_and_not_only_the_cookie()
    {
        await using var server = await TestServer.StartAsync();
        using var browser = new Browser(server);
        await browser.SignInAsync("Editor");
        var secret = browser.SessionSecret!;
        await browser.GoToAsync("/sign-out");

        await browser.SubmitAsync();

        Assert.Null(browser.SessionSecret);
        browser.Cookies.Add(server.BaseUrl, new Cookie(server.SessionCookie, secret));
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_form_of_another_site_signs_nobody_out()
    {
        await using var server = await TestServer.StartAsync();
        using var browser = new Browser(server);
        await browser.SignInAsync("Editor");

        await browser.PostAsync("/sign-out");

        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.True(await browser.IsSignedInAsync());
    }

    [Theory, EachDatabase]
    public async Task A_block_of_the_whole_account_counts_at_the_next_request(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var browser = new Browser(server);
        await browser.SignInAsync("Editor");
        await using var scope = server.NewScope();
        var actorId = await server.AskAsync(db => db.Accounts.Select(a => a.ActorId).SingleAsync());

        await scope.Get<BlockAccount>().RunAsync(actorId, null, BlockScope.Account, "spam", null, CancellationToken.None);

        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_block_counts_even_while_its_session_row_is_still_there()
    {
        await using var server = await TestServer.StartAsync();
        using var browser = new Browser(server);
        await browser.SignInAsync("Editor");
        await using var scope = server.NewScope();
        var db = scope.Get<Microblog.Data.Db>();
        var actorId = await db.Accounts.Select(a => a.ActorId).SingleAsync();
        db.Blocks.Add(new Block { Id = 1, ActorId = actorId, Scope = BlockScope.Account, Reason = "spam", Since = DateTimeOffset.UnixEpoch });
        await db.SaveChangesAsync();

        Assert.False(await browser.IsSignedInAsync());
        Assert.Equal(1, await db.Sessions.CountAsync());
    }

    [Fact]
    public async Task A_block_of_posting_leaves_people_signed_in()
    {
        await using var server = await TestServer.StartAsync();
        using var browser = new Browser(server);
        await browser.SignInAsync("Editor");
        await using var scope = server.NewScope();
        var actorId = await server.AskAsync(db => db.Accounts.Select(a => a.ActorId).SingleAsync());

        await scope.Get<BlockAccount>().RunAsync(actorId, null, BlockScope.Posting, "too loud", null, CancellationToken.None);

        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_secret_that_somebody_put_into_the_browser_never_becomes_a_session()
    {
        await using var server = await TestServer.StartAsync();
        using var browser = new Browser(server);
        browser.Cookies.Add(server.BaseUrl, new Cookie(server.SessionCookie, "planted"));

        await browser.SignInAsync("Editor");

        Assert.NotEqual("planted", browser.SessionSecret);
        using var attacker = new Browser(server);
        attacker.Cookies.Add(server.BaseUrl, new Cookie(server.SessionCookie, "planted"));
        Assert.False(await attacker.IsSignedInAsync());
    }

    [Fact]
    public async Task Signing_in_again_ends_the_session_that_this_browser_had()
    {
        await using var server = await TestServer.StartAsync();
        using var browser = new Browser(server);
        await browser.SignInAsync("Editor");
        var first = browser.SessionSecret;

        await browser.SignInAsync("Newcomer");

        Assert.NotEqual(first, browser.SessionSecret);
        Assert.Equal(1, await server.AskAsync(db => db.Sessions.CountAsync()));
    }

    [Fact]
    public async Task A_session_lives_thirty_days_after_its_last_use()
    {
        var clock = new FakeClock();
        await using var server = await TestServer.StartAsync(configure: o => o.Clock = clock);
        using var browser = new Browser(server);
        await browser.SignInAsync("Editor");

        clock.Advance(TimeSpan.FromDays(29));
        Assert.True(await browser.IsSignedInAsync());
        clock.Advance(TimeSpan.FromDays(29));
        Assert.True(await browser.IsSignedInAsync());
        clock.Advance(TimeSpan.FromDays(31));
        Assert.False(await browser.IsSignedInAsync());
    }

    [Theory, EachDatabase]
    public async Task Of_more_than_fifty_sessions_the_longest_unused_ends(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var person = await server.SignUpAsync("alice");
        var secrets = new List<string>();
        for (var i = 0; i <= Sessions.MostPerAccount; i++)
        {
            await using var scope = server.NewScope();
            secrets.Add(await scope.Get<Sessions>().BeginAsync(person.AccountId, "test", CancellationToken.None));
        }

        await using var look = server.NewScope();
        Assert.Null(await look.Get<Sessions>().FindAsync(secrets[0], CancellationToken.None));
        Assert.NotNull(await look.Get<Sessions>().FindAsync(secrets[1], CancellationToken.None));
        Assert.Equal(Sessions.MostPerAccount, await server.AskAsync(db => db.Sessions.CountAsync()));
    }

    [Fact]
    public async Task Two_servers_on_one_host_do_not_sign_each_other_out()
    {
        await using var server = await TestServer.StartAsync();
        await using var other = await TestServer.StartAsync();
        using var browser = new Browser(server);
        using var sameBrowser = new Browser(other, browser.Cookies);

        await browser.SignInAsync("Editor");
        await sameBrowser.SignInAsync("Sysop");

        Assert.True(await browser.IsSignedInAsync());
        Assert.True(await sameBrowser.IsSignedInAsync());
    }

    [Theory]
    [InlineData("https://microblog.test/", "__Host-session")]
    [InlineData("https://microblog.test:8443/", "__Host-session-8443")]
    [InlineData("http://microblog.test/", "session")]
    [InlineData("http://127.0.0.1:5080/", "session-5080")]
    public void The_session_cookie_says_how_the_server_is_reached(string baseUrl, string name) =>
        Assert.Equal(name, new SignInCookies(new MicroblogSettings { BaseUrl = new Uri(baseUrl) }).Session);

    [Fact]
    public async Task The_cookie_is_for_this_server_alone_and_no_script_reads_it()
    {
        await using var server = await TestServer.StartAsync();
        using var browser = new Browser(server);

        await browser.SignInAsync("Editor");

        var cookie = browser.Cookies.GetCookies(server.BaseUrl)[server.SessionCookie]!;
        Assert.True(cookie.HttpOnly);
        Assert.Equal("/", cookie.Path);
        Assert.Equal(43, cookie.Value.Length);
        Assert.DoesNotContain(cookie.Value, await server.AskAsync(db => db.Sessions.Select(s => s.TokenHash).SingleAsync()), StringComparison.Ordinal);
    }
}
