using System.Net;
using System.Text.Json;
using Microblog.Accounts;
using Microblog.Moderation;
using Microblog.Tests.Documents;
using Microblog.Tests.Federation;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.ClientApi.Admin;

/// <summary>What moderators' apps see of accounts, and do about them.</summary>
public sealed class AdminAccountsTests
{
    [Theory, EachDatabase]
    public async Task Accounts_are_found_by_all_that_is_known_of_them(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var server = scene.Server;
        var boss = await server.SignUpAsync("boss", Role.Moderator);
        var chief = await server.SignUpAsync("chief", Role.Administrator);
        var bob = await server.SignUpAsync("bob");
        await scene.Alice.FollowAsync(scene.Peer.Address);
        await server.BlockAsync(bob);

        Assert.Equal(["bob", "chief", "boss", "alice"], await NamesAsync(boss, "/api/v2/admin/accounts?origin=local"));
        Assert.Equal(["peer"], await NamesAsync(boss, "/api/v2/admin/accounts?origin=remote"));
        Assert.Equal(["peer"], await NamesAsync(boss, "/api/v1/admin/accounts?remote=true"));
        Assert.Equal(["bob"], await NamesAsync(boss, "/api/v2/admin/accounts?status=suspended"));
        Assert.Equal(["bob"], await NamesAsync(boss, "/api/v1/admin/accounts?suspended=1&local=true"));
        Assert.Equal(["chief", "boss", "alice"], await NamesAsync(boss, "/api/v2/admin/accounts?status=active&origin=local"));
        Assert.Equal(["chief", "boss"], await NamesAsync(boss, "/api/v2/admin/accounts?permissions=staff"));
        Assert.Equal(["chief", "boss"], await NamesAsync(boss, "/api/v1/admin/accounts?staff=true"));
        Assert.Equal(["chief"], await NamesAsync(boss, "/api/v2/admin/accounts?role_ids[]=3"));
        Assert.Equal(["boss", "bob"], (await NamesAsync(boss, "/api/v2/admin/accounts?username=BO")).OrderDescending());
        Assert.Equal(["alice"], await NamesAsync(boss, "/api/v2/admin/accounts?display_name=LIC"));
        Assert.Equal(["peer"], await NamesAsync(boss, $"/api/v2/admin/accounts?by_domain={scene.Peer.BaseUrl.Authority}"));
        foreach (var none in new[] { "status=pending", "email=a@example.org", "ip=127.0.0.1", $"invited_by={chief.ActorId}", "by_domain=%2F", "status=odd", "role_ids[]=77" })
            Assert.Empty(await NamesAsync(boss, $"/api/v2/admin/accounts?{none}"));
    }

    [Theory, EachDatabase]
    public async Task A_page_says_where_the_next_one_is(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var boss = await server.SignUpAsync("boss", Role.Moderator);
        await server.SignUpAsync("alice");
        await server.SignUpAsync("bob");

        using var first = await boss.Client.GetAsync("/api/v2/admin/accounts?limit=2&origin=local", TestContext.Current.CancellationToken);
        Assert.Equal(["bob", "alice"], (await first.OkAsync()).EnumerateArray().Select(a => a.Text("username")));
        var next = first.Headers.GetValues("Link").Single().Split('<', '>')[1];
        Assert.Contains("origin=local", next, StringComparison.Ordinal);
        Assert.Equal(["boss"], await NamesAsync(boss, next));
    }

