using System.Net;
using Microblog.Accounts;
using Microblog.Notices;
using Microblog.Tests.Support;

namespace Microblog.Tests.ClientApi.Admin;

/// <summary>Reports by apps, and what moderators' apps do with them.</summary>
public sealed class AdminReportsTests
{
    private static readonly int[] BothRules = [1, 2];

    [Theory, EachDatabase]
    public async Task A_report_says_what_kind_it_is_and_which_rules_were_broken(TestDatabase database)
    {
        await using var server = await StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var rules = await alice.GetAsync("/api/v1/instance/rules");
        Assert.Equal(["1", "2"], rules.Ids());

        var spam = await alice.SendAsync(HttpMethod.Post, "/api/v1/reports", ("account_id", $"{bob.ActorId}"), ("category", "spam"));
        Assert.Equal(("spam", "null"), (spam.Text("category"), spam.GetProperty("rule_ids").GetRawText()));
        var broken = await alice.SendAsync(HttpMethod.Post, "/api/v1/reports", ("account_id", $"{bob.ActorId}"), ("category", "spam"), ("rule_ids[]", "2"));
        Assert.Equal(("violation", "[\"2\"]"), (broken.Text("category"), broken.GetProperty("rule_ids").GetRawText()));
        using var json = await alice.Client.PostAsJsonAsync("/api/v1/reports", new { account_id = $"{bob.ActorId}", rule_ids = BothRules }, TestContext.Current.CancellationToken);
        Assert.Equal("violation", (await json.OkAsync()).Text("category"));
        var other = await alice.SendAsync(HttpMethod.Post, "/api/v1/reports", ("account_id", $"{bob.ActorId}"));
        Assert.Equal("other", other.Text("category"));

        foreach (var wrong in new[] { ("category", "violation"), ("rule_ids[]", "3"), ("rule_ids[]", "x"), ("category", "rude") })
        {
            using var refused = await alice.TryAsync(HttpMethod.Post, "/api/v1/reports", ("account_id", $"{bob.ActorId}"), wrong);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        }
    }

    [Theory, EachDatabase]
    public async Task A_moderator_reads_reports_takes_them_on_says_what_they_are_about_and_closes_them(TestDatabase database)
    {
        await using var server = await StartAsync(database);
        var boss = await server.SignUpAsync("boss", Role.Moderator);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var whispered = await bob.PostAsync("Just @alice and me", Visibility.Direct);
        var filed = await alice.SendAsync(
            HttpMethod.Post, "/api/v1/reports", ("account_id", $"{bob.ActorId}"), ("status_ids[]", $"{whispered.Id}"), ("comment", "Rude"), ("rule_ids[]", "1"));
        var path = $"/api/v1/admin/reports/{filed.Text("id")}";

        var report = Assert.Single((await boss.GetAsync("/api/v1/admin/reports")).EnumerateArray());
        string[] fields =
        [
            "id", "action_taken", "action_taken_at", "category", "comment", "forwarded", "created_at", "updated_at", "account", "target_account",
            "assigned_account", "action_taken_by_account", "statuses", "rules",
        ];
        Assert.Equal(fields.Order(StringComparer.Ordinal), report.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal(("alice", "bob", "Rude", "violation"), (report.GetProperty("account").Text("username"), report.GetProperty("target_account").Text("username"), report.Text("comment"), report.Text("category")));
        Assert.Equal([$"{whispered.Id}"], report.GetProperty("statuses").Ids());
        Assert.Equal("Be kind", report.GetProperty("rules")[0].Text("text"));

        Assert.Equal("boss", (await boss.SendAsync(HttpMethod.Post, $"{path}/assign_to_self")).GetProperty("assigned_account").Text("username"));
        Assert.Equal("null", (await boss.SendAsync(HttpMethod.Post, $"{path}/unassign")).GetProperty("assigned_account").GetRawText());
        var changed = await boss.SendAsync(HttpMethod.Put, path, ("category", "spam"));
        Assert.Equal(("spam", 0), (changed.Text("category"), changed.GetProperty("rules").GetArrayLength()));
        changed = await boss.SendAsync(HttpMethod.Put, path, ("category", "violation"), ("rule_ids[]", "2"));
        Assert.Equal(("violation", "2"), (changed.Text("category"), changed.GetProperty("rules")[0].Text("id")));
        var closed = await boss.SendAsync(HttpMethod.Post, $"{path}/resolve");
        Assert.Equal((true, "boss"), (closed.GetProperty("action_taken").GetBoolean(), closed.GetProperty("action_taken_by_account").Text("username")));
        Assert.Empty((await boss.GetAsync("/api/v1/admin/reports")).Ids());
        Assert.False((await boss.SendAsync(HttpMethod.Post, $"{path}/reopen")).GetProperty("action_taken").GetBoolean());
        using var empty = await boss.Client.PostAsync($"{path}/resolve", new StringContent("", null, "application/json"), TestContext.Current.CancellationToken);
        Assert.True((await empty.OkAsync()).GetProperty("action_taken").GetBoolean());
        await boss.SendAsync(HttpMethod.Post, $"{path}/reopen");
        Assert.False((await boss.GetAsync(path)).GetProperty("action_taken").GetBoolean());

        // A moderator sees what was said between two only where it was reported.
        using var unseen = await boss.TryAsync(HttpMethod.Get, $"/api/v1/statuses/{whispered.Id}");
        Assert.Equal(HttpStatusCode.NotFound, unseen.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Reports_are_found_by_whom_they_are_from_and_about_and_come_in_pages(TestDatabase database)
    {
        await using var server = await StartAsync(database);
        var boss = await server.SignUpAsync("boss", Role.Moderator);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var first = (await alice.SendAsync(HttpMethod.Post, "/api/v1/reports", ("account_id", $"{bob.ActorId}"))).Text("id");
        var second = (await bob.SendAsync(HttpMethod.Post, "/api/v1/reports", ("account_id", $"{alice.ActorId}"))).Text("id");

        Assert.Equal([second, first], (await boss.GetAsync("/api/v1/admin/reports")).Ids());
        Assert.Equal([first], (await boss.GetAsync($"/api/v1/admin/reports?account_id={alice.ActorId}")).Ids());
        Assert.Equal([second], (await boss.GetAsync($"/api/v1/admin/reports?target_account_id={alice.ActorId}")).Ids());
        Assert.Empty((await boss.GetAsync("/api/v1/admin/reports?account_id=nobody")).Ids());
        using var page = await boss.Client.GetAsync("/api/v1/admin/reports?limit=1", TestContext.Current.CancellationToken);
        Assert.Equal([second], (await page.OkAsync()).Ids());
        Assert.Equal([first], (await boss.GetAsync(page.Headers.GetValues("Link").Single().Split('<', '>')[1])).Ids());
        foreach (var (method, path) in new[] { (HttpMethod.Get, "12"), (HttpMethod.Put, "12"), (HttpMethod.Post, "12/resolve"), (HttpMethod.Post, "x/reopen"), (HttpMethod.Post, "12/assign_to_self") })
        {
            using var missing = await boss.TryAsync(method, $"/api/v1/admin/reports/{path}");
            Assert.Equal((path, HttpStatusCode.NotFound), (path, missing.StatusCode));
        }

        using var wrong = await boss.TryAsync(HttpMethod.Put, $"/api/v1/admin/reports/{first}", ("category", "violation"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
    }

    private static Task<TestServer> StartAsync(TestDatabase database) => TestServer.StartAsync(database, options =>
    {
        options.Settings["Instance:Rules:0"] = "Be kind";
        options.Settings["Instance:Rules:1"] = "No advertising";
    });
}
