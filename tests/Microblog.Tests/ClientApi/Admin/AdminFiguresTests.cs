using System.Net;
using System.Text.Json;
using Microblog.Accounts;
using Microblog.Tests.Federation;
using Microblog.Tests.Support;

namespace Microblog.Tests.ClientApi.Admin;

/// <summary>The figures that moderators' apps show. The clock stands at 22 November 2026, noon.</summary>
public sealed class AdminFiguresTests
{
    private static readonly string[] Measured =
    [
        "active_users", "new_users", "interactions", "opened_reports", "resolved_reports", "tag_accounts", "tag_uses", "tag_servers", "odd",
        "instance_media_attachments",
    ];

    private static readonly string[] WithoutAny = ["servers", "instance_accounts", "instance_languages"];

    private readonly FakeClock clock = new();

    [Theory, EachDatabase]
    public async Task What_happened_here_is_counted_day_by_day(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database, o => o.Clock = clock);
        var boss = await server.SignUpAsync("boss", Role.Moderator);
        var alice = await server.SignUpAsync("alice");
        var notice = await alice.PostAsync("First #maps");
        clock.Advance(TimeSpan.FromDays(1));
        var bob = await server.SignUpAsync("bob");
        await bob.PostAsync("Second #maps");
        await bob.PostAsync("Third #maps");
        await bob.LikeAsync(notice.Id);
        await bob.RepeatAsync(notice.Id);
        await bob.SendAsync(HttpMethod.Post, "/api/v1/statuses", ("status", "Nice"), ("in_reply_to_id", $"{notice.Id}"));
        var report = await bob.SendAsync(HttpMethod.Post, "/api/v1/reports", ("account_id", $"{alice.ActorId}"));
        clock.Advance(TimeSpan.FromDays(1));
        await boss.SendAsync(HttpMethod.Post, $"/api/v1/admin/reports/{report.Text("id")}/resolve");
        await server.WaitUntilIdleAsync();

        using var answer = await boss.Client.PostAsJsonAsync("/api/v1/admin/measures", new
        {
            keys = Measured,
            start_at = "2026-11-22T17:00:00Z",
            end_at = "2026-11-24",
            tag_accounts = new { id = "maps" },
            tag_uses = new { id = "Maps" },
            tag_servers = new { id = "maps" },
        }, TestContext.Current.CancellationToken);
        var measures = (await answer.OkAsync()).EnumerateArray().ToList();

