using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>Hosts that a stranger advertised and that never answer. Security catalogue §7-22.</summary>
public sealed class DeadHostTests
{
    private const int Dead = 100_000;

    /// <summary>Ids of actors from here on are free.</summary>
    private const int First = 1_000_000;

    [Theory]
    [EachDatabase]
    public async Task A_hundred_thousand_dead_hosts_cost_a_row_each_for_three_days_and_hold_up_nobody(TestDatabase database)
    {
        var clock = NewClock();
        await using var scene = await Scene.SetAsync(database, options => options.Clock = clock);
        await scene.PeerFollowsAliceAsync();
        scene.Peer.Received.Clear();
        await scene.Server.AskAsync(db => AdvertiseAsync(db, scene.Alice.ActorId, Dead));

        foreach (var text in (string[])["one", "two", "three"])
            await scene.Alice.PostAsync(text);
        await ReceivesAsync(scene.Peer, 3, clock);

        // The one that lives was served before most of them were even tried.
        Assert.InRange(await scene.Server.AskAsync(db => Lanes(db).CountAsync(l => l.Failures > 0)), 0, Dead / 2);
        Assert.InRange(await scene.Server.AskAsync(db => db.Jobs.CountAsync(j => j.Lane.StartsWith("host:127.9"))), 1, Dead);
        Assert.Equal(Dead, await scene.Server.AskAsync(db => Lanes(db).CountAsync(l => l.MissedFrom != null)));

        // As if each had been tried for three days.
        var since = clock.GetUtcNow();
        await scene.Server.AskAsync(db => HaveFailedAsync(db, since));
        await Wait.UntilAsync(() => scene.Server.AskAsync(async db => !await Lanes(db).AnyAsync(l => l.LeasedBy != null)));
        clock.Advance(TimeSpan.FromDays(3) + TimeSpan.FromMinutes(1));
        await SweepAsync(scene.Server);
        await scene.Alice.PostAsync("four");
        await ReceivesAsync(scene.Peer, 4, clock);
        await scene.Server.WaitUntilAsync(async db => await db.Jobs.CountAsync(j => j.Lane.StartsWith("host:127.9")) < 100);

        // Nothing was asked of them for a month.
        clock.Advance(ForgetLanes.KeptFor);
        await SweepAsync(scene.Server);
        await scene.Server.WaitUntilAsync(async db => await Lanes(db).CountAsync() < 100);
    }

    [Theory]
    [EachDatabase]
    public async Task A_host_that_never_answered_keeps_one_delivery_is_given_up_and_is_tried_again_when_it_is_heard_from(TestDatabase database)
    {
        var clock = NewClock();
        await using var server = await TestServer.StartAsync(database, options => options.Clock = clock);
        var alice = await server.SignUpAsync("alice");
        await server.AskAsync(db => AdvertiseAsync(db, alice.ActorId, 1));
        foreach (var text in (string[])["one", "two", "three"])
            await alice.PostAsync(text);
        await server.WaitUntilAsync(db => Lanes(db).AnyAsync(l => l.Failures > 0 && l.LeasedBy == null));
        await server.WaitUntilAsync(async db => !await db.Jobs.AnyAsync(j => j.ActivityId == null && j.RecursEvery == null));
        Assert.Equal(1, await server.AskAsync(db => db.Jobs.CountAsync(j => j.ActivityId != null)));

        clock.Advance(ForgetLanes.TriedFor + TimeSpan.FromHours(1));

        // The time has also come for the server's own sweep, which may be first.
        await server.WaitUntilAsync(db => Lanes(db).AnyAsync(l =>
            l.LeasedBy == null && (l.Failures > 1 || !db.Jobs.Any(j => j.ActivityId != null))));
        await SweepAsync(server);
        Assert.False(await server.AskAsync(db => db.Jobs.AnyAsync(j => j.ActivityId != null)));
        var given = await server.AskAsync(db => Lanes(db).AsNoTracking().SingleAsync());
        Assert.Null(given.ReadyAt);

        var host = Lane.HostIn(given.Name);
        await using (var scope = server.NewScope())
            await scope.Get<HostLanes>().HeardFromAsync(host, TestContext.Current.CancellationToken);

        await server.WaitUntilAsync(db => Lanes(db).AnyAsync(l => l.Failures > given.Failures && l.LeasedBy == null));
        Assert.Equal(1, await server.AskAsync(db => db.Jobs.CountAsync(j => j.ActivityId != null)));
    }

