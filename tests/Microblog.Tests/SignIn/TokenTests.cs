using System.Net;
using System.Net.Http.Headers;
using Microblog.Accounts;
using Microblog.Moderation;
using Microblog.SignIn;
using Microblog.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.Tests.SignIn;

public sealed class TokenTests
{
    [Theory]
    [InlineData("read write follow push", "write", HttpStatusCode.OK)]
    [InlineData("write", "write", HttpStatusCode.OK)]
    [InlineData("write", "write-statuses", HttpStatusCode.OK)]
    [InlineData("write:statuses", "write-statuses", HttpStatusCode.OK)]
    [InlineData("write:statuses", "write", HttpStatusCode.Forbidden)]
    [InlineData("write:media", "write-statuses", HttpStatusCode.Forbidden)]
    [InlineData("read", "write", HttpStatusCode.Forbidden)]
    [InlineData("follow", "write", HttpStatusCode.Forbidden)]
    [InlineData("read", "any", HttpStatusCode.OK)]
    public async Task A_token_does_what_its_scopes_say(string scopes, string route, HttpStatusCode answer)
    {
        await using var server = await StartAsync();
        await server.SignUpAsync("alice");
        var token = await TokenAsync(server, "alice", scopes);

        Assert.Equal(answer, (await AskAsync(server, route, token)).StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("guess")]
    public async Task Without_a_good_token_the_answer_is_401_and_JSON(string? token)
    {
        await using var server = await StartAsync();

        using var answer = await AskAsync(server, "write", token);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("""{"error":"The access token is invalid"}""", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_session_cookie_is_no_token()
    {
        await using var server = await StartAsync();
        using var browser = new Browser(server);
        await browser.SignInAsync("Editor");

        await browser.LookAtAsync("/api/test/any");

        Assert.Equal(HttpStatusCode.Unauthorized, browser.Status);
    }

    [Fact]
    public async Task A_token_is_no_session()
    {
        await using var server = await StartAsync();
        var alice = await server.SignUpAsync("alice");

        using var answer = await alice.Client.GetAsync(new Uri("/test/page", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.EndsWith("/sign-in?return_to=%2Ftest%2Fpage", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_for_moderators_is_forbidden_to_others()
    {
        await using var server = await StartAsync();
        using var editor = new Browser(server);
        using var sysop = new Browser(server);
        await editor.SignInAsync("Editor");
        await sysop.SignInAsync("Sysop");

        await editor.LookAtAsync("/test/moderators");
        await sysop.LookAtAsync("/test/moderators");

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (editor.Status, sysop.Status));
    }

    [Fact]
    public async Task A_blocked_accounts_token_ends_within_a_second()
    {
        await using var server = await StartAsync();
        var alice = await server.SignUpAsync("alice");
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(server, "any", alice.Token)).StatusCode);
        await using var scope = server.NewScope();

        await scope.Get<BlockAccount>().RunAsync(alice.ActorId, null, BlockScope.Account, "spam", null, CancellationToken.None);

        await Wait.UntilAsync(async () => (await AskAsync(server, "any", alice.Token)).StatusCode == HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("")]
    [InlineData("read everything")]
    [InlineData("admin:read:passwords")]
    public async Task Unknown_scopes_are_refused(string scopes)
    {
        await using var server = await StartAsync();
        await server.SignUpAsync("alice");

        var refusal = await Assert.ThrowsAsync<RefusalException>(() => TokenAsync(server, "alice", scopes));

        Assert.Equal(Refusal.ScopesNotUnderstood, refusal.Refusal);
    }

    [Fact]
    public async Task A_vouched_account_gets_its_role_and_a_handle_is_given_once()
    {
        await using var server = await StartAsync();
        await using var scope = server.NewScope();
        var create = scope.Get<CreateVouchedAccount>();

        var bot = await create.RunAsync("bot_1", Role.Moderator, CancellationToken.None);

        Assert.True(bot is { IsVouched: true, Role: Role.Moderator });
        Assert.Equal(Refusal.HandleTaken, (await Assert.ThrowsAsync<RefusalException>(() => create.RunAsync("bot_1", Role.User, CancellationToken.None))).Refusal);
        foreach (var handle in (string[])["_", "a", "12", "_a", "a_", new string('a', 31), ""])
            Assert.Equal(Refusal.HandleInvalid, (await Assert.ThrowsAsync<RefusalException>(() => create.RunAsync(handle, Role.User, CancellationToken.None))).Refusal);
        Assert.Equal(Refusal.HandleReserved, (await Assert.ThrowsAsync<RefusalException>(() => create.RunAsync("admin", Role.User, CancellationToken.None))).Refusal);
        Assert.Equal(Refusal.HandleInvalid, (await Assert.ThrowsAsync<RefusalException>(() => create.RunAsync("Bot 2", Role.User, CancellationToken.None))).Refusal);
    }

    private static Task<TestServer> StartAsync() => TestServer.StartAsync(configure: o =>
        o.Services = s => s.AddControllers().AddApplicationPart(typeof(TokenTests).Assembly));

    private static async Task<string> TokenAsync(TestServer server, string handle, string scopes)
    {
        await using var scope = server.NewScope();
        return await scope.Get<CreateToken>().RunAsync(handle, scopes, "test", CancellationToken.None);
    }

    private static async Task<HttpResponseMessage> AskAsync(TestServer server, string route, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/test/" + route);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await server.PasserBy.SendAsync(request, TestContext.Current.CancellationToken);
    }
}

/// <summary>Stands for routes with each kind of condition.</summary>
public sealed class ConditionsController(Viewer viewer) : ControllerBase
{
    [HttpGet("/api/test/any"), Authorize]
    public long Any() => viewer.RequiredActorId;

    [HttpGet("/api/test/write"), Authorize(Policy = Scopes.Write)]
    public long Write() => viewer.RequiredActorId;

    [HttpGet("/api/test/write-statuses"), Authorize(Policy = Scopes.WriteStatuses, AuthenticationSchemes = SignInRegistration.Token)]
    public long WriteStatuses() => viewer.RequiredActorId;

    [HttpGet("/test/page"), Authorize]
    public long Page() => viewer.RequiredActorId;

    [HttpGet("/test/moderators"), Authorize(Policies.Moderator)]
    public long Moderators() => viewer.RequiredActorId;
}
