using System.Net;
using System.Text;
using Microblog.Jobs;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>What a host says with its answers, and what it, or another, says by sending us something.</summary>
public sealed class SlowHostTests
{
    [Theory, EachDatabase]
    public async Task A_host_that_answers_slowly_is_in_doubt_for_a_while_whatever_it_sends(TestDatabase database)
    {
        var clock = ClockOfToday();
        await using var scene = await SetAsync(database, clock);
        scene.Peer.Inbox = http =>
        {
            clock.Advance(TimeSpan.FromSeconds(4));
            return Task.CompletedTask;
        };
        await DeliverAsync("one");
        Assert.True((await LaneAsync(scene)).IsDoubtful);

        scene.Peer.Inbox = null;
        clock.Advance(TimeSpan.FromSeconds(30));
        await scene.DeliverAsync(scene.Peer.Create("<p>I live</p>", "/notes/1"));
        await DeliverAsync("two");
        Assert.True((await LaneAsync(scene)).IsDoubtful);

        clock.Advance(TimeSpan.FromMinutes(11));
        await DeliverAsync("three");
        Assert.False((await LaneAsync(scene)).IsDoubtful);

        async Task DeliverAsync(string text)
        {
            await scene.Alice.PostAsync(text);
            await Wait.UntilAsync(() => Task.FromResult(scene.Peer.Received.Any(a => (string?)a["object"]!["content"] == $"<p>{text}</p>")));
            await scene.Server.WaitUntilIdleAsync();
            await scene.Server.WaitUntilAsync(async db => !await db.Lanes.AnyAsync(l => l.IsDelivery && l.LeasedBy != null));
        }
    }

    [Theory, EachDatabase]
    public async Task A_host_that_asked_us_to_wait_is_left_alone_though_it_sends_us_something(TestDatabase database)
    {
        var clock = ClockOfToday();
        await using var scene = await SetAsync(database, clock);
        scene.Peer.Inbox = http =>
        {
            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            http.Response.Headers.RetryAfter = "1800";
            return Task.CompletedTask;
        };
        await FailAsync(scene, "one");
        var (before, knocks) = ((await LaneAsync(scene)).ReadyAt, scene.Peer.Knocks);
        clock.Advance(TimeSpan.FromMinutes(1));

        await HandledAsync(scene, scene.Peer.SendAsync(scene.Server, scene.Peer.Create("<p>I live</p>", "/notes/1")));

        var after = await LaneAsync(scene);
        Assert.Equal((before, knocks), (after.ReadyAt, scene.Peer.Knocks));
        scene.Peer.Inbox = null;
        clock.Advance(TimeSpan.FromMinutes(30));
        await Wait.UntilAsync(() => Task.FromResult(!scene.Peer.Received.IsEmpty));
    }

    [Theory]
    [EachDatabase("brought")]
    [EachDatabase("repeated")]
    public async Task What_others_can_send_is_no_sign_that_a_host_lives(TestDatabase database, string how)
    {
        var clock = ClockOfToday();
        await using var scene = await SetAsync(database, clock);
        await using var other = await Peer.StartAsync("127.0.0.2");
        var first = Encoding.UTF8.GetBytes(scene.Peer.Create("<p>first</p>", "/notes/1").ToJsonString());
        await HandledAsync(scene, scene.Peer.SendAsync(scene.Server, first));
        scene.Peer.Inbox = http =>
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        };
        await FailAsync(scene, "one");
        clock.Advance(TimeSpan.FromHours(1));
        await scene.Server.WaitUntilAsync(db => db.Lanes.AnyAsync(l => l.IsDelivery && l.Failures == 2 && l.LeasedBy == null));
        clock.Advance(TimeSpan.FromSeconds(7));
        var (before, knocks) = (await LaneAsync(scene), scene.Peer.Knocks);

        await HandledAsync(scene, how == "brought"
            ? other.SendAsync(scene.Server, scene.Peer.Prove(scene.Peer.Create("<p>second</p>", "/notes/2")))
            : scene.Peer.SendAsync(scene.Server, first));

        var after = await LaneAsync(scene);
        Assert.Equal((before.ReadyAt, before.AliveAt, knocks), (after.ReadyAt, after.AliveAt, scene.Peer.Knocks));
        Assert.Equal(how == "brought" ? 2 : 1, await scene.Server.AskAsync(db => db.Notices.CountAsync(n => n.Author!.Uri == scene.Peer.ActorId)));
    }

    [Theory, EachDatabase]
    public async Task A_delivery_that_was_set_aside_is_tried_for_as_long_as_any_other(TestDatabase database)
    {
        var clock = ClockOfToday();
        await using var scene = await SetAsync(database, clock);
        scene.Peer.Inbox = http =>
        {
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return Task.CompletedTask;
        };
        await scene.Alice.PostAsync("one");
        await Wait.UntilAsync(async () =>
        {
            if (await scene.Server.AskAsync(db => db.Lanes.AnyAsync(l => l.Name.Contains(Lane.Aside) && l.IsDelivery && l.Failures > 0 && l.LeasedBy == null)))
                return true;
            clock.Advance(TimeSpan.FromSeconds(30));
            return false;
        });

        for (var day = 0; day < 6; day++)
        {
            var knocks = scene.Peer.Knocks;
            clock.Advance(TimeSpan.FromDays(1));
            await Wait.UntilAsync(() => Task.FromResult(scene.Peer.Knocks > knocks));
            await scene.Server.WaitUntilAsync(async db => !await db.Lanes.AnyAsync(l => l.IsDelivery && l.LeasedBy != null));
            await using var scope = scene.Server.NewScope();
            await scope.Get<ForgetLanes>().RunAsync(TestContext.Current.CancellationToken);
        }

        scene.Peer.Inbox = null;
        clock.Advance(TimeSpan.FromHours(2));
        await Wait.UntilAsync(() => Task.FromResult(!scene.Peer.Received.IsEmpty));
    }

    private static async Task<Scene> SetAsync(TestDatabase database, FakeClock clock)
    {
        var scene = await Scene.SetAsync(database, options => options.Clock = clock, clock: clock);
        await scene.PeerFollowsAliceAsync();
        await scene.Server.WaitUntilIdleAsync();
        scene.Peer.Received.Clear();
        return scene;
    }

    private static async Task FailAsync(Scene scene, string text)
    {
        await scene.Alice.PostAsync(text);
        await scene.Server.WaitUntilAsync(db => db.Lanes.AnyAsync(l => l.IsDelivery && l.Failures == 1 && l.LeasedBy == null));
    }

    // The worker has looked at what arrived, and so at all lanes.
    private static async Task HandledAsync(Scene scene, Task<HttpResponseMessage> sending)
    {
        using var answer = await sending;
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await scene.Server.WaitUntilAsync(async db => !await db.Jobs.AnyAsync(j => j.RecursEvery == null && j.ActivityId == null));
    }

    private static Task<Lane> LaneAsync(Scene scene) =>
        scene.Server.AskAsync(db => db.Lanes.AsNoTracking().SingleAsync(l => l.Name == Lane.OfHost(scene.Peer.BaseUrl.Authority)));

    // What a peer signs is of today.
    private static FakeClock ClockOfToday()
    {
        var clock = new FakeClock();
        clock.Advance(TimeProvider.System.GetUtcNow() - clock.GetUtcNow());
        return clock;
    }
}
