using System.Net;
using System.Text.Json.Nodes;
using Microblog.Moderation;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>What is taken back stays taken back, and only its owner takes it back. Security catalogue §7-3, §7-4.</summary>
public sealed class InboxDeletionTests
{
    [Theory]
    [EachDatabase]
    public async Task Only_the_author_deletes_a_notice_and_then_it_never_comes_back(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var mallory = await Peer.StartAsync("127.0.0.2");
        var create = scene.Peer.Create("<p>mine</p>", "/notes/1");
        var noteId = (string)create["object"]!["id"]!;
        await scene.Peer.SendAsync(scene.Server, create);
        await scene.Server.WaitUntilIdleAsync();

        using var foreign = await mallory.SendAsync(scene.Server, mallory.Activity("Delete", "/deletes/1", JsonValue.Create(noteId)));
        await scene.Server.WaitUntilIdleAsync();
        Assert.Equal(1, await scene.Server.AskAsync(db => db.Notices.CountAsync()));

        await scene.Peer.SendAsync(scene.Server, scene.Peer.Activity("Delete", "/deletes/1", JsonValue.Create(noteId)));
        await scene.Server.WaitUntilIdleAsync();
        var again = scene.Peer.Create("<p>mine</p>", "/notes/1");
        again["id"] = new Uri(scene.Peer.BaseUrl, "/creates/again").AbsoluteUri;
        await scene.Peer.SendAsync(scene.Server, again);
        await scene.Server.WaitUntilIdleAsync();

        Assert.Equal(0, await scene.Server.AskAsync(db => db.Notices.CountAsync()));
    }

    [Theory]
    [EachDatabase]
    public async Task A_follow_of_a_blocked_account_is_rejected(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using (var scope = scene.Server.NewScope())
        {
            await scope.Get<BlockAccount>().RunAsync(
                scene.Alice.ActorId, null, BlockScope.Account, "spam", null, TestContext.Current.CancellationToken);
        }

        await scene.Peer.SendAsync(scene.Server, scene.Peer.Activity("Follow", "/follows/1", scene.Alice.Actor.Uri.AbsoluteUri));
        await Wait.UntilAsync(() => Task.FromResult(scene.Peer.Received.Any(a => (string?)a["type"] == "Reject")));

        Assert.DoesNotContain(scene.Peer.Received, a => (string?)a["type"] == "Accept");
        Assert.False(await scene.Server.AskAsync(db => db.Follows.AnyAsync(f => f.FollowedId == scene.Alice.ActorId)));
    }

    [Theory]
    [EachDatabase]
    public async Task An_undo_that_overtakes_its_follow_is_remembered(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var follow = scene.Peer.Activity("Follow", "/follows/1", JsonValue.Create(scene.Alice.Actor.Uri.AbsoluteUri));

        await scene.Peer.SendAsync(scene.Server, scene.Peer.Activity("Undo", "/undos/1", follow.DeepClone()));
        await scene.Server.WaitUntilIdleAsync();
        await scene.Peer.SendAsync(scene.Server, follow);
        await scene.Server.WaitUntilIdleAsync();

        Assert.False(await scene.Server.AskAsync(db => db.Follows.AnyAsync(f => f.FollowedId == scene.Alice.ActorId)));
    }

    [Theory]
    [EachDatabase]
    public async Task Another_actor_of_the_same_server_cannot_delete_what_is_not_yet_sent(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var create = scene.Peer.Create("<p>mine</p>", "/notes/1");
        await scene.Server.AskAsync(async db =>
        {
            var other = new Actors.Actor
            {
                Id = 11,
                Uri = new Uri(scene.Peer.BaseUrl, "/other"),
                Handle = "other",
                HandleKey = "other",
                Host = scene.Peer.BaseUrl.Authority,
                DisplayName = "Other",
                CreatedAt = DateTimeOffset.UnixEpoch,
            };
            db.Actors.Add(other);
            db.Tombstones.Add(new Microblog.Notices.Tombstone
            {
                Uri = new Uri((string)create["object"]!["id"]!),
                AuthorId = 11,
                DeletedAt = DateTimeOffset.UnixEpoch,
            });
            return await db.SaveChangesAsync();
        });

        await scene.Peer.SendAsync(scene.Server, create);
        await scene.Server.WaitUntilIdleAsync();

        Assert.Single(await scene.Alice.HomeAsync());
    }

    [Theory]
    [EachDatabase]
    public async Task An_actor_is_gone_only_when_its_own_server_says_so(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.Peer.SendAsync(scene.Server, scene.Peer.Create("<p>here</p>", "/notes/1"));
        await scene.Server.WaitUntilIdleAsync();

        await scene.Peer.SendAsync(scene.Server, scene.Peer.Activity("Delete", "/deletes/1", JsonValue.Create(scene.Peer.ActorId.AbsoluteUri)));
        await scene.Server.WaitUntilIdleAsync();
        Assert.Single(await scene.Alice.HomeAsync());

        scene.Peer.IsGone = true;
        await scene.Peer.SendAsync(scene.Server, scene.Peer.Activity("Delete", "/deletes/2", JsonValue.Create(scene.Peer.ActorId.AbsoluteUri)));
        await scene.Server.WaitUntilIdleAsync();
        Assert.Empty(await scene.Alice.HomeAsync());
        Assert.Equal(0, await scene.Server.AskAsync(db => db.Follows.CountAsync()));
    }

    [Theory]
    [EachDatabase]
    public async Task Deletes_of_unknown_actors_cost_no_fetch(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var stranger = await Peer.StartAsync("127.0.0.2");

        using var answer = await stranger.SendAsync(
            scene.Server, stranger.Activity("Delete", "/deletes/1", JsonValue.Create(stranger.ActorId.AbsoluteUri)));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(0, stranger.Fetches);
    }
}
