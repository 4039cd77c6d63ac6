using System.Net;
using System.Text.Json.Nodes;
using Microblog.Accounts;
using Microblog.Moderation.Domains;
using Microblog.Moderation.Reports;
using Microblog.Notices;
using Microblog.Tests.Moderation.Domains;
using Microblog.Tests.Pages;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>Reports of people here and of other servers, to moderators alone.</summary>
public sealed class ReportTests
{
    [Theory, EachDatabase]
    public async Task A_report_is_forwarded_in_the_servers_name_and_says_nothing_of_who_made_it(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var (server, alice, peer) = (scene.Server, scene.Alice, scene.Peer);
        await peer.SendAsync(server, peer.Create("<p>Buy this</p>", "/notes/1"));
        await alice.SeesAtHomeAsync("Buy this");
        var notice = await server.AskAsync(db => db.Notices.SingleAsync());
        using var visitor = await Visitor.SignedInAsync(server, alice);
        using var moderator = await Visitor.SignedInAsync(server, await server.SignUpAsync("boss", Role.Moderator));
        peer.Received.Clear();
        await visitor.OpenAsync($"/reports/new?account={notice.AuthorId}&notice={notice.Id}");

        await visitor.SubmitAsync("/reports", ("comment", "Advertising"), ("forward", "true"), ("notice", $"{notice.Id}"));

        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        await Wait.UntilAsync(() => Task.FromResult(!peer.Received.IsEmpty));
        var flag = peer.Received.Single();
        Assert.Equal(("Flag", $"{server.BaseUrl}users/1", "Advertising"), ((string?)flag["type"], (string?)flag["actor"], (string?)flag["content"]));
        Assert.Equal([peer.ActorId.AbsoluteUri, notice.Uri.AbsoluteUri], flag["object"]!.AsArray().Select(o => (string?)o));
        Assert.DoesNotContain("alice", flag.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain($"{alice.ActorId}", flag.ToJsonString(), StringComparison.Ordinal);
        await moderator.OpenAsync("/moderation/reports");
        Assert.Contains("Advertising", moderator.Words, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_report_from_another_server_waits_for_moderators_who_close_it(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        await using var peer = await Peer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var open = await alice.PostAsync("Rude <b>words</b>");
        var whispered = await alice.PostAsync("Between us", Visibility.Direct);
        using var moderator = await Visitor.SignedInAsync(server, await server.SignUpAsync("boss", Role.Moderator));

        await peer.SendAsync(server, Flag(peer, 1, "<script>alert(1)</script> rude", alice.Actor.Uri, open.Uri, whispered.Uri));

        await server.WaitUntilAsync(db => db.Reports.AnyAsync());
        var report = await server.AskAsync(db => db.Reports.Include(r => r.Notices).SingleAsync());
        Assert.Equal((peer.Host(), alice.ActorId), (report.FromHost, report.TargetId));
        Assert.Equal(open.Id, Assert.Single(report.Notices).NoticeId);
        await moderator.OpenAsync($"/moderation/reports/{report.Id}");
        Assert.Contains(peer.Host(), moderator.Words, StringComparison.Ordinal);
        Assert.Contains("<script>alert(1)</script> rude", moderator.Words, StringComparison.Ordinal);
        Assert.Empty(moderator.Page.QuerySelectorAll("blockquote script"));
        Assert.Contains("Rude", moderator.Words, StringComparison.Ordinal);
        await moderator.SubmitAsync($"/moderation/reports/{report.Id}/close", ("note", "Spoke with her"));
        Assert.Contains("No report waits", moderator.Words, StringComparison.Ordinal);
        await moderator.OpenAsync($"/moderation/reports/{report.Id}");
        Assert.Contains("Spoke with her", moderator.Words, StringComparison.Ordinal);
        using var user = await Visitor.SignedInAsync(server, alice);
        await user.OpenAsync($"/moderation/reports/{report.Id}");
        Assert.NotEqual(HttpStatusCode.OK, user.Status);
    }

    [Theory, EachDatabase]
    public async Task What_a_report_names_changes_nothing_in_the_answer_and_what_is_nobodys_is_not_kept(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        await using var peer = await Peer.StartAsync();
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var whispered = await alice.PostAsync("Between us", Visibility.Direct);
        Uri[][] reports =
        [
            [new(server.BaseUrl, "/users/99")], [new(server.BaseUrl, "/notices/99")], [new(server.BaseUrl, "/users/1")],
            [alice.Actor.Uri, bob.Actor.Uri], [new("https://elsewhere.example/users/1")], [whispered.Uri],
        ];

        foreach (var (i, objects) in reports.Index())
        {
            using var answer = await peer.SendAsync(server, Flag(peer, i, "because", objects));
            Assert.Equal((i, HttpStatusCode.Accepted, ""), (i, answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        }

        await server.WaitUntilIdleAsync();
        Assert.Empty(await server.AskAsync(db => db.Set<ReportedNotice>().ToListAsync()));
        Assert.All(await server.AskAsync(db => db.Reports.ToListAsync()), r => Assert.Equal(alice.ActorId, r.TargetId));
    }

    [Theory, EachDatabase]
    public async Task A_server_whose_reports_are_not_taken_is_not_heard_and_one_that_floods_is_stopped(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        await using var peer = await Peer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        await server.DecideAsync(peer.Host(), PolicyLevel.None, rejectsReports: true);
        await peer.SendAsync(server, Flag(peer, 0, "ignored", alice.Actor.Uri));
        await server.WaitUntilIdleAsync();
        Assert.False(await server.AskAsync(db => db.Reports.AnyAsync()));
        await server.LiftAsync(peer.Host());

        for (var i = 1; i <= 105; i++)
            await peer.SendAsync(server, Flag(peer, i, new string('x', 6_000), alice.Actor.Uri));
        await server.WaitUntilIdleAsync();

        Assert.Equal(100, await server.AskAsync(db => db.Reports.CountAsync()));
        Assert.Equal(5_000, await server.AskAsync(db => db.Reports.MaxAsync(r => r.Comment.Length)));
    }

    [Theory, EachDatabase]
    public async Task A_client_app_reports_and_cannot_report_what_it_cannot_read(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var open = await bob.PostAsync("Rude");
        var whispered = await bob.PostAsync("Between us", Visibility.Direct);

        var report = await ReportAsync(alice, bob, open.Id);
        Assert.Equal(HttpStatusCode.OK, report.StatusCode);
        var json = (await report.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!;
        Assert.Equal(("bob", false, $"{open.Id}"), ((string?)json["target_account"]!["username"], (bool?)json["forwarded"], (string?)json["status_ids"]![0]));
        Assert.Equal(HttpStatusCode.NotFound, (await ReportAsync(alice, bob, whispered.Id)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ReportAsync(alice, bob, 99)).StatusCode);
        Assert.Equal(1, await server.AskAsync(db => db.Reports.CountAsync()));
    }

    private static Task<HttpResponseMessage> ReportAsync(Person by, Person about, long notice) => by.Client.PostAsJsonAsync(
        "/api/v1/reports",
        new { account_id = $"{about.ActorId}", status_ids = new[] { $"{notice}" }, comment = "Rude", forward = true },
        TestContext.Current.CancellationToken);

    private static JsonObject Flag(Peer peer, int number, string why, params Uri[] objects)
    {
        var flag = peer.Activity("Flag", $"/flags/{number}", new JsonArray([.. objects.Select(o => (JsonNode)o.AbsoluteUri)]));
        flag["content"] = why;
        return flag;
    }
}
