using System.Net;
using Microblog.Apps;
using Microblog.Tests.Apps;
using Microblog.Tests.Support;
using Microsoft.AspNetCore.WebUtilities;

namespace Microblog.Tests.Attacks;

/// <summary>Security catalogue §7-49, §7-50: somebody wants another's code or token.</summary>
public sealed class OAuthAttacks
{
    [Theory, EachDatabase]
    public async Task A_code_works_once_and_a_second_use_ends_the_token(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var program = await OAuthProgram.RegisterAsync(server);
        using var browser = new Browser(server);
        await browser.SignInAsync("Editor");
        var code = await program.CodeAsync(browser);
        var (_, token) = await program.RedeemAsync(code);

        var (status, answer) = await program.RedeemAsync(code);

        Assert.Equal((400, "invalid_grant"), (status, (string?)answer["error"]));
        await Wait.UntilAsync(async () => (await program.GetAsync("/api/v1/accounts/verify_credentials", (string)token["access_token"]!)).Status == 401);
    }

    [Theory, EachDatabase]
    public async Task Of_many_uses_at_once_at_most_one_yields_a_token_and_that_one_ends(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var program = await OAuthProgram.RegisterAsync(server);
        using var browser = new Browser(server);
        await browser.SignInAsync("Editor");
        var code = await program.CodeAsync(browser);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => program.RedeemAsync(code)));

        var won = Assert.Single(answers, a => a.Status == 200);
        await Wait.UntilAsync(async () => (await program.GetAsync("/api/v1/accounts/verify_credentials", (string)won.Answer["access_token"]!)).Status == 401);
    }

    [Fact]
    public async Task A_stolen_code_is_of_no_use_without_secret_verifier_and_address()
    {
        await using var server = await TestServer.StartAsync();
        using var program = await OAuthProgram.RegisterAsync(server);
        using var thief = await OAuthProgram.RegisterAsync(server);
        using var browser = new Browser(server);
        await browser.SignInAsync("Editor");
        var code = await program.CodeAsync(browser);

        await RefusedAsync(thief.RedeemAsync(code), "invalid_grant");
        await RefusedAsync(thief.RedeemAsync(code, ("code_verifier", program.Verifier)), "invalid_grant");
        await RefusedAsync(program.RedeemAsync(code, ("client_secret", thief.Secret)), "invalid_client");
        await RefusedAsync(program.RedeemAsync(code, ("client_secret", null)), "invalid_client");
        await RefusedAsync(program.RedeemAsync(code, ("code_verifier", thief.Verifier)), "invalid_grant");
        await RefusedAsync(program.RedeemAsync(code, ("code_verifier", null)), "invalid_grant");
        await RefusedAsync(program.RedeemAsync(code, ("redirect_uri", "https://app.test/back")), "invalid_grant");
        await RefusedAsync(program.RedeemAsync(code, ("redirect_uri", null)), "invalid_grant");
        await RefusedAsync(program.RedeemAsync(code + "x"), "invalid_grant");
        await RefusedAsync(program.RedeemAsync(code, ("grant_type", "password")), "unsupported_grant_type");
        Assert.Equal(200, (await program.RedeemAsync(code)).Status);
    }

    [Fact]
    public async Task A_code_is_too_old_after_a_minute()
    {
        var clock = new FakeClock();
        await using var server = await TestServer.StartAsync(configure: o => o.Clock = clock);
        using var program = await OAuthProgram.RegisterAsync(server);
        using var browser = new Browser(server);
        await browser.SignInAsync("Editor");
        var code = await program.CodeAsync(browser);

        clock.Advance(AuthorizationCode.Lifetime + TimeSpan.FromSeconds(1));

        await RefusedAsync(program.RedeemAsync(code), "invalid_grant");
    }

    [Theory]
    [InlineData("https://app.test/back"), InlineData("https://app.test/back?x=1&y=2"), InlineData("https://app.test/back?x=1#"), InlineData("https://APP.test/back?x=1")]
    [InlineData("https://app.test:443/back?x=1"), InlineData("https://app.test@evil.test/back?x=1"), InlineData("https://evil.test/back?x=1"), InlineData("http://app.test/back?x=1")]
    [InlineData("https://app.test/back/../back?x=1"), InlineData("https://app.test/back%3Fx=1"), InlineData("javascript:alert(1)"), InlineData("urn:ietf:wg:oauth:2.0:oob"), InlineData("")]
    public async Task Nobody_is_sent_to_an_address_that_the_program_never_named(string redirect)
    {
        await using var server = await TestServer.StartAsync();
        using var program = await OAuthProgram.RegisterAsync(server);
        using var browser = new Browser(server);
        await browser.SignInAsync("Editor");

        await browser.LookAtAsync(program.AuthorizeUrl(redirect: redirect));

        Assert.Equal((HttpStatusCode.BadRequest, null), (browser.Status, browser.Location));
        Assert.Contains("You stay here.", browser.Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("javascript:alert(1)"), InlineData("data:text/html,x"), InlineData("https://user:pw@app.test/"), InlineData("https://app.test/#x"), InlineData("/back"), InlineData("app.test")]
    [InlineData("https://app.test/ x"), InlineData("JAVASCRIPT:alert(1)"), InlineData("https:///x"), InlineData("vbscript:x"), InlineData("file:///etc/passwd")]
    public async Task No_program_may_name_such_an_address(string redirect)
    {
        await using var server = await TestServer.StartAsync();
        using var http = server.NewClient();
        using var form = new FormUrlEncodedContent([new("client_name", "x"), new("redirect_uris", redirect)]);

        using var answer = await http.PostAsync("/api/v1/apps", form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Theory]
    [InlineData("scope", "read write admin:read", "invalid_scope")]
    [InlineData("scope", "push", "invalid_scope")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge", "short", "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    public async Task What_cannot_be_granted_is_said_to_the_program(string name, string value, string error)
    {
        await using var server = await TestServer.StartAsync();
        using var program = await OAuthProgram.RegisterAsync(server, "read write");
        using var browser = new Browser(server);
        await browser.SignInAsync("Editor");

        await browser.LookAtAsync(program.AuthorizeUrl(more: (name, value)));

        Assert.StartsWith("https://app.test/back?", browser.Location!.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal(error, QueryHelpers.ParseQuery(browser.Location.Query)["error"]);
    }

    [Fact]
    public async Task Another_site_cannot_say_yes_for_a_person()
    {
        await using var server = await TestServer.StartAsync();
        using var program = await OAuthProgram.RegisterAsync(server);
        using var browser = new Browser(server);
        await browser.SignInAsync("Editor");

        await browser.PostAsync("/oauth/authorize", ("answer", "allow"), ("response_type", "code"), ("client_id", program.Id), ("redirect_uri", OAuthProgram.Redirect), ("scope", "read"));

        Assert.Equal((HttpStatusCode.BadRequest, null), (browser.Status, browser.Location));
        await browser.GoToAsync(program.AuthorizeUrl());
        Assert.Contains("Let Testing App in?", browser.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_cannot_end_anothers_token_and_learns_nothing_of_unknown_ones()
    {
        await using var server = await TestServer.StartAsync();
        using var program = await OAuthProgram.RegisterAsync(server);
        using var thief = await OAuthProgram.RegisterAsync(server);
        using var browser = new Browser(server);
        await browser.SignInAsync("Editor");
        var (_, token) = await program.RedeemAsync(await program.CodeAsync(browser));
        var secret = (string)token["access_token"]!;

        await RefusedAsync(thief.AskAsync("/oauth/revoke", ("client_id", thief.Id), ("client_secret", thief.Secret), ("token", secret)), "unauthorized_client");

        Assert.Equal(200, (await thief.AskAsync("/oauth/revoke", ("client_id", thief.Id), ("client_secret", thief.Secret), ("token", "unknown"))).Status);
        Assert.Equal(200, (await program.GetAsync("/api/v1/accounts/verify_credentials", secret)).Status);
    }

    [Fact]
    public async Task Nobody_elses_tokens_and_browsers_can_be_ended()
    {
        await using var server = await TestServer.StartAsync();
        using var program = await OAuthProgram.RegisterAsync(server);
        using var browser = new Browser(server);
        using var mallory = new Browser(server);
        await browser.SignInAsync("Editor");
        await mallory.SignInAsync("Sysop");
        var (_, token) = await program.RedeemAsync(await program.CodeAsync(browser));
        var (tokenId, sessionId) = await server.AskAsync(db => Task.FromResult((db.AccessTokens.Single(t => t.AppId != null).Id, db.Sessions.OrderBy(s => s.Id).First().Id)));

        await mallory.GoToAsync("/settings/access");
        await mallory.PressAsync($"/settings/access/tokens/{tokenId}/end");
        await mallory.PressAsync($"/settings/access/sessions/{sessionId}/end");

        Assert.Equal(200, (await program.GetAsync("/api/v1/accounts/verify_credentials", (string)token["access_token"]!)).Status);
        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_name_is_shown_as_text()
    {
        await using var server = await TestServer.StartAsync();
        using var http = server.NewClient();
        using var form = new FormUrlEncodedContent([new("client_name", "<script>alert(1)</script>"), new("redirect_uris", OAuthProgram.Redirect)]);
        using var made = await http.PostAsync("/api/v1/apps", form, TestContext.Current.CancellationToken);
        using var program = new OAuthProgram(server.NewClient(), System.Text.Json.Nodes.JsonNode.Parse(await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!);
        using var browser = new Browser(server);
        await browser.SignInAsync("Editor");
        using var raw = server.NewClient(browser.Cookies);

        var page = await raw.GetStringAsync(program.AuthorizeUrl("read"), TestContext.Current.CancellationToken);

        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
    }

    private static async Task RefusedAsync(Task<(int Status, System.Text.Json.Nodes.JsonNode Answer)> asking, string error)
    {
        var (status, answer) = await asking;
        Assert.Equal(error, (string?)answer["error"]);
        Assert.InRange(status, 400, 403);
    }
}
