using System.Text.Json.Nodes;
using Microblog.Notices;
using Microblog.Protocols.ActivityPub;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Visibility = Microblog.Notices.Visibility;

namespace Microblog.Tests.Federation;

/// <summary>What other servers are told of likes and repeats by people here.</summary>
public sealed class OutgoingReactionTests
{
    [Theory, EachDatabase]
    public async Task A_like_an_emoji_and_their_ends_go_to_the_author_alone(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var follower = await FollowerAsync(scene);
        var notice = await RemoteNoticeAsync(scene);

        await scene.Alice.LikeAsync(notice.Id);
        await scene.Alice.LikeAsync(notice.Id, "🎉");
        await scene.Server.WaitUntilIdleAsync();
        await scene.Alice.UnlikeAsync(notice.Id);
        await scene.Server.WaitUntilIdleAsync();

        var told = scene.Peer.Received.Where(a => (string?)a["type"] is "Like" or "Undo").Select(Read).ToList();
        var like = Assert.IsType<Like>(told[0]);
        Assert.Equal((scene.Alice.Actor.Uri, notice.Uri, null), (like.Actor, like.Object, like.Reaction));
        Assert.Equal("🎉", Assert.IsType<Like>(told[1]).Reaction?.Text);
        Assert.Equal(like, Assert.IsType<Undo>(told[2]).Object);
        Assert.DoesNotContain(follower.Received, a => (string?)a["type"] is "Like" or "Undo");
    }

    [Theory]
    [EachDatabase(Visibility.Public)]
    [EachDatabase(Visibility.Unlisted)]
    public async Task A_repeat_and_its_end_go_to_followers_and_to_the_author(TestDatabase database, Visibility visibility)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var follower = await FollowerAsync(scene);
        var notice = await RemoteNoticeAsync(scene);

        var repeat = await scene.Alice.RepeatAsync(notice.Id, visibility);
        await scene.Server.WaitUntilIdleAsync();
        await scene.Alice.UnrepeatAsync(notice.Id);
        await scene.Server.WaitUntilIdleAsync();

        foreach (var peer in new[] { scene.Peer, follower })
        {
            var told = peer.Received.Where(a => (string?)a["type"] is "Announce" or "Undo").Select(Read).ToList();
            var announce = Assert.IsType<Announce>(told[0]);
            Assert.Equal(new Uri(scene.Server.BaseUrl, $"/notices/{repeat}"), announce.Id);
            Assert.Equal(notice.Uri, announce.Object);
            Assert.Equal(
                visibility == Visibility.Public ? Audience.Public : Audience.Unlisted,
                Addressing.AudienceOf(announce.To, announce.Cc, scene.Alice.Actor.FollowersUri));
            Assert.Contains(scene.Peer.ActorId, announce.Cc, Ids.Comparer);
            Assert.Equal(announce.Id, Assert.IsType<Announce>(Assert.IsType<Undo>(told[1]).Object).Id);
        }
    }

    [Theory, EachDatabase]
    public async Task Deleting_a_repeat_is_its_Undo(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var notice = await RemoteNoticeAsync(scene);
        var repeat = await scene.Alice.RepeatAsync(notice.Id);
        await scene.Server.WaitUntilIdleAsync();

        await scene.Alice.DeleteAsync(await scene.Server.AskAsync(db => db.Notices.SingleAsync(n => n.Id == repeat)));
        await scene.Server.WaitUntilIdleAsync();

        Assert.Contains(scene.Peer.Received, a => (string?)a["type"] == "Undo" && (string?)a["object"]!["type"] == "Announce");
        Assert.DoesNotContain(scene.Peer.Received, a => (string?)a["type"] == "Delete");
    }

    [Theory, EachDatabase]
    public async Task Servers_that_hold_a_notice_because_somebody_there_repeated_it_are_told_that_it_is_deleted(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var notice = await scene.Alice.PostAsync("regretted");
        await scene.DeliverAsync(scene.Peer.Announce("/announces/1", notice.Uri.AbsoluteUri));

        await scene.Alice.DeleteAsync(notice);
        await scene.Server.WaitUntilIdleAsync();

        Assert.Contains(scene.Peer.Received, a => (string?)a["type"] == "Delete");
    }

    [Theory, EachDatabase]
    public async Task Two_servers_agree_on_a_repeat_and_a_like_and_on_their_ends(TestDatabase database)
    {
        await using var a = await TestServer.StartAsync(database);
        await using var b = await TestServer.StartAsync(database, options => options.Address = "127.0.0.2");
        await using var c = await TestServer.StartAsync(database, options => options.Address = "127.0.0.3");
        var (alice, bob, carol) = (await a.SignUpAsync("alice"), await b.SignUpAsync("bob"), await c.SignUpAsync("carol"));
        await bob.FollowAsync(alice.Address);
        await carol.FollowAsync(bob.Address);
        await b.WaitUntilAsync(db => db.Follows.AnyAsync(f => f.IsAccepted && f.FollowerId == bob.ActorId));
        await c.WaitUntilAsync(db => db.Follows.AnyAsync(f => f.IsAccepted));
        var notice = await alice.PostAsync("to all the world");
        await bob.SeesAtHomeAsync("to all the world");
        var atBobs = await b.AskAsync(db => db.Notices.SingleAsync());

        await bob.RepeatAsync(atBobs.Id);
        await bob.LikeAsync(atBobs.Id, "🎉");
        await carol.SeesAtHomeAsync("to all the world");
        await a.WaitUntilAsync(async db => await db.Likes.AnyAsync(l => l.Emoji == "🎉") && await db.Notices.AnyAsync(n => n.RepeatOfId == notice.Id));
        var atCarols = await c.AskAsync(db => db.Notices.SingleAsync(n => n.RepeatOfId == null));
        Assert.Equal(notice.Uri, atCarols.Uri);

        await bob.UnlikeAsync(atBobs.Id, "🎉");
        await bob.UnrepeatAsync(atBobs.Id);
        await a.WaitUntilAsync(async db => !await db.Likes.AnyAsync() && !await db.Notices.AnyAsync(n => n.RepeatOfId != null));
        await c.WaitUntilAsync(async db => !await db.Notices.AnyAsync(n => n.RepeatOfId != null));
        Assert.Empty(await carol.HomeAsync());
    }

    private static Activity Read(JsonNode activity) => ActivityParser.Parse(System.Text.Encoding.UTF8.GetBytes(activity.ToJsonString()));

    private static async Task<Notice> RemoteNoticeAsync(Scene scene)
    {
        await scene.DeliverAsync(scene.Peer.Create("<p>from afar</p>", "/notes/1"));
        return await scene.Server.AskAsync(db => db.Notices.SingleAsync());
    }

    private static async Task<Peer> FollowerAsync(Scene scene)
    {
        var follower = await Peer.StartAsync("127.0.0.2");
        await follower.SendAsync(scene.Server, follower.Activity("Follow", "/follows/1", scene.Alice.Actor.Uri.AbsoluteUri));
        await Wait.UntilAsync(() => Task.FromResult(follower.Received.Any(a => (string?)a["type"] == "Accept")));
        return follower;
    }
}