    [Theory, EachDatabase]
    public async Task An_account_says_all_that_is_documented(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var boss = await scene.Server.SignUpAsync("boss", Role.Moderator);

        var account = await boss.GetAsync($"/api/v1/admin/accounts/{boss.ActorId}");

        string[] fields =
        [
            "id", "username", "domain", "created_at", "email", "ip", "role", "confirmed", "approved", "disabled", "silenced", "suspended",
            "sensitized", "locale", "account", "ips", "invite_request",
        ];
        Assert.Equal(fields.Order(StringComparer.Ordinal), account.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal((JsonValueKind.Null, "", "en", 0), (account.GetProperty("domain").ValueKind, account.Text("email"), account.Text("locale"), account.GetProperty("ips").GetArrayLength()));
        Assert.Equal(("2", "Moderator"), (account.GetProperty("role").Text("id"), account.GetProperty("role").Text("name")));
        Assert.Equal($"{boss.ActorId}", account.GetProperty("account").Text("id"));
        await scene.Alice.FollowAsync(scene.Peer.Address);
        var elsewhere = await scene.Alice.KnowsAsync(scene.Peer.ActorId);
        var remote = await boss.GetAsync($"/api/v1/admin/accounts/{elsewhere}");
        Assert.Equal((scene.Peer.BaseUrl.Authority, "-99"), (remote.Text("domain"), remote.GetProperty("role").Text("id")));
        using var missing = await boss.TryAsync(HttpMethod.Get, "/api/v1/admin/accounts/123");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        using var server = await boss.TryAsync(HttpMethod.Get, "/api/v1/admin/accounts/1");
        Assert.Equal(HttpStatusCode.NotFound, server.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task What_is_done_to_an_account_is_seen_there_stands_in_the_log_and_is_undone(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var boss = await server.SignUpAsync("boss", Role.Moderator);
        var alice = await server.SignUpAsync("alice");
        var path = $"/api/v1/admin/accounts/{alice.ActorId}";
        foreach (var (type, mark, undo) in new[] { ("sensitive", "sensitized", "unsensitive"), ("disable", "disabled", "enable"), ("silence", "silenced", "unsilence"), ("suspend", "suspended", "unsuspend") })
        {
            Assert.Equal("{}", (await boss.SendAsync(HttpMethod.Post, $"{path}/action", ("type", type), ("text", $"For {type}"))).GetRawText());
            Assert.True((await boss.GetAsync(path)).GetProperty(mark).GetBoolean(), mark);
            Assert.False((await boss.SendAsync(HttpMethod.Post, $"{path}/{undo}")).GetProperty(mark).GetBoolean(), undo);
        }

        await boss.SendAsync(HttpMethod.Post, $"{path}/action", ("type", "none"), ("text", "Be kind"));
        var log = await server.AskAsync(db => db.LogEntries.OrderBy(e => e.Id).Select(e => new { e.Action, e.Scope, e.Reason, e.ById, e.TargetId }).ToListAsync());
        Assert.Equal(
            [
                (LogAction.Block, BlockScope.Sensitive, "For sensitive"), (LogAction.Unblock, BlockScope.Sensitive, "No reason was given."),
                (LogAction.Block, BlockScope.Posting, "For disable"), (LogAction.Unblock, BlockScope.Posting, "No reason was given."),
                (LogAction.Block, BlockScope.Silence, "For silence"), (LogAction.Unblock, BlockScope.Silence, "No reason was given."),
                (LogAction.Block, BlockScope.Account, "For suspend"), (LogAction.Unblock, BlockScope.Account, "No reason was given."),
                (LogAction.Warn, (BlockScope?)null, "Be kind"),
            ],
            log.Select(e => (e.Action, e.Scope, e.Reason)));
        Assert.All(log, e => Assert.Equal((boss.ActorId, alice.ActorId), (e.ById, e.TargetId)));
        var shown = await server.PasserBy.GetStringAsync("/log", TestContext.Current.CancellationToken);
        foreach (var words in new[] { "silenced", "no longer silences", "marked as sensitive the files of", "warned", "Be kind" })
            Assert.Contains(words, shown, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task What_cannot_be_done_is_refused_as_documented(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var boss = await scene.Server.SignUpAsync("boss", Role.Moderator);
        await scene.Alice.FollowAsync(scene.Peer.Address);
        var (alice, peer) = (scene.Alice.ActorId, await scene.Alice.KnowsAsync(scene.Peer.ActorId));
        async Task RefusedAsync(HttpStatusCode status, string path, params (string, string)[] form)
        {
            using var answer = await boss.TryAsync(HttpMethod.Post, $"/api/v1/admin/accounts/{path}", form);
            Assert.Equal((path, status), (path, answer.StatusCode));
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.Equal("error", Assert.Single(json.RootElement.EnumerateObject()).Name);
        }

        await RefusedAsync(HttpStatusCode.UnprocessableEntity, $"{alice}/action");
        await RefusedAsync(HttpStatusCode.UnprocessableEntity, $"{alice}/action", ("type", "scold"));
        await RefusedAsync(HttpStatusCode.UnprocessableEntity, $"{alice}/action", ("type", "silence"), ("text", new string('a', 501)));
        await RefusedAsync(HttpStatusCode.NotFound, $"{alice}/action", ("type", "silence"), ("report_id", "12"));
        await RefusedAsync(HttpStatusCode.NotFound, "12/action", ("type", "silence"));
        await RefusedAsync(HttpStatusCode.Forbidden, $"{peer}/action", ("type", "disable"));
        await RefusedAsync(HttpStatusCode.Forbidden, $"{alice}/unsuspend");
        await RefusedAsync(HttpStatusCode.Forbidden, $"{alice}/approve");
        await RefusedAsync(HttpStatusCode.Forbidden, $"{alice}/reject");
        await RefusedAsync(HttpStatusCode.NotFound, "12/approve");
        await RefusedAsync(HttpStatusCode.NotFound, "12/enable");
        await RefusedAsync(HttpStatusCode.Forbidden, $"{boss.ActorId}/action", ("type", "none"));
        Assert.False(await scene.Server.AskAsync(db => db.LogEntries.AnyAsync()));
    }

    [Theory, EachDatabase]
    public async Task An_action_against_somebody_closes_the_reports_about_them_and_no_others(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var boss = await server.SignUpAsync("boss", Role.Moderator);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var report = await alice.SendAsync(HttpMethod.Post, "/api/v1/reports", ("account_id", $"{bob.ActorId}"), ("comment", "Rude"));
        await bob.SendAsync(HttpMethod.Post, "/api/v1/reports", ("account_id", $"{alice.ActorId}"));

        await boss.SendAsync(HttpMethod.Post, $"/api/v1/admin/accounts/{bob.ActorId}/action", ("type", "silence"), ("report_id", report.Text("id")), ("text", "Rude indeed"));

        var closed = await boss.GetAsync("/api/v1/admin/reports?resolved=true");
        Assert.Equal([report.Text("id")], closed.Ids());
        Assert.Equal("boss", closed[0].GetProperty("action_taken_by_account").Text("username"));
        Assert.Equal(["alice"], (await boss.GetAsync("/api/v1/admin/reports")).EnumerateArray().Select(r => r.GetProperty("target_account").Text("username")));
    }

    [Theory, EachDatabase]
    public async Task All_that_a_blocked_account_holds_is_deleted_by_administrators_alone_and_nobody_comes_back(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var boss = await server.SignUpAsync("boss", Role.Moderator);
        var chief = await server.SignUpAsync("chief", Role.Administrator);
        var alice = await server.SignUpAsync("alice");
        await alice.PostAsync("Hello.");
        var path = $"/api/v1/admin/accounts/{alice.ActorId}";
        using var tooSoon = await chief.TryAsync(HttpMethod.Delete, path);
        Assert.Equal(HttpStatusCode.Forbidden, tooSoon.StatusCode);
        await boss.SendAsync(HttpMethod.Post, $"{path}/action", ("type", "suspend"));
        using var byModerator = await boss.TryAsync(HttpMethod.Delete, path);
        Assert.Equal(HttpStatusCode.Forbidden, byModerator.StatusCode);

        var account = await chief.SendAsync(HttpMethod.Delete, path);

        Assert.Equal((true, "alice"), (account.GetProperty("suspended").GetBoolean(), account.Text("username")));
        await server.WaitUntilAsync(async db => !await db.Notices.AnyAsync());
        Assert.True(await server.AskAsync(db => db.Accounts.AnyAsync(a => a.ActorId == alice.ActorId)));
        Assert.Equal(1, await server.AskAsync(db => db.LogEntries.CountAsync(e => e.Action == LogAction.Erase)));
        foreach (var (method, what) in new[] { (HttpMethod.Delete, path), (HttpMethod.Post, $"{path}/unsuspend"), (HttpMethod.Post, $"{path}/action?type=silence") })
        {
            using var again = await chief.TryAsync(method, what);
            Assert.Equal((what, HttpStatusCode.Forbidden), (what, again.StatusCode));
        }
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(Person person, string path) =>
        [.. (await person.GetAsync(path)).EnumerateArray().Select(a => a.Text("username"))];
}
