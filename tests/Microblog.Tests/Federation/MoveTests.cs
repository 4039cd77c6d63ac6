using System.Text.Json.Nodes;
using Microblog.Actors;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>Followers are led from one account to another only where both say that they are one.</summary>
public sealed class MoveTests
{
    [Theory, EachDatabase]
    public async Task Followers_here_and_elsewhere_come_along_when_somebody_moves(TestDatabase database)
    {
        await using var a = await TestServer.StartAsync(database);
        await using var b = await TestServer.StartAsync(database);
        var (old, neighbour) = (await a.SignUpAsync("old"), await a.SignUpAsync("neighbour"));
        var (renewed, follower) = (await b.SignUpAsync("renewed"), await b.SignUpAsync("follower"));
        await neighbour.FollowAsync(old);
        await follower.FollowAsync(old.Address);
        await b.WaitUntilAsync(db => db.Follows.AnyAsync(f => f.IsAccepted));

        Assert.Equal(Refusal.AliasMissing, await Relations.PersonalBlockTests.RefusalOf(() => MoveAsync(old, renewed.Address)));
        await renewed.DoAsync<AddAlias>(add => add.RunAsync(renewed.ActorId, old.Address, TestContext.Current.CancellationToken));
        await MoveAsync(old, renewed.Address);

        await b.WaitUntilAsync(async db => await db.Follows.CountAsync(f => f.FollowedId == renewed.ActorId && f.IsAccepted) == 2);
        await a.WaitUntilAsync(async db => !await db.Follows.AnyAsync(f => f.FollowedId == old.ActorId));
        await b.WaitUntilAsync(db => db.Actors.AnyAsync(x => x.Uri == old.Actor.Uri && x.MovedToId == renewed.ActorId));
        await renewed.PostAsync("from my new place");
        await neighbour.SeesAtHomeAsync("from my new place");
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => old.PostAsync("from my old place"));
        Assert.Equal(Refusal.MayNotPost, refusal.Refusal);
        Assert.Contains("moved", refusal.Detail, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Who_moved_can_come_back_and_must_wait_before_moving_again(TestDatabase database)
    {
        var clock = new FakeClock();
        await using var server = await TestServer.StartAsync(database, o => o.Clock = clock);
        var (old, renewed) = (await server.SignUpAsync("old"), await server.SignUpAsync("renewed"));
        await renewed.DoAsync<AddAlias>(add => add.RunAsync(renewed.ActorId, "old", TestContext.Current.CancellationToken));

        await MoveAsync(old, "renewed");
        using (var page = await Pages.Visitor.SignedInAsync(server, renewed))
        {
            await page.OpenAsync("/@old");
            Assert.Contains("has moved to", page.Words, StringComparison.Ordinal);
            Assert.Null(page.Page.QuerySelector($"form[action='/follows/{old.ActorId}']"));
        }

        await old.DoAsync<ComeBack>(back => back.RunAsync(old.ActorId, TestContext.Current.CancellationToken));
        await old.PostAsync("here again");
        Assert.Equal(Refusal.MovedLately, await Relations.PersonalBlockTests.RefusalOf(() => MoveAsync(old, "renewed")));
        clock.Advance(ActorMove.Pause + TimeSpan.FromMinutes(1));
        await MoveAsync(old, "renewed");
    }

    [Theory, EachDatabase]
    public async Task A_move_from_elsewhere_leads_followers_here_to_the_new_actor(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var target = await Peer.StartAsync("127.0.0.2");
        target.Describe = actor => actor["alsoKnownAs"] = new JsonArray(scene.Peer.ActorId.AbsoluteUri);

        await scene.Peer.SendAsync(scene.Server, scene.Peer.Activity("Move", "/moves/1", scene.Peer.ActorId, target.ActorId));

        await Wait.UntilAsync(() => Task.FromResult(target.Received.Any(a => (string?)a["type"] == "Follow")));
        await Wait.UntilAsync(() => Task.FromResult(scene.Peer.Received.Any(a => (string?)a["type"] == "Undo")));
        await scene.Server.WaitUntilIdleAsync();
        Assert.Equal(target.ActorId, await scene.Server.AskAsync(db => db.Follows.Select(f => f.Followed!.Uri).SingleAsync()));

        // Followers are not led about: a second move within the week is not looked at.
        await using var third = await Peer.StartAsync("127.0.0.3");
        third.Describe = actor => actor["alsoKnownAs"] = new JsonArray(scene.Peer.ActorId.AbsoluteUri);
        await scene.Peer.SendAsync(scene.Server, scene.Peer.Activity("Move", "/moves/2", scene.Peer.ActorId, third.ActorId));
        await scene.Server.WaitUntilIdleAsync();
        Assert.Equal(0, third.Fetches);
    }

    /// <summary>Security catalogue §7-6.</summary>
    [Theory]
    [EachDatabase("no alias")]
    [EachDatabase("alias of another")]
    [EachDatabase("moved itself")]
    [EachDatabase("moved back")]
    [EachDatabase("suspended there")]
    [EachDatabase("blocked here")]
    [EachDatabase("to itself")]
    [EachDatabase("of another")]
    [EachDatabase("gone")]
    public async Task A_move_that_is_not_right_leaves_followers_where_they_are(TestDatabase database, string how)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var target = await Peer.StartAsync("127.0.0.2");
        var (mover, to) = (scene.Peer.ActorId, target.ActorId);
        target.Describe = actor =>
        {
            if (how != "no alias")
                actor["alsoKnownAs"] = new JsonArray(how == "alias of another" ? mover.AbsoluteUri + "/x" : mover.AbsoluteUri);
            if (how is "moved itself" or "moved back")
                actor["movedTo"] = how == "moved back" ? mover.AbsoluteUri : "https://elsewhere.example/users/x";
            if (how == "suspended there")
                actor["suspended"] = true;
        };
        target.IsGone = how == "gone";
        if (how == "blocked here")
            await BlockAsync(scene, target);

        var move = scene.Peer.Activity("Move", "/moves/1", how == "of another" ? to : mover, how == "to itself" ? mover : to);
        (await scene.Peer.SendAsync(scene.Server, move)).Dispose();
        await scene.Server.WaitUntilIdleAsync();

        Assert.Equal(mover, await scene.Server.AskAsync(db => db.Follows.Select(f => f.Followed!.Uri).SingleAsync()));
        Assert.Empty(target.Received);
        Assert.False(await scene.Server.AskAsync(db => db.Actors.AnyAsync(a => a.MovedToId != null)));
    }

