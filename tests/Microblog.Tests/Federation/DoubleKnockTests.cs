using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>A server that refuses the first way to sign, and answers the second one otherwise.</summary>
public sealed class DoubleKnockTests
{
    [Theory]
    [EachDatabase(401, 410, true)]
    [EachDatabase(400, 404, true)]
    [EachDatabase(401, 403, false)]
    [EachDatabase(400, 401, false)]
    public async Task The_more_telling_of_two_answers_counts(TestDatabase database, int first, int second, bool isFinal)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.PeerFollowsAliceAsync();
        await scene.Server.WaitUntilIdleAsync();
        Answer(scene, http => http.Response.StatusCode = IsSecond(http) ? second : first);

        await scene.Alice.PostAsync("anyone there?");

        if (isFinal)
            await scene.Server.WaitUntilAsync(async db => !await db.Jobs.AnyAsync(j => j.RecursEvery == null));
        else
            await scene.Server.WaitUntilAsync(db => db.Jobs.AnyAsync(j => j.ActivityId != null && j.Attempts > 0));
        Assert.True(scene.Peer.Knocks >= 2);
        Assert.Equal(second == 410, !await scene.Server.AskAsync(db => db.Follows.AnyAsync()));
    }

    [Theory, EachDatabase]
    public async Task A_wait_that_is_asked_for_at_the_second_knock_is_kept(TestDatabase database)
    {
        var clock = new FakeClock();
        clock.Advance(TimeProvider.System.GetUtcNow() - clock.GetUtcNow());
        await using var scene = await Scene.SetAsync(database, options => options.Clock = clock, clock: clock);
        await scene.PeerFollowsAliceAsync();
        await scene.Server.WaitUntilIdleAsync();
        Answer(scene, http =>
        {
            http.Response.StatusCode = IsSecond(http) ? StatusCodes.Status429TooManyRequests : StatusCodes.Status401Unauthorized;
            http.Response.Headers.RetryAfter = IsSecond(http) ? "1800" : "";
        });

        await scene.Alice.PostAsync("too fast");

        await scene.Server.WaitUntilAsync(db => db.Lanes.AnyAsync(l => l.IsDelivery && l.Failures == 1 && l.LeasedBy == null));
        var readyAt = await scene.Server.AskAsync(db => db.Lanes.Where(l => l.IsDelivery).Select(l => l.ReadyAt!.Value).SingleAsync());
        Assert.Equal(clock.GetUtcNow().AddMinutes(30), readyAt, TimeSpan.FromSeconds(1));
    }

    private static bool IsSecond(HttpContext http) => http.Request.Headers.ContainsKey("Signature-Input");

    private static void Answer(Scene scene, Action<HttpContext> answer) => scene.Peer.Inbox = http =>
    {
        answer(http);
        return Task.CompletedTask;
    };
}
