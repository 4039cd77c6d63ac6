using System.Text.Json.Nodes;
using Microblog.Notices;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>What a Block from elsewhere does, and what nobody can do by pretending. Security catalogue §7-5.</summary>
public sealed class BlockInboxTests
{
    [Theory, EachDatabase]
    public async Task A_block_from_elsewhere_ends_follows_and_nothing_goes_there_any_more(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.PeerFollowsAliceAsync();

        await scene.Peer.SendAsync(scene.Server, scene.Peer.Activity("Block", "/blocks/1", scene.Alice.Actor.Uri.AbsoluteUri));
        await scene.Server.WaitUntilAsync(db => db.PersonalBlocks.AnyAsync());
        await scene.Server.WaitUntilIdleAsync();
        Assert.False(await scene.Server.AskAsync(db => db.Follows.AnyAsync()));
        scene.Peer.Received.Clear();
        await scene.Alice.PostAsync("to my followers");
        await scene.Alice.PostAsync($"@{scene.Peer.Address} to you", Visibility.Direct);
        await scene.Server.WaitUntilIdleAsync();
        Assert.DoesNotContain(scene.Peer.Received, a => (string?)a["type"] == "Create");

        await scene.Peer.SendAsync(scene.Server, scene.Peer.Activity("Undo", "/undos/1", new JsonObject
        {
            ["id"] = new Uri(scene.Peer.BaseUrl, "/blocks/1").AbsoluteUri,
            ["type"] = "Block",
            ["actor"] = scene.Peer.ActorId.AbsoluteUri,
            ["object"] = scene.Alice.Actor.Uri.AbsoluteUri,
        }));
        await scene.Server.WaitUntilAsync(async db => !await db.PersonalBlocks.AnyAsync());
    }

    [Theory, EachDatabase]
    public async Task A_follow_or_block_that_is_undone_needs_no_id(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.PeerFollowsAliceAsync();

        await scene.DeliverAsync(scene.Peer.Activity("Undo", "/undos/1", WithoutId("Follow")));
        Assert.False(await scene.Server.AskAsync(db => db.Follows.AnyAsync(f => f.FollowedId == scene.Alice.ActorId)));

        await scene.DeliverAsync(scene.Peer.Activity("Block", "/blocks/1", scene.Alice.Actor.Uri.AbsoluteUri));
        await scene.DeliverAsync(scene.Peer.Activity("Undo", "/undos/2", WithoutId("Block")));
        Assert.False(await scene.Server.AskAsync(db => db.PersonalBlocks.AnyAsync()));

        JsonObject WithoutId(string type) => new()
        {
            ["type"] = type,
            ["actor"] = scene.Peer.ActorId.AbsoluteUri,
            ["object"] = scene.Alice.Actor.Uri.AbsoluteUri,
        };
    }

    [Theory, EachDatabase]
    public async Task A_follow_of_whom_one_is_blocked_by_is_rejected_and_a_mention_is_not_kept(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.Alice.BlockAsync(await scene.Alice.KnowsAsync(scene.Peer.ActorId));
        await scene.Server.WaitUntilIdleAsync();
        Assert.Equal(["Undo", "Block"], scene.Peer.Received.Select(a => (string?)a["type"]));
        Assert.Equal(scene.Peer.ActorId.AbsoluteUri, (string?)scene.Peer.Received.Last()["object"]);

        await scene.Peer.SendAsync(scene.Server, scene.Peer.Activity("Follow", "/follows/1", scene.Alice.Actor.Uri.AbsoluteUri));
        await scene.Peer.SendAsync(scene.Server, scene.Peer.Create("<p>hear me</p>", "/notes/1", to: scene.Alice.Actor.Uri.AbsoluteUri));
        await scene.Server.WaitUntilIdleAsync();

        Assert.Equal("Reject", (string?)scene.Peer.Received.Last()["type"]);
        Assert.False(await scene.Server.AskAsync(db => db.Follows.AnyAsync()));
        Assert.False(await scene.Server.AskAsync(db => db.Notices.AnyAsync()));
    }

    /// <summary>Attack 5 of the catalogue: unsolicited or mismatched activities about relations.</summary>
    [Theory, EachDatabase]
    public async Task Nobody_changes_the_relations_of_others(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var mallory = await Peer.StartAsync("127.0.0.2");
        var noteId = scene.Peer.PublishAt("/notes/1", "<p>pinned?</p>");
        var featured = new Uri(scene.Peer.BaseUrl, "/featured");
        scene.Peer.Describe = actor => actor["featured"] = featured.AbsoluteUri;
        await scene.Peer.SendAsync(scene.Server, scene.Peer.Activity("Update", "/updates/1", new JsonObject
        {
            ["id"] = scene.Peer.ActorId.AbsoluteUri,
            ["type"] = "Person",
            ["preferredUsername"] = "peer",
            ["inbox"] = scene.Peer.ActorId.AbsoluteUri + "/inbox",
        }));
        await scene.Server.WaitUntilAsync(db => db.Actors.AnyAsync(a => a.FeaturedUri == featured));
        var follow = await scene.Server.AskAsync(db => db.Follows.Select(f => f.Uri).SingleAsync());
        var carol = await scene.Server.SignUpAsync("carol");

        JsonObject[] attacks =
        [
            mallory.Activity("Reject", "/a/1", follow.AbsoluteUri),
            mallory.Activity("Accept", "/a/2", new Uri(scene.Server.BaseUrl, "/follows/1").AbsoluteUri),
            mallory.Activity("Add", "/a/3", noteId, featured),
            mallory.Activity("Add", "/a/4", noteId, new Uri(mallory.BaseUrl, "/featured")),
            mallory.Activity("Remove", "/a/5", noteId, featured),
            mallory.Activity("Block", "/a/6", scene.Peer.ActorId.AbsoluteUri),
            mallory.Activity("Undo", "/a/7", follow.AbsoluteUri),
            mallory.Activity("Move", "/a/8", scene.Peer.ActorId, mallory.ActorId),
        ];
        foreach (var attack in attacks)
            (await mallory.SendAsync(scene.Server, attack)).Dispose();
        (await scene.Peer.SendAsync(scene.Server, scene.Peer.Activity("Add", "/a/9", noteId, new Uri(scene.Peer.BaseUrl, "/other")))).Dispose();
        (await scene.Peer.SendAsync(scene.Server, scene.Peer.Activity("Accept", "/a/10", carol.Actor.Uri.AbsoluteUri))).Dispose();
        await scene.Server.WaitUntilIdleAsync();

        Assert.Equal(1, await scene.Server.AskAsync(db => db.Follows.CountAsync(f => f.IsAccepted)));
        Assert.False(await scene.Server.AskAsync(db => db.Pins.AnyAsync()));
        Assert.False(await scene.Server.AskAsync(db => db.PersonalBlocks.AnyAsync()));
        Assert.False(await scene.Server.AskAsync(db => db.ActorMoves.AnyAsync()));
    }
}
