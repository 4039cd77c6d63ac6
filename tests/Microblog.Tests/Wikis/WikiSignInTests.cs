using System.Net;
using Microblog.DemoWiki;
using Microblog.Wikis;

namespace Microblog.Tests.Wikis;

/// <summary>Signing in over HTTP: a browser at the wiki, our client behind it, every failure that can be played.</summary>
public sealed class WikiSignInTests(RunningDemoWiki wiki) : IClassFixture<RunningDemoWiki>
{
    private const string State = "a state";

    private readonly string verifier = WikiOAuth.NewVerifier();

    private Uri Authorize => WikiOAuth.AuthorizeUrl(wiki.Settings, wiki.Callback, State, verifier);

    [Fact]
    public async Task An_editor_logs_in_allows_and_is_known_by_number_and_name()
    {
        var amy = wiki.State.Add("Amy O'Brien");
        using var browser = wiki.OpenBrowser();

        await browser.GoToAsync(Authorize);
        Assert.Contains("Log in", browser.Page, StringComparison.Ordinal);
        await browser.LogInAsync("Amy O'Brien");
        Assert.Contains("Amy O&#x27;Brien", browser.Page, StringComparison.Ordinal);
        await browser.SubmitAsync(("accept", "1"));

        Assert.Equal(State, browser.CameBackWith!["state"]);
        Assert.Equal(890, browser.CameBackWith["code"].Length);
        var profile = await ExchangeAsync(browser.CameBackWith["code"]);
        Assert.Equal(new WikiProfile(amy.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), "Amy O'Brien"), profile);
    }

    [Fact]
    public async Task The_second_time_nothing_is_asked()
    {
        using var browser = wiki.OpenBrowser();
        await browser.GoToAsync(Authorize);
        await browser.LogInAsync("Editor");
        if (browser.CameBackWith is null)
            await browser.SubmitAsync(("accept", "1"));

        await browser.GoToAsync(Authorize);

        Assert.Equal([HttpStatusCode.Redirect], browser.Steps);
        Assert.True(browser.CameBackWith!.ContainsKey("code"));
    }

    [Fact]
    public async Task The_way_to_the_log_in_page_is_a_307()
    {
        using var browser = wiki.OpenBrowser();

        await browser.GoToAsync(Authorize);

        Assert.Equal([HttpStatusCode.TemporaryRedirect, HttpStatusCode.OK], browser.Steps);
    }

    [Fact]
    public async Task A_demo_user_signs_in_by_redirects_only()
    {
        var profile = await ExchangeAsync(await CodeOfAsync("Newcomer"));

        Assert.Equal("Newcomer", profile.Username);
    }

    [Fact]
    public async Task A_blocked_editor_can_sign_in() =>
        Assert.Equal("Blocked", (await ExchangeAsync(await CodeOfAsync("Blocked"))).Username);

    [Fact]
    public async Task Cancel_comes_back_as_an_error_without_a_state()
    {
        wiki.State.Add("Carla");
        using var browser = wiki.OpenBrowser();
        await browser.GoToAsync(Authorize);
        await browser.LogInAsync("Carla");

        await browser.SubmitAsync(("cancel", "1"));

        Assert.False(browser.CameBackWith!.ContainsKey("state"));
        Assert.Equal(WikiSignInFailure.Cancelled, WikiOAuth.FailureOf(browser.CameBackWith["error"]));
    }

    [Fact]
    public async Task An_unknown_scope_comes_back_as_our_mistake()
    {
        using var browser = wiki.OpenBrowser();

        await browser.GoToAsync(new Uri(Authorize.AbsoluteUri + "&scope=openid"));

        Assert.False(browser.CameBackWith!.ContainsKey("state"));
        Assert.Equal(WikiSignInFailure.Misconfigured, WikiOAuth.FailureOf(browser.CameBackWith["error"]));
    }

    [Theory]
    [InlineData("client_id=microblog-on-the-demo-wiki", "client_id=somebody", HttpStatusCode.Unauthorized)]
    [InlineData("redirect_uri=http%3A%2F%2F127.0.0.1", "redirect_uri=http%3A%2F%2Fevil.example", HttpStatusCode.Unauthorized)]
    [InlineData("redirect_uri=http%3A%2F%2F127.0.0.1", "redirect_uri=http%3A%2F%2Fme@127.0.0.1", HttpStatusCode.Unauthorized)]
    [InlineData("redirect_uri=http", "redirect_uri=javascript", HttpStatusCode.Unauthorized)]
    [InlineData("response_type=code", "response_type=token", HttpStatusCode.BadRequest)]
    [InlineData("code_challenge_method=S256", "code_challenge_method=S1", HttpStatusCode.BadRequest)]
    public async Task A_request_that_cannot_be_trusted_never_leaves_the_wiki(string right, string wrong, HttpStatusCode status)
    {
        using var browser = wiki.OpenBrowser();

        await browser.GoToAsync(new Uri(Authorize.AbsoluteUri.Replace(right, wrong, StringComparison.Ordinal) + "&demo_user=Editor"));

        Assert.Equal(status, browser.Status);
        Assert.Null(browser.CameBackWith);
        Assert.Contains("<!doctype html>", browser.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_registered_callback_is_accepted_where_one_is_set()
    {
        await using var own = new RunningDemoWiki();
        await own.InitializeAsync();
        own.State.Callback = own.Callback;
        using var browser = own.OpenBrowser();

        await browser.GoToAsync(new Uri(
            WikiOAuth.AuthorizeUrl(own.Settings, new Uri(own.Callback + "/below"), State, verifier) + "&demo_user=Editor"));

        Assert.Equal(HttpStatusCode.Unauthorized, browser.Status);
    }

    [Fact]
    public async Task A_code_works_once()
    {
        var code = await CodeOfAsync("Editor");
        await ExchangeAsync(code);

        Assert.Equal(WikiSignInFailure.Refused, await FailureAsync(() => ExchangeAsync(code)));
    }

    [Fact]
    public async Task A_code_lives_ten_minutes()
    {
        await using var own = new RunningDemoWiki();
        await own.InitializeAsync();
        var code = await CodeOfAsync("Editor", own);
        own.Clock.Now += TimeSpan.FromMinutes(10);

        Assert.Equal(WikiSignInFailure.Refused, await FailureAsync(() => own.OAuth.ExchangeAsync(
            own.Settings, code, own.Callback, verifier, TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    public async Task A_garbage_code_is_refused(string code) =>
        Assert.Equal(WikiSignInFailure.Refused, await FailureAsync(() => ExchangeAsync(code)));

    [Fact]
    public async Task A_stolen_code_is_worth_nothing_without_the_verifier()
    {
        var code = await CodeOfAsync("Editor");

        Assert.Equal(WikiSignInFailure.Refused, await FailureAsync(() => wiki.OAuth.ExchangeAsync(
            wiki.Settings, code, wiki.Callback, WikiOAuth.NewVerifier(), TestContext.Current.CancellationToken)));
        Assert.Equal(WikiSignInFailure.Refused, await FailureAsync(() => wiki.OAuth.ExchangeAsync(
            wiki.Settings, code, wiki.Callback, "", TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_wrong_secret_is_our_mistake()
    {
        var code = await CodeOfAsync("Editor");
        var settings = new WikiSettings
        {
            Id = "demo",
            Name = "Demo",
            ApiUrl = wiki.Settings.ApiUrl,
            RestUrl = wiki.Settings.RestUrl,
            ClientId = wiki.Settings.ClientId,
            ClientSecret = "wrong",
        };

        Assert.Equal(WikiSignInFailure.Misconfigured, await FailureAsync(() => wiki.OAuth.ExchangeAsync(
            settings, code, wiki.Callback, verifier, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Another_callback_than_before_is_our_mistake()
    {
        var code = await CodeOfAsync("Editor");

        Assert.Equal(WikiSignInFailure.Misconfigured, await FailureAsync(() => wiki.OAuth.ExchangeAsync(
            wiki.Settings, code, new Uri("http://127.0.0.1:9/elsewhere"), verifier, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_wiki_in_maintenance_lets_people_allow_but_gives_no_token()
    {
        await using var own = new RunningDemoWiki();
        await own.InitializeAsync();
        own.State.IsReadOnly = true;
        var code = await CodeOfAsync("Editor", own);

        Assert.Equal(WikiSignInFailure.ReadOnly, await FailureAsync(() => own.OAuth.ExchangeAsync(
            own.Settings, code, own.Callback, verifier, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_wiki_that_is_down_is_said_to_be_down()
    {
        await using var own = new RunningDemoWiki();
        await own.InitializeAsync();
        var code = await CodeOfAsync("Editor", own);
        own.State.IsDown = true;

        Assert.Equal(WikiSignInFailure.WikiDown, await FailureAsync(() => own.OAuth.ExchangeAsync(
            own.Settings, code, own.Callback, verifier, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_wiki_that_is_gone_is_said_to_be_down()
    {
        var own = new RunningDemoWiki();
        await own.InitializeAsync();
        var (settings, oauth) = (own.Settings, wiki.OAuth);
        await own.DisposeAsync();

        Assert.Equal(WikiSignInFailure.WikiDown, await FailureAsync(() => oauth.ExchangeAsync(
            settings, "code", own.Callback, verifier, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Somebody_whose_name_is_suppressed_is_hidden()
    {
        var code = await CodeOfAsync("Hidden");

        Assert.Equal(WikiSignInFailure.Hidden, await FailureAsync(() => ExchangeAsync(code)));
    }

    [Fact]
    public async Task A_temporary_account_ends_at_the_log_in_page()
    {
        using var browser = wiki.OpenBrowser();

        await browser.GoToAsync(new Uri(Authorize.AbsoluteUri + "&demo_user=~2026-1"));
        Assert.Contains("Log in", browser.Page, StringComparison.Ordinal);
        await browser.LogInAsync("~2026-1");

        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
        Assert.Null(browser.CameBackWith);
    }

    [Fact]
    public async Task A_rename_changes_the_name_and_not_the_identity()
    {
        wiki.State.Add("Old Name");
        var before = await ExchangeAsync(await CodeOfAsync("Old Name"));
        wiki.State.Rename("Old Name", "New Name");

        var after = await ExchangeAsync(await CodeOfAsync("New Name"));

        Assert.Equal(before.Sub, after.Sub);
        Assert.Equal("New Name", after.Username);
    }

    private Task<WikiProfile> ExchangeAsync(string code) =>
        wiki.OAuth.ExchangeAsync(wiki.Settings, code, wiki.Callback, verifier, TestContext.Current.CancellationToken);

    private Task<string> CodeOfAsync(string name) => CodeOfAsync(name, wiki);

    private async Task<string> CodeOfAsync(string name, RunningDemoWiki at)
    {
        using var browser = at.OpenBrowser();
        var authorize = WikiOAuth.AuthorizeUrl(at.Settings, at.Callback, State, verifier);
        await browser.GoToAsync(new Uri($"{authorize.AbsoluteUri}&{DemoWikiSettings.SignInAs}={Uri.EscapeDataString(name)}"));
        return browser.CameBackWith!["code"];
    }

    private static async Task<WikiSignInFailure> FailureAsync(Func<Task> deed) =>
        (await Assert.ThrowsAsync<WikiSignInException>(deed)).Failure;
}
