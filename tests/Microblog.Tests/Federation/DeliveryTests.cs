using System.Globalization;
using Microblog.Jobs;
using Microblog.Notices;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>What happens to deliveries when the other server misbehaves.</summary>
public sealed class DeliveryTests
{
    [Theory]
    [EachDatabase]
    public async Task A_host_that_is_down_gets_what_it_missed_in_order_when_it_is_back(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.PeerFollowsAliceAsync();
        scene.Peer.Received.Clear();
        scene.Peer.Inbox = Answer(StatusCodes.Status503ServiceUnavailable);

        await scene.Alice.PostAsync("one");
        await scene.Alice.PostAsync("two");
        await scene.Server.WaitUntilAsync(db => db.Lanes.AnyAsync(l => l.Failures > 0 && l.IsDelivery));
        scene.Peer.Inbox = null;
        await scene.Alice.PostAsync("three");

        // Whoever sends us something lives: what waits for it goes at once.
        await scene.Peer.SendAsync(scene.Server, scene.Peer.Create("<p>back</p>", "/notes/back"));
        await Wait.UntilAsync(() => Task.FromResult(scene.Peer.Received.Count == 3));

        Assert.Equal(
            ["<p>one</p>", "<p>two</p>", "<p>three</p>"], scene.Peer.Received.Select(a => (string?)a["object"]!["content"]));
        await scene.Server.WaitUntilAsync(async db => !await db.Jobs.AnyAsync(j => j.ActivityId != null));
    }

    [Theory]
    [EachDatabase]
    public async Task A_final_answer_is_not_asked_for_again(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.PeerFollowsAliceAsync();
        scene.Peer.Inbox = Answer(StatusCodes.Status403Forbidden);
        var before = scene.Peer.Knocks;

        await scene.Alice.PostAsync("unwelcome");
        await scene.Server.WaitUntilIdleAsync();

        Assert.Equal(1, scene.Peer.Knocks - before);
    }

    [Theory]
    [EachDatabase]
    public async Task An_inbox_that_is_gone_ends_the_follow(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.PeerFollowsAliceAsync();
        scene.Peer.Inbox = Answer(StatusCodes.Status410Gone);

        await scene.Alice.PostAsync("anyone there?");
        await scene.Server.WaitUntilIdleAsync();

        Assert.Equal(0, await scene.Server.AskAsync(db => db.Follows.CountAsync()));
    }

    [Theory]
    [EachDatabase]
    public async Task An_inbox_that_several_share_is_gone_for_none_of_them(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.PeerFollowsAliceAsync();
        await scene.Server.AskAsync(async db =>
        {
            var peer = await db.Actors.SingleAsync(a => a.Handle == "peer");
            peer.SharedInbox = peer.Inbox;
            return await db.SaveChangesAsync();
        });
        scene.Peer.Inbox = Answer(StatusCodes.Status410Gone);

        await scene.Alice.PostAsync("anyone there?");
        await scene.Server.WaitUntilIdleAsync();

        Assert.Equal(2, await scene.Server.AskAsync(db => db.Follows.CountAsync()));
    }

