using System.Text.Json.Nodes;
using Microblog.Actors;
using Microblog.Federation.Remote;
using Microblog.Jobs;
using Microblog.Protocols.ActivityPub;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>Hosts that hang, more of them than there are slots for whatever is asked of them. Security catalogue §7-34.</summary>
public sealed class ManyHostsTests
{
    private const int Slots = 64;

    [Theory, EachDatabase]
    public async Task They_hold_up_nothing_that_is_fetched_from_hosts_that_answer(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database, HangingHosts.AreWaitedFor);
        await using var origin = await Peer.StartAsync("127.0.0.3");
        await using var second = await Peer.StartAsync("127.0.0.4");
        await using var third = await Peer.StartAsync("127.0.0.5");
        await scene.DeliverAsync(scene.Peer.Announce("/announces/first", origin.PublishAt("/notes/first", "<p>first</p>").AbsoluteUri));
        using var hosts = new HangingHosts(Slots + 20);
        Peer[] senders = [scene.Peer, second, third];
        foreach (var (parent, number) in hosts.Notes.Select((note, number) => (note, number)))
            await AnswerAsync(scene, senders[number % senders.Length], parent, number);
        await scene.Server.WaitUntilAsync(async db =>
            await db.Lanes.CountAsync(l => l.Name.StartsWith("Threads fetch:127.0.0.2") && l.LeasedBy != null) >= Slots);

        var note = origin.PublishAt("/notes/second", "<p>second</p>");
        (await scene.Peer.SendAsync(scene.Server, scene.Peer.Announce("/announces/second", note.AbsoluteUri))).Dispose();

