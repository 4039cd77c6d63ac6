using System.Net;
using System.Text;
using Microblog.Apps;
using Microblog.Tests.Support;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Apps;

/// <summary>A program is let in, acts, and is shown out again.</summary>
public sealed class OAuthTests
{
    [Theory, EachDatabase]
    public async Task A_person_lets_a_program_in_and_it_posts_and_gives_its_token_back(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var program = await OAuthProgram.RegisterAsync(server);
        using var browser = new Browser(server);
        await browser.SignInAsync("Editor");

        await browser.GoToAsync(program.AuthorizeUrl("read write:statuses"));
        Assert.Contains("Let Testing App in?", browser.Page, StringComparison.Ordinal);
        Assert.Contains("Change your notices", browser.Page, StringComparison.Ordinal);
        Assert.Contains("You are then sent to app.test.", browser.Page, StringComparison.Ordinal);
        var back = await browser.AnswerAsync("allow");

        var answer = QueryHelpers.ParseQuery(back.Query);
        Assert.StartsWith("https://app.test/back?x=1&", back.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal(("some state", server.BaseUrl.AbsoluteUri.TrimEnd('/')), ((string?)answer["state"], (string?)answer["iss"]));
        var (status, token) = await program.RedeemAsync(answer["code"]!);
        Assert.Equal((200, "Bearer", "read write:statuses"), (status, (string?)token["token_type"], (string?)token["scope"]));

        var secret = (string)token["access_token"]!;
        Assert.Equal("editor", (string?)(await program.GetAsync("/api/v1/accounts/verify_credentials", secret)).Answer!["username"]);
        Assert.Equal("Testing App", (string?)(await program.GetAsync("/api/v1/apps/verify_credentials", secret)).Answer!["name"]);
        Assert.Equal("editor", (string?)(await program.GetAsync("/oauth/userinfo", secret)).Answer!["preferred_username"]);

        Assert.Equal(200, (await program.AskAsync("/oauth/revoke", ("client_id", program.Id), ("client_secret", program.Secret), ("token", secret))).Status);
        await Wait.UntilAsync(async () => (await program.GetAsync("/api/v1/accounts/verify_credentials", secret)).Status == 401);
    }

    [Fact]
    public async Task Who_is_not_signed_in_does_so_first_and_comes_back()
    {
        await using var server = await TestServer.StartAsync();
        using var program = await OAuthProgram.RegisterAsync(server);
        using var browser = new Browser(server);

        await browser.LookAtAsync(program.AuthorizeUrl());

        Assert.Equal("/sign-in", new Uri(server.BaseUrl, browser.Location!).AbsolutePath);
        Assert.Equal(program.AuthorizeUrl(), QueryHelpers.ParseQuery(new Uri(server.BaseUrl, browser.Location!).Query)["return_to"]);
    }

    [Fact]
    public async Task Force_login_offers_the_wikis_also_to_who_is_signed_in()
    {
        await using var server = await TestServer.StartAsync();
        using var program = await OAuthProgram.RegisterAsync(server);
        using var browser = new Browser(server);
        await browser.SignInAsync("Editor");

        await browser.GoToAsync(program.AuthorizeUrl(more: ("force_login", "true")));

        Assert.Equal("/sign-in", browser.At.AbsolutePath);
        Assert.Contains("Sign in with Demo Wiki", browser.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("force_login", browser.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_refuses_sends_the_program_a_no()
    {
        await using var server = await TestServer.StartAsync();
        using var program = await OAuthProgram.RegisterAsync(server);
        using var browser = new Browser(server);
        await browser.SignInAsync("Editor");
        await browser.GoToAsync(program.AuthorizeUrl());

        var back = await browser.AnswerAsync("deny");

        Assert.Equal("access_denied", QueryHelpers.ParseQuery(back.Query)["error"]);
        Assert.Equal("some state", QueryHelpers.ParseQuery(back.Query)["state"]);
    }

    [Fact]
    public async Task A_program_without_a_page_of_its_own_gets_a_code_to_copy()
    {
        await using var server = await TestServer.StartAsync();
        using var program = await OAuthProgram.RegisterAsync(server, redirect: RedirectUris.OutOfBand);
        using var browser = new Browser(server);
        await browser.SignInAsync("Editor");
        await browser.GoToAsync(program.AuthorizeUrl(redirect: RedirectUris.OutOfBand));

        await browser.SubmitAsync(("answer", "allow"));

        var code = browser.Page.Split("id=\"code\" value=\"", 2)[1].Split('"')[0];
        Assert.Equal(200, (await program.RedeemAsync(code, ("redirect_uri", RedirectUris.OutOfBand))).Status);
    }

    [Theory, EachDatabase]
    public async Task A_program_asks_for_itself_and_is_nobody(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var program = await OAuthProgram.RegisterAsync(server);

        var (status, token) = await program.AskAsync(
            "/oauth/token", ("grant_type", "client_credentials"), ("client_id", program.Id), ("client_secret", program.Secret), ("scope", "read"));

        Assert.Equal((200, "read"), (status, (string?)token["scope"]));
        var secret = (string)token["access_token"]!;
        Assert.Equal((200, "Testing App"), await NameAsync(program, secret));
        Assert.Equal(422, (await program.GetAsync("/api/v1/accounts/verify_credentials", secret)).Status);
        Assert.Equal(422, (await program.GetAsync("/api/v1/timelines/home", secret)).Status);
        Assert.Equal(200, (await program.GetAsync("/api/v1/timelines/public", secret)).Status);
    }

    [Fact]
    public async Task The_secret_may_come_in_the_header_and_the_rest_as_JSON()
    {
        await using var server = await TestServer.StartAsync();
        using var program = await OAuthProgram.RegisterAsync(server);
        using var http = server.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/token");
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{program.Id}:{program.Secret}")));
        request.Content = new StringContent("""{"grant_type":"client_credentials"}""", Encoding.UTF8, "application/json");

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Theory, EachDatabase]
    public async Task People_see_who_may_act_for_them_and_end_it(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var program = await OAuthProgram.RegisterAsync(server);
        using var browser = new Browser(server);
        using var elsewhere = new Browser(server);
        await browser.SignInAsync("Editor");
        await elsewhere.SignInAsync("Editor");
        var (_, token) = await program.RedeemAsync(await program.CodeAsync(browser));

        await browser.GoToAsync("/settings/access");
        Assert.Contains("Testing App", browser.Page, StringComparison.Ordinal);
        Assert.Contains("This one.", browser.Page, StringComparison.Ordinal);
        var (tokens, sessions) = await server.AskAsync(async db =>
            (await db.AccessTokens.Where(t => t.AppId != null).Select(t => t.Id).ToListAsync(), await db.Sessions.OrderBy(s => s.Id).Select(s => s.Id).ToListAsync()));
        await browser.PressAsync($"/settings/access/tokens/{Assert.Single(tokens)}/end");
        await browser.PressAsync($"/settings/access/sessions/{sessions[1]}/end");

        await Wait.UntilAsync(async () => (await program.GetAsync("/api/v1/accounts/verify_credentials", (string)token["access_token"]!)).Status == 401);
        Assert.False(await elsewhere.IsSignedInAsync());
        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task The_server_describes_itself()
    {
        await using var server = await TestServer.StartAsync();
        using var http = server.NewClient();

        var json = await http.GetStringAsync("/.well-known/oauth-authorization-server", TestContext.Current.CancellationToken);

        Assert.Contains($"\"token_endpoint\":\"{server.BaseUrl}oauth/token\"", json, StringComparison.Ordinal);
        Assert.Contains("\"code_challenge_methods_supported\":[\"S256\"]", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_of_other_sites_may_ask_with_a_token_and_read_the_answer()
    {
        await using var server = await TestServer.StartAsync();
        using var http = server.NewClient();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/api/v1/statuses");
        preflight.Headers.Add("Origin", "https://elk.test");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "authorization,idempotency-key");

        using var may = await http.SendAsync(preflight, TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v2/instance");
        request.Headers.Add("Origin", "https://elk.test");
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        using var page = new HttpRequestMessage(HttpMethod.Get, "/oauth/authorize");
        page.Headers.Add("Origin", "https://elk.test");
        using var closed = await http.SendAsync(page, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, may.StatusCode);
        Assert.Contains("authorization", may.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("Link", answer.Headers.GetValues("Access-Control-Expose-Headers").Single(), StringComparison.Ordinal);
        Assert.False(closed.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private static async Task<(int, string?)> NameAsync(OAuthProgram program, string secret)
    {
        var (status, app) = await program.GetAsync("/api/v1/apps/verify_credentials", secret);
        return (status, (string?)app!["name"]);
    }
}