        Assert.Equal(
            [
                "active_users 2 0: 1 1 0", "new_users 3 0: 2 1 0", "interactions 3 0: 0 3 0", "opened_reports 1 0: 0 1 0", "resolved_reports 1 0: 0 0 1",
                "tag_accounts 2 0: 1 1 0", "tag_uses 3 0: 1 2 0", "tag_servers 0 0: 0 0 0",
            ],
            measures.Select(Line));
        Assert.Equal("2026-11-22T00:00:00.000Z", measures[0].GetProperty("data")[0].Text("date"));
        Assert.Equal(JsonValueKind.Null, measures[0].GetProperty("unit").ValueKind);
        var later = await boss.SendAsync(HttpMethod.Post, "/api/v1/admin/measures", ("keys[]", "new_users"), ("start_at", "2026-11-23"), ("end_at", "2026-11-23"));
        Assert.Equal("new_users 1 2: 1", Line(later[0]));
    }

    [Theory, EachDatabase]
    public async Task What_came_from_a_server_is_counted(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var boss = await scene.Server.SignUpAsync("boss", Role.Moderator);
        await scene.PeerFollowsAliceAsync();
        await scene.DeliverAsync(scene.Peer.Create("<p>Hello</p>", "/notes/1"));
        var peer = await scene.Alice.KnowsAsync(scene.Peer.ActorId);
        await scene.Alice.SendAsync(HttpMethod.Post, "/api/v1/reports", ("account_id", $"{peer}"));
        var host = scene.Peer.BaseUrl.Authority;
        string[] keys = ["instance_accounts", "instance_reports", "instance_statuses", "instance_follows", "instance_followers"];
        var today = TimeProvider.System.GetUtcNow();
        var form = keys.SelectMany(k => new[] { ("keys[]", k), ($"{k}[domain]", host) })
            .Append(("start_at", $"{today.AddDays(-2):yyyy-MM-dd}")).Append(("end_at", $"{today.AddDays(1):yyyy-MM-dd}")).ToArray();

        var measures = (await boss.SendAsync(HttpMethod.Post, "/api/v1/admin/measures", form)).EnumerateArray().ToDictionary(m => m.Text("key"), StringComparer.Ordinal);

        Assert.Equal(keys, keys.Where(measures.ContainsKey));
        Assert.Equal(("1", "1", "1"), (measures["instance_accounts"].Text("total"), measures["instance_reports"].Text("total"), measures["instance_followers"].Text("total")));
        Assert.All(measures.Values, m => Assert.False(m.TryGetProperty("previous_total", out _)));
    }

    [Theory, EachDatabase]
    public async Task What_is_done_most_and_what_the_server_is_made_of_is_told(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database, o => o.Clock = clock);
        var boss = await server.SignUpAsync("boss", Role.Moderator);
        await boss.SendAsync(HttpMethod.Post, "/api/v1/statuses", ("status", "Hallo #maps"), ("language", "de"));
        await boss.SendAsync(HttpMethod.Post, "/api/v1/statuses", ("status", "Servus"), ("language", "de"));
        await boss.SendAsync(HttpMethod.Post, "/api/v1/statuses", ("status", "Hello"), ("language", "en"));

        string[] keys = ["languages", "sources", "servers", "space_usage", "software_versions", "tag_servers", "tag_languages", "instance_accounts", "instance_languages"];
        var form = keys.Select(k => ("keys[]", k)).Concat([("tag_servers[id]", "maps"), ("tag_languages[id]", "maps"), ("instance_accounts[domain]", "example.org"), ("instance_languages[domain]", "example.org")]);
        var dimensions = (await boss.SendAsync(HttpMethod.Post, "/api/v1/admin/dimensions", [.. form])).EnumerateArray().ToDictionary(d => d.Text("key"), d => d.GetProperty("data"), StringComparer.Ordinal);

        Assert.Equal(keys.Where(k => k != "sources"), dimensions.Keys);
        Assert.Equal(["de Deutsch 2", "en English 1"], dimensions["languages"].EnumerateArray().Select(Item));
        Assert.Equal([$"{server.Host} {server.Host} 1"], dimensions["tag_servers"].EnumerateArray().Select(Item));
        Assert.Equal(["de Deutsch 1"], dimensions["tag_languages"].EnumerateArray().Select(Item));
        Assert.Equal([0, 0, 0], WithoutAny.Select(k => dimensions[k].GetArrayLength()));
        Assert.Equal(["bytes", "bytes"], dimensions["space_usage"].EnumerateArray().Select(i => i.Text("unit")));
        Assert.Contains(dimensions["software_versions"].EnumerateArray(), i => i.Text("key") == (database == TestDatabase.Sqlite ? "sqlite" : "postgresql"));
        var one = await boss.SendAsync(HttpMethod.Post, "/api/v1/admin/dimensions", ("keys[]", "languages"), ("limit", "1"), ("start_at", "2026-11-22"), ("end_at", "2026-11-22"));
        Assert.Equal(1, one[0].GetProperty("data").GetArrayLength());
    }

    [Theory, EachDatabase]
    public async Task It_is_told_who_stays(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database, o => o.Clock = clock);
        var boss = await server.SignUpAsync("boss", Role.Moderator);
        var alice = await server.SignUpAsync("alice");
        await alice.PostAsync("Here");
        clock.Advance(TimeSpan.FromDays(1));
        await alice.PostAsync("Still here");
        await boss.PostAsync("Now me");
        clock.Advance(TimeSpan.FromDays(1));

        var days = await boss.SendAsync(HttpMethod.Post, "/api/v1/admin/retention", ("start_at", "2026-11-22"), ("end_at", "2026-11-24"), ("frequency", "day"));
        Assert.Equal(["2026-11-22T00:00:00.000Z day 0.5/1 1/2 0/0", "2026-11-23T00:00:00.000Z day 0/0 0/0", "2026-11-24T00:00:00.000Z day 0/0"], days.EnumerateArray().Select(Cohort));
        var months = await boss.SendAsync(HttpMethod.Post, "/api/v1/admin/retention", ("start_at", "2026-11-22"), ("end_at", "2026-12-02"), ("frequency", "month"));
        Assert.Equal(["2026-11-01T00:00:00.000Z month 1/2 0/0", "2026-12-01T00:00:00.000Z month 0/0"], months.EnumerateArray().Select(Cohort));
        Assert.Equal(0, (await boss.SendAsync(HttpMethod.Post, "/api/v1/admin/retention")).GetArrayLength());
    }

    [Theory, EachDatabase]
    public async Task Nobody_counts_for_ever(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var boss = await server.SignUpAsync("boss", Role.Moderator);
        (string, string)[][] periods =
        [
            [], [("start_at", "2026-01-01")], [("start_at", "2026-01-02"), ("end_at", "2026-01-01")], [("start_at", "1000-01-01"), ("end_at", "2026-01-01")],
            [("start_at", "x"), ("end_at", "y")], [("start_at", "9999-12-31"), ("end_at", "9999-12-31")], [("start_at", "0001-01-01"), ("end_at", "0001-01-01")],
        ];
        foreach (var period in periods)
        {
            using var answer = await boss.TryAsync(HttpMethod.Post, "/api/v1/admin/measures", [("keys[]", "new_users"), .. period]);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        }

        using var tooMany = await boss.TryAsync(HttpMethod.Post, "/api/v1/admin/retention", ("start_at", "2026-01-01"), ("end_at", "2026-12-01"), ("frequency", "day"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooMany.StatusCode);
        using var nonsense = await boss.Client.PostAsync("/api/v1/admin/measures", new StringContent("{", null, "application/json"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, nonsense.StatusCode);
    }

    private static string Line(JsonElement measure) =>
        $"{measure.Text("key")} {measure.Text("total")} {measure.Text("previous_total")}: {string.Join(' ', measure.GetProperty("data").EnumerateArray().Select(d => d.Text("value")))}";

    private static string Item(JsonElement item) => $"{item.Text("key")} {item.Text("human_key")} {item.Text("value")}";

    private static string Cohort(JsonElement cohort) =>
        $"{cohort.Text("period")} {cohort.Text("frequency")} {string.Join(' ', cohort.GetProperty("data").EnumerateArray().Select(d => $"{d.GetProperty("rate").GetRawText()}/{d.Text("value")}"))}";
}