    [Theory]
    [EachDatabase("1800", 1800)]
    [EachDatabase("2400 s later", 2400)]
    [EachDatabase("86400", 3600)]
    [EachDatabase("999999999999", 3600)]
    [EachDatabase("99999999999999999999999999", 3600)]
    [EachDatabase("Fri, 31 Dec 9999 23:59:59 GMT", 3600)]
    [EachDatabase("Thu, 01 Jan 1970 00:00:00 GMT", 5)]
    [EachDatabase("-60", 5)]
    [EachDatabase("in a while", 5)]
    public async Task A_host_that_asks_us_to_wait_is_left_alone_for_that_long_and_no_longer_than_an_hour(
        TestDatabase database, string asks, int seconds)
    {
        var clock = ClockOfToday();
        await using var scene = await Scene.SetAsync(database, options => options.Clock = clock);
        await scene.PeerFollowsAliceAsync();
        scene.Peer.Received.Clear();
        scene.Peer.Inbox = http =>
        {
            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            http.Response.Headers.RetryAfter = asks.EndsWith("later", StringComparison.Ordinal)
                ? clock.GetUtcNow().AddSeconds(seconds).ToString("R", CultureInfo.InvariantCulture)
                : asks;
            return Task.CompletedTask;
        };
        var before = clock.GetUtcNow();

        await scene.Alice.PostAsync("too fast");
        await scene.Server.WaitUntilAsync(db => db.Lanes.AnyAsync(l => l.Failures == 1 && l.IsDelivery && l.LeasedBy == null));
        var readyAt = await scene.Server.AskAsync(db => db.Lanes.Where(l => l.IsDelivery).Select(l => l.ReadyAt!.Value).SingleAsync());
        scene.Peer.Inbox = null;
        clock.Advance(TimeSpan.FromSeconds(seconds + 1));
        await Wait.UntilAsync(() => Task.FromResult(scene.Peer.Received.Count == 1));

        // An HTTP date has whole seconds.
        Assert.InRange(readyAt - before, TimeSpan.FromSeconds(seconds - 1), TimeSpan.FromSeconds(seconds));
    }

    [Theory]
    [EachDatabase]
    public async Task One_hosts_trouble_does_not_hold_up_another(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var healthy = await Peer.StartAsync("127.0.0.3");
        await scene.PeerFollowsAliceAsync();
        await healthy.SendAsync(scene.Server, healthy.Activity("Follow", "/follows/1", scene.Alice.Actor.Uri.AbsoluteUri));
        await Wait.UntilAsync(() => Task.FromResult(!healthy.Received.IsEmpty));
        healthy.Received.Clear();
        scene.Peer.Inbox = http => Task.Delay(Timeout.Infinite, http.RequestAborted);

        for (var i = 0; i < 5; i++)
            await scene.Alice.PostAsync($"notice {i}");

        // The other host answers never; were its lane in the way, this would take its time-out of ten seconds at least.
        await Wait.UntilAsync(() => Task.FromResult(healthy.Received.Count == 5), TimeSpan.FromSeconds(8));
    }

    [Theory]
    [EachDatabase]
    public async Task A_notice_that_was_set_aside_does_not_follow_its_deletion(TestDatabase database)
    {
        var clock = ClockOfToday();
        await using var scene = await Scene.SetAsync(database, options => options.Clock = clock);
        var notice = await PostSetAsideAsync(scene, clock, "said too soon");
        await scene.Alice.DeleteAsync(notice);
        await Wait.UntilAsync(() => Task.FromResult(!scene.Peer.Received.IsEmpty));
        await EverythingIsDoneAsync(scene, clock);

        Assert.Equal(["Delete"], scene.Peer.Received.Select(a => (string?)a["type"]));
    }

    [Theory, EachDatabase]
    public async Task What_was_edited_meanwhile_is_sent_again_after_a_notice_that_was_set_aside(TestDatabase database)
    {
        var clock = ClockOfToday();
        await using var scene = await Scene.SetAsync(database, options => options.Clock = clock);
        var notice = await PostSetAsideAsync(scene, clock, "with a tpyo");
        await scene.Alice.EditAsync(notice, new Draft("with a typo"));
        await Wait.UntilAsync(() => Task.FromResult(!scene.Peer.Received.IsEmpty));
        await EverythingIsDoneAsync(scene, clock);

        Assert.Equal(["Update", "Create", "Update"], scene.Peer.Received.Select(a => (string?)a["type"]));
    }

    [Theory]
    [EachDatabase(502)]
    [EachDatabase(504)]
    [EachDatabase(522)]
    public async Task A_host_behind_a_door_that_answers_for_it_gets_what_it_missed_in_order(TestDatabase database, int status)
    {
        var clock = ClockOfToday();
        await using var scene = await Scene.SetAsync(database, options => options.Clock = clock);
        await scene.PeerFollowsAliceAsync();
        scene.Peer.Received.Clear();
        scene.Peer.Inbox = Answer(status);
        for (var i = 0; i < 5; i++)
            await scene.Alice.PostAsync($"notice {i}");
        await Wait.UntilAsync(async () =>
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            return await scene.Server.AskAsync(db => db.Lanes.AnyAsync(l => l.IsDelivery && l.Failures > BackOff.SetAsideAfter + 1));
        });