    [Theory]
    [EachDatabase]
    public async Task A_claim_takes_the_first_jobs_of_each_lane_in_order(TestDatabase database)
    {
        var clock = NewClock();
        await using var server = await TestServer.StartAsync(database, options => options.Clock = clock);
        await server.Services.GetServices<IHostedService>().OfType<Worker>().Single().StopAsync(TestContext.Current.CancellationToken);
        await server.AskAsync(async db =>
        {
            for (var i = 0; i < LaneClaims.JobsPerClaim + 5; i++)
            {
                db.Jobs.Add(NewJob("a", i, clock));
                if (i < 2)
                    db.Jobs.Add(NewJob("b", i, clock));
            }

            return await db.SaveChangesAsync();
        });

        await using var scope = server.NewScope();
        var claimed = await scope.Get<LaneClaims>().ClaimAsync(LaneKind.Work, 10, TestContext.Current.CancellationToken);

        Assert.Equal(
            Enumerable.Range(0, LaneClaims.JobsPerClaim).Select(i => $"{i}"), claimed.Single(c => c.Lane.Name == "a").Jobs.Select(j => j.Payload));
        Assert.Equal(["0", "1"], claimed.Single(c => c.Lane.Name == "b").Jobs.Select(j => j.Payload));
        Assert.Empty(await scope.Get<LaneClaims>().ClaimAsync(LaneKind.Work, 10, TestContext.Current.CancellationToken));
    }

    // Time passes meanwhile, as fast as it does: on a machine that has much to do a delivery may take too long, and is then tried again; and a host
    // counts as slow by the same clock.
    private static Task ReceivesAsync(Peer peer, int activities, FakeClock clock) => Wait.UntilAsync(
        () =>
        {
            clock.Advance(Wait.Pace);
            return Task.FromResult(peer.Received.Select(a => (string?)a["id"]).Distinct(StringComparer.Ordinal).Count() == activities);
        },
        TimeSpan.FromMinutes(3));

    // Workers write lanes meanwhile: as they do, all rows are taken first, in order.
    private static async Task<int> HaveFailedAsync(Db db, DateTimeOffset since)
    {
        var ct = TestContext.Current.CancellationToken;
        var names = await Lanes(db).Select(l => l.Name).ToArrayAsync(ct);
        await db.InOneTransactionAsync(
            async () =>
            {
                await LaneRows.HoldAsync(db, names, ct);
                await Lanes(db).ExecuteUpdateAsync(
                    l => l
                        .SetProperty(x => x.Failures, 80)
                        .SetProperty(x => x.FailingSince, since)
                        .SetProperty(x => x.ReadyAt, since.AddDays(4)),
                    ct);
            },
            ct);
        return names.Length;
    }

    private static Job NewJob(string lane, int number, FakeClock clock) =>
        new() { Lane = lane, Kind = "NoSuchHandler", Payload = $"{number}", DueAt = clock.GetUtcNow() };

    private static IQueryable<Lane> Lanes(Db db) => db.Lanes.Where(l => l.Name.StartsWith("host:127.9"));

    private static async Task SweepAsync(TestServer server)
    {
        await using var scope = server.NewScope();
        await scope.Get<ForgetLanes>().RunAsync(TestContext.Current.CancellationToken);
    }

    private static FakeClock NewClock()
    {
        var clock = new FakeClock();
        clock.Advance(TimeProvider.System.GetUtcNow() - clock.GetUtcNow());
        return clock;
    }

    // Addresses of this machine at which nobody listens; the rest of each actor is that of a first one.
    private static async Task<int> AdvertiseAsync(Db db, long followedId, int count)
    {
        db.Actors.Add(new Actor
        {
            Id = First - 1,
            Uri = new Uri("http://127.8.8.8:4/u"),
            Handle = "u",
            HandleKey = "u",
            Host = "127.8.8.8:4",
            DisplayName = "",
            CreatedAt = DateTimeOffset.UnixEpoch,
        });
        await db.SaveChangesAsync();
        const string host = "('127.9' || (i / 62500) || '.' || ((i / 250) % 250) || '.' || (i % 250 + 1) || ':4999')";
        var columns = db.Model.FindEntityType(typeof(Actor))!.GetProperties().Select(p => p.GetColumnName()).ToArray();
        var values = columns.Select(column => column switch
        {
            "id" => $"{First} + i",
            "host" or "inbox_host" => host,
            "uri" => $"'http://' || {host} || '/u'",
            "inbox" => $"'http://' || {host} || '/inbox'",
            _ => $"a.{column}",
        });
        var numbers = db.Database.IsSqlite()
            ? "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {0})"
            : "WITH n AS (SELECT i FROM generate_series(1, {0}) AS i)";
        var actors = $"{numbers} INSERT INTO actors ({string.Join(", ", columns)}) SELECT {string.Join(", ", values)} FROM n JOIN actors a ON a.id = {First - 1}";
        var follows = $$"""
            {{numbers}} INSERT INTO follows (id, follower_id, followed_id, uri, is_accepted, created_at)
            SELECT {{First}} + i, {{First}} + i, {1}, 'http://' || {{host}} || '/f', {2}, 0 FROM n
            """;
        await db.InOneTransactionAsync(
            async () =>
            {
                await db.Database.ExecuteSqlRawAsync(actors, count);
                await db.Database.ExecuteSqlRawAsync(follows, count, followedId, true);
            },
            TestContext.Current.CancellationToken);
        return count;
    }
}