    [Theory, EachDatabase]
    public async Task A_move_of_somebody_whom_nobody_here_follows_is_not_looked_at(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var stranger = await Peer.StartAsync("127.0.0.2");
        await using var target = await Peer.StartAsync("127.0.0.3");

        await scene.DeliverAsync(stranger.Activity("Move", "/moves/1", stranger.ActorId, target.ActorId), stranger);

        Assert.Equal(0, target.Fetches);
    }

    [Theory, EachDatabase]
    public async Task Who_blocked_the_new_actor_is_not_led_to_it(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var target = await Peer.StartAsync("127.0.0.2");
        target.Describe = actor => actor["alsoKnownAs"] = new JsonArray(scene.Peer.ActorId.AbsoluteUri);
        await scene.Alice.BlockAsync(await FoundAsync(scene, target));
        await scene.Server.WaitUntilIdleAsync();

        await scene.Peer.SendAsync(scene.Server, scene.Peer.Activity("Move", "/moves/1", scene.Peer.ActorId, target.ActorId));
        await scene.Server.WaitUntilAsync(db => db.ActorMoves.AnyAsync());
        await scene.Server.WaitUntilIdleAsync();

        Assert.DoesNotContain(target.Received, a => (string?)a["type"] == "Follow");
        Assert.Equal(scene.Peer.ActorId, await scene.Server.AskAsync(db => db.Follows.Select(f => f.Followed!.Uri).SingleAsync()));
    }

    private static async Task<long> FoundAsync(Scene scene, Peer peer)
    {
        await using var scope = scene.Server.NewScope();
        return (await scope.Get<IActorDirectory>().FindAsync(peer.Address, TestContext.Current.CancellationToken)).Id;
    }

    private static async Task BlockAsync(Scene scene, Peer target)
    {
        var actorId = await FoundAsync(scene, target);
        await scene.Server.AskAsync(async db =>
        {
            db.Blocks.Add(new Microblog.Moderation.Block
            {
                Id = 77,
                ActorId = actorId,
                Scope = Microblog.Moderation.BlockScope.Account,
                Reason = "spam",
                Since = DateTimeOffset.UnixEpoch,
            });
            return await db.SaveChangesAsync();
        });
    }

    private static Task MoveAsync(Person person, string to) =>
        person.DoAsync<MoveAway>(move => move.RunAsync(person.ActorId, to, TestContext.Current.CancellationToken));
}