        await Wait.UntilAsync(async () => (await scene.Alice.HomeAsync()).Contains("<p>second</p>"));
    }

    [Theory, EachDatabase]
    public async Task One_server_has_us_ask_so_many_of_them_and_no_more(TestDatabase database)
    {
        var clock = new FakeClock();
        clock.Advance(TimeProvider.System.GetUtcNow() - clock.GetUtcNow());
        await using var scene = await Scene.SetAsync(
            database,
            options =>
            {
                HangingHosts.AreWaitedFor(options);
                options.Clock = clock;
            });
        await using var second = await Peer.StartAsync("127.0.0.4");
        using var hosts = new HangingHosts(FetchShares.PerMinute + 11);

        foreach (var (parent, number) in hosts.Notes.Skip(1).Select((note, number) => (note, number)))
            await AnswerAsync(scene, scene.Peer, parent, number);
        await AnswerAsync(scene, second, hosts.Notes[0], 0);

        await scene.Server.WaitUntilAsync(async db => await db.Notices.CountAsync(n => n.InReplyToUri != null) == FetchShares.PerMinute + 11);
        var asked = await scene.Server.AskAsync(db => db.Jobs.Where(j => j.Lane.StartsWith("Threads fetch:")).Select(j => j.Lane).ToListAsync());
        Assert.Equal(FetchShares.PerMinute + 1, asked.Count);
        Assert.Contains($"Threads fetch:{hosts.Notes[0].Authority}", asked);
    }

    [Theory, EachDatabase]
    public async Task Profiles_that_somebody_looks_at_and_followers_that_are_offered_hold_up_no_work_of_ours(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database, HangingHosts.AreWaitedFor);
        using var hosts = new HangingHosts(2 * 20);
        await scene.Server.AskAsync(db => MeetAsync(db, hosts));
        await using (var scope = scene.Server.NewScope())
        {
            for (var i = 0; i < hosts.Notes.Count; i += 2)
                await scope.Get<WantFeatured>().RunAsync(1_000_000 + i, TestContext.Current.CancellationToken);
            for (var i = 1; i < hosts.Notes.Count; i += 2)
                await OfferAsync(scope, 1_000_000 + i, hosts.Notes[i]);
        }

        await scene.Server.WaitUntilAsync(async db => await db.Lanes.CountAsync(l => l.LeasedBy != null && !l.Name.StartsWith("task ")) >= 16);
        (await scene.Peer.SendAsync(scene.Server, scene.Peer.Create("<p>after them</p>", "/notes/1"))).Dispose();

        await Wait.UntilAsync(async () => (await scene.Alice.HomeAsync()).Contains("<p>after them</p>"));
    }

    [Theory, EachDatabase]
    public async Task What_waits_goes_to_the_others_once_its_host_is_in_doubt(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var ct = TestContext.Current.CancellationToken;
        await server.Services.GetServices<IHostedService>().OfType<Worker>().Single().StopAsync(ct);
        await using var scope = server.NewScope();
        var (db, claims) = (scope.Get<Microblog.Data.Db>(), scope.Get<LaneClaims>());
        foreach (var host in (string[])["well.test", "bad.test"])
            db.FetchedHosts.Add(new FetchedHost { Host = host, AnsweredAt = TimeProvider.System.GetUtcNow() });
        await db.SaveChangesAsync(ct);
        foreach (var hosts in (string[])["well.test", "bad.test", "well.test bad.test", "new.test", "well.test new.test", "well.test#1", "well.test/1"])
            db.Jobs.Add(new Job { Lane = "Jobs fetch:" + hosts, Kind = "NoSuchHandler", Payload = "", DueAt = DateTimeOffset.UnixEpoch });
        await db.SaveChangesAsync(ct);
        Assert.Equal(4, await db.Lanes.CountAsync(l => l.IsFetch && !l.IsDoubtful, ct));
        await db.FetchedHosts.Where(h => h.Host == "bad.test").ExecuteUpdateAsync(h => h.SetProperty(x => x.IsDoubtful, true), ct);

        Assert.Empty(await claims.ClaimAsync(LaneKind.Work, 10, ct));
        Assert.Equal(["Jobs fetch:well.test", "Jobs fetch:well.test#1"], NamesOf(await claims.ClaimAsync(LaneKind.Fetch, 10, ct)));

        // One has answered for the first time.
        db.FetchedHosts.Add(new FetchedHost { Host = "new.test", AnsweredAt = TimeProvider.System.GetUtcNow() });
        await db.SaveChangesAsync(ct);
        Assert.Equal(
            ["Jobs fetch:bad.test", "Jobs fetch:new.test", "Jobs fetch:well.test bad.test", "Jobs fetch:well.test new.test", "Jobs fetch:well.test/1"],
            NamesOf(await claims.ClaimAsync(LaneKind.DoubtfulFetch, 10, ct)));
        Assert.Equal(
            ["Jobs fetch:new.test", "Jobs fetch:well.test", "Jobs fetch:well.test new.test", "Jobs fetch:well.test#1"],
            (await db.Lanes.Where(l => l.IsFetch && !l.IsDoubtful).Select(l => l.Name).ToListAsync(ct)).Order(StringComparer.Ordinal));
    }

    [Theory, EachDatabase]
    public async Task A_host_that_was_slow_or_silent_is_in_doubt_until_it_has_been_well_for_a_while(TestDatabase database)
    {
        var clock = new FakeClock();
        await using var server = await TestServer.StartAsync(database, options => options.Clock = clock);
        Assert.False(await IsWellAsync());
        await AskAsync(TimeSpan.Zero);
        Assert.True(await IsWellAsync());

        await AskAsync(Lane.SlowAfter);
        Assert.False(await IsWellAsync());
        await AskAsync(TimeSpan.Zero);
        Assert.False(await IsWellAsync());
        clock.Advance(Lane.Probation);
        await AskAsync(TimeSpan.Zero);
        Assert.True(await IsWellAsync());

        await Assert.ThrowsAsync<TimeoutException>(() => AskAsync(TimeSpan.Zero, () => throw new TimeoutException()));
        Assert.False(await IsWellAsync());

        async Task<bool> IsWellAsync()
        {
            await using var scope = server.NewScope();
            return await scope.Get<FetchedHosts>().IsWellAsync("a.test", TestContext.Current.CancellationToken);
        }

        async Task AskAsync(TimeSpan takes, Action? and = null)
        {
            await using var scope = server.NewScope();
            await scope.Get<FetchedHosts>().WatchAsync(
                "a.test",
                () =>
                {
                    clock.Advance(takes);
                    and?.Invoke();
                    return Task.FromResult(0);
                },
                thrown => thrown is TimeoutException,
                TestContext.Current.CancellationToken);
        }
    }

    [Theory, EachDatabase]
    public async Task One_piece_of_work_waits_half_a_minute_in_all(TestDatabase database)
    {
        var clock = new FakeClock();
        await using var scene = await Scene.SetAsync(database, options => options.Clock = clock, clock: clock);
        await scene.Server.WaitUntilIdleAsync();
        scene.Peer.Documents["/featured"] = new JsonObject
        {
            ["@context"] = "https://www.w3.org/ns/activitystreams",
            ["id"] = new Uri(scene.Peer.BaseUrl, "/featured").AbsoluteUri,
            ["type"] = "OrderedCollection",
            ["orderedItems"] = new JsonArray([.. Enumerable.Range(1, 10).Select(n => JsonValue.Create(scene.Peer.PublishAt($"/notes/{n}", "<p>x</p>").AbsoluteUri))]),
        };
        scene.Peer.Describe = actor => actor["featured"] = new Uri(scene.Peer.BaseUrl, "/featured").AbsoluteUri;
        var peerId = await scene.Server.AskAsync(db => db.Actors.Where(a => a.Uri == scene.Peer.ActorId).Select(a => a.Id).SingleAsync());
        clock.Advance(TimeSpan.FromDays(2));
        scene.Peer.Answer = path =>
        {
            if (path.StartsWith("/notes/", StringComparison.Ordinal))
                clock.Advance(TimeSpan.FromSeconds(9));
            return null;
        };

        await using (var scope = scene.Server.NewScope())
            await scope.Get<WantFeatured>().RunAsync(peerId, TestContext.Current.CancellationToken);
        await scene.Server.WaitUntilIdleAsync();

        Assert.Equal(4, scene.Peer.Asked.Count(path => path.StartsWith("/notes/", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> NamesOf(IReadOnlyList<ClaimedLane> claimed) => claimed.Select(c => c.Lane.Name).Order(StringComparer.Ordinal);

    // To alice, so that it concerns somebody here.
    private static async Task AnswerAsync(Scene scene, Peer sender, Uri parent, int number)
    {
        var create = sender.Create($"<p>{number}</p>", $"/notes/{number}", to: scene.Alice.Actor.Uri.AbsoluteUri);
        create["object"]!["inReplyTo"] = parent.AbsoluteUri;
        (await sender.SendAsync(scene.Server, create)).Dispose();
    }

    private static async Task OfferAsync(TestScope scope, long senderId, Uri at)
    {
        var sender = await scope.Get<Microblog.Data.Db>().Actors.SingleAsync(a => a.Id == senderId);
        await scope.Get<Microblog.Federation.Inbox.StoreArrivals>().RunAsync(
            [
                new(senderId, sender.Host, new Uri(at, "/activities/1").AbsoluteUri, "{}"u8.ToArray(), Microblog.Federation.Inbox.Envelope.Plain, new CollectionSynchronization(sender.FollowersUri!, at, "x"))
                {
                    IsFromItsHost = true,
                },
            ],
            TestContext.Current.CancellationToken);
    }

    private static async Task<int> MeetAsync(Microblog.Data.Db db, HangingHosts hosts)
    {
        foreach (var (note, number) in hosts.Notes.Select((note, number) => (note, number)))
        {
            db.Actors.Add(new Actor
            {
                Id = 1_000_000 + number,
                Uri = new Uri(note, "/u"),
                Handle = "u",
                HandleKey = "u",
                Host = note.Authority,
                DisplayName = "",
                FollowersUri = new Uri(note, "/u/followers"),
                FeaturedUri = new Uri(note, "/u/featured"),
                CreatedAt = DateTimeOffset.UnixEpoch,
            });
        }

        return await db.SaveChangesAsync();
    }
}