        scene.Peer.Inbox = null;
        await Wait.UntilAsync(() =>
        {
            clock.Advance(TimeSpan.FromMinutes(10));
            return Task.FromResult(scene.Peer.Received.Count == 5);
        });

        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"<p>notice {i}</p>"), scene.Peer.Received.Select(a => (string?)a["object"]!["content"]));
    }

    [Theory]
    [EachDatabase]
    public async Task What_a_hostile_host_answers_stops_no_one_elses_deliveries(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var hostile = new EvilPeer(
            (_, stream, ct) => stream.WriteAsync("HTTP/1.1 200 OK\r\nBad\0Name: x\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), ct).AsTask(), "127.0.0.4");
        await scene.PeerFollowsAliceAsync();
        scene.Peer.Received.Clear();
        await scene.Server.AskAsync(async db =>
        {
            var actor = new Actors.Actor
            {
                Id = 1_000_000,
                Uri = hostile.At("/mallory"),
                Handle = "mallory",
                HandleKey = "mallory",
                Host = "hostile",
                DisplayName = "Mallory",
                Inbox = hostile.At("/inbox"),
                InboxHost = "hostile",
                CreatedAt = DateTimeOffset.UnixEpoch,
            };
            db.Actors.Add(actor);
            db.Follows.Add(new Microblog.Relations.Follow
            {
                Id = 1_000_000,
                FollowerId = 1_000_000,
                FollowedId = scene.Alice.ActorId,
                Uri = hostile.At("/follow"),
                IsAccepted = true,
                CreatedAt = DateTimeOffset.UnixEpoch,
            });
            return await db.SaveChangesAsync();
        });

        await scene.Alice.PostAsync("one");
        await scene.Server.WaitUntilAsync(db => db.Lanes.AnyAsync(l => l.Name == "host:hostile" && l.Failures > 0));
        await scene.Alice.PostAsync("two");

        await Wait.UntilAsync(() => Task.FromResult(scene.Peer.Received.Count == 2));
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(3, 20)]
    [InlineData(10, 2560)]
    [InlineData(11, 3600)]
    [InlineData(1000, 3600)]
    public void The_wait_doubles_up_to_an_hour(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), BackOff.After(failures));

    // What a peer signs is of today.
    private static FakeClock ClockOfToday()
    {
        var clock = new FakeClock();
        clock.Advance(TimeProvider.System.GetUtcNow() - clock.GetUtcNow());
        return clock;
    }

    private static async Task<Notice> PostSetAsideAsync(Scene scene, FakeClock clock, string text)
    {
        await scene.PeerFollowsAliceAsync();
        scene.Peer.Received.Clear();
        scene.Peer.Inbox = Answer(StatusCodes.Status500InternalServerError);
        var notice = await scene.Alice.PostAsync(text);
        await Wait.UntilAsync(async () =>
        {
            if (await scene.Server.AskAsync(db => db.Jobs.AnyAsync(j => j.ActivityId != null && j.Attempts == BackOff.SetAsideAfter)))
                return true;

            // Only while it waits: time that passes while it is tried would be time of its next try, which then comes at once.
            var now = clock.GetUtcNow();
            if (await scene.Server.AskAsync(db => db.Lanes.AnyAsync(l => l.IsDelivery && l.LeasedBy == null && l.ReadyAt > now)))
                clock.Advance(TimeSpan.FromSeconds(6));
            return false;
        });
        scene.Peer.Inbox = null;
        return notice;
    }

    private static Task EverythingIsDoneAsync(Scene scene, FakeClock clock) => Wait.UntilAsync(async () =>
    {
        clock.Advance(TimeSpan.FromMinutes(10));
        return await scene.Server.AskAsync(async db => !await db.Jobs.AnyAsync(j => j.RecursEvery == null));
    });

    private static Func<HttpContext, Task> Answer(int status) => http =>
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    };
}
