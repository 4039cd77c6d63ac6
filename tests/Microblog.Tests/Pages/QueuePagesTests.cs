using System.Net;
using Microblog.Accounts;
using Microblog.Jobs;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Pages;

/// <summary>What moderators see of the queue, and do to it, by forms alone.</summary>
public sealed class QueuePagesTests
{
    private const string Hosts = "/moderation/federation";
    private const string Jobs = "/moderation/jobs";
    private static readonly DateTimeOffset Later = TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(1);

    [Theory, EachDatabase]
    public async Task A_moderator_sees_which_server_fails_since_when_and_why_and_drops_what_waits_for_it(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var moderator = await Visitor.SignedInAsync(server, await server.SignUpAsync("moderator", Role.Moderator));
        await FailAsync(server, "dead.example", "No connection to <dead.example>.");
        await FailAsync(server, "other.example:8443", "It timed out.");

        await moderator.OpenAsync(Hosts + "?find=DEAD");
        var line = Assert.Single(moderator.Page.QuerySelectorAll(".queue > li")).TextContent;
        Assert.Contains("dead.example", line, StringComparison.Ordinal);
        Assert.Contains("No connection to <dead.example>.", line, StringComparison.Ordinal);
        Assert.Contains("12 times in a row", line, StringComparison.Ordinal);
        Assert.Contains("Missed from", line, StringComparison.Ordinal);
        await moderator.SubmitAsync(Hosts + "/drop");

        Assert.Equal(Hosts, moderator.At.AbsolutePath);
        Assert.Contains("dropped", moderator.Words, StringComparison.Ordinal);
        Assert.Equal(["host:other.example:8443"], await server.AskAsync(db => db.Lanes.Where(l => l.IsDelivery).Select(l => l.Name).ToListAsync()));
    }

    [Theory, EachDatabase]
    public async Task A_server_that_is_asked_again_is_asked_now(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var moderator = await Visitor.SignedInAsync(server, await server.SignUpAsync("moderator", Role.Administrator));
        await FailAsync(server, "dead.example", "It timed out.");

        await moderator.OpenAsync(Hosts);
        await moderator.SubmitAsync(Hosts + "/retry");

        // No handler has the job's name, so that it is tried, in vain.
        Assert.Equal(HttpStatusCode.OK, moderator.Status);
        await server.WaitUntilAsync(db => db.Lanes.AnyAsync(l => l.Name == "host:dead.example" && l.Failures == 13));
    }

    [Theory, EachDatabase]
    public async Task Servers_are_shown_page_by_page(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var moderator = await Visitor.SignedInAsync(server, await server.SignUpAsync("moderator", Role.Moderator));
        await server.AskAsync(async db =>
        {
            for (var i = 0; i < 60; i++)
                db.Lanes.Add(new Lane { Name = $"host:h{i}.example", IsDelivery = true, Failures = 1, FailingSince = Later, ReadyAt = Later });
            return await db.SaveChangesAsync();
        });

        await moderator.OpenAsync(Hosts);
        var first = moderator.Page.QuerySelectorAll(".queue h2").Select(h => h.TextContent).ToList();
        await moderator.OpenAsync(Hosts + moderator.Page.QuerySelector("a[rel=next]")!.GetAttribute("href"));
        var second = moderator.Page.QuerySelectorAll(".queue h2").Select(h => h.TextContent).ToList();

        Assert.Equal((50, 10), (first.Count, second.Count));
        Assert.Equal(60, first.Concat(second).Distinct(StringComparer.Ordinal).Count());
        Assert.Null(moderator.Page.QuerySelector("a[rel=next]"));
    }

    [Theory, EachDatabase]
    public async Task A_failed_job_is_shown_with_its_exception_and_dropped_or_tried_again(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var moderator = await Visitor.SignedInAsync(server, await server.SignUpAsync("moderator", Role.Moderator));
        var ids = await server.AskAsync(async db =>
        {
            var jobs = Enumerable.Range(0, 2).Select(i => new Job
            {
                Lane = $"lane {i}",
                Kind = "NoSuchHandler",
                Payload = "{}",
                DueAt = Later.AddDays(-1),
                FailedAt = Later,
                LastError = $"it <broke> {i}",
            }).ToList();
            db.Jobs.AddRange(jobs);
            await db.SaveChangesAsync();
            return jobs.ConvertAll(j => j.Id);
        });

        await moderator.OpenAsync(Jobs);
        Assert.Equal(["it <broke> 1", "it <broke> 0"], moderator.Page.QuerySelectorAll(".trace pre").Select(p => p.TextContent));
        await moderator.SubmitAsync($"{Jobs}/{ids[0]}/drop");
        await moderator.SubmitAsync($"{Jobs}/{ids[1]}/retry");

        Assert.Contains("No job has failed.", moderator.Words, StringComparison.Ordinal);
        await server.WaitUntilAsync(db => db.Lanes.AnyAsync(l => l.Name == "lane 1" && l.Failures >= 1));
        Assert.False(await server.AskAsync(db => db.Jobs.AnyAsync(j => j.Lane == "lane 0")));
    }

    [Fact]
    public async Task Only_moderators_see_the_queue_and_only_deliveries_are_dropped_by_lane()
    {
        await using var server = await TestServer.StartAsync();
        using var user = await Visitor.SignedInAsync(server, await server.SignUpAsync("user"));
        using var moderator = await Visitor.SignedInAsync(server, await server.SignUpAsync("moderator", Role.Moderator));
        await FailAsync(server, "dead.example", "It timed out.");

        await user.OpenAsync(Hosts);
        Assert.Equal(HttpStatusCode.Forbidden, user.Status);
        await user.OpenAsync(Jobs);
        Assert.Equal(HttpStatusCode.Forbidden, user.Status);
        await moderator.OpenAsync(Hosts);
        await moderator.SubmitAsync(Hosts + "/drop", ("lane", "task " + nameof(FoldLanes)));
        Assert.Equal(HttpStatusCode.NotFound, moderator.Status);
    }

    private static Task FailAsync(TestServer server, string host, string error) => server.AskAsync(async db =>
    {
        var lane = Lane.OfHost(host);
        db.Jobs.Add(new Job { Lane = lane, Kind = "NoSuchHandler", Payload = "{}", DueAt = Later });
        await db.SaveChangesAsync();
        return await db.Lanes.Where(l => l.Name == lane).ExecuteUpdateAsync(l => l
            .SetProperty(x => x.Failures, 12)
            .SetProperty(x => x.FailingSince, Later.AddDays(-2))
            .SetProperty(x => x.MissedFrom, 1L << 50)
            .SetProperty(x => x.LastError, error)
            .SetProperty(x => x.ReadyAt, Later));
    });
}
