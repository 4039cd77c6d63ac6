using System.Net;
using Microblog.Notices;
using Microblog.Tests.Attacks;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>Whom a notice and what becomes of it are sent to, beside followers.</summary>
public sealed class NoticeReachTests
{
    [Theory, EachDatabase]
    public async Task Who_was_named_once_is_told_when_the_notice_is_deleted(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        foreach (var visibility in new[] { Visibility.Public, Visibility.Unlisted, Visibility.Direct })
        {
            scene.Peer.Received.Clear();
            var notice = await scene.Alice.PostAsync($"hi @{scene.Peer.Address}", visibility);
            await scene.Server.WaitUntilIdleAsync();
            await scene.Alice.EditAsync(notice, new Draft("hi all"));
            await scene.Alice.EditAsync(notice, new Draft("hi all of you"));
            await scene.Server.WaitUntilIdleAsync();
            await scene.Alice.DeleteAsync(notice);
            await scene.Server.WaitUntilIdleAsync();

            Assert.Equal("Create", TypesReceivedBy(scene.Peer)[0]);
            Assert.Equal("Delete", TypesReceivedBy(scene.Peer)[^1]);
            Assert.Contains(scene.Peer.Received, a => (string?)a["id"] == notice.Uri.AbsoluteUri + "#delete");
        }
    }

    [Theory, EachDatabase]
    public async Task Who_is_not_named_any_more_in_what_is_not_for_everybody_is_told_that_it_is_gone_and_not_what_it_says_now(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        foreach (var visibility in new[] { Visibility.Followers, Visibility.Direct })
        {
            scene.Peer.Received.Clear();
            var notice = await scene.Alice.PostAsync($"hi @{scene.Peer.Address}", visibility);
            await scene.Server.WaitUntilIdleAsync();
            await scene.Alice.EditAsync(notice, new Draft("second thoughts"));
            await scene.Alice.EditAsync(notice, new Draft("third thoughts"));
            await scene.Server.WaitUntilIdleAsync();

            using var asked = await scene.Peer.AskAsync(scene.Server, $"/notices/{notice.Id}");
            Assert.Equal(HttpStatusCode.NotFound, asked.StatusCode);
            Assert.DoesNotContain(scene.Peer.Received, a => a.ToJsonString().Contains("thoughts", StringComparison.Ordinal));
            Assert.Equal(["Create", "Delete"], TypesReceivedBy(scene.Peer));
        }
    }

    [Theory, EachDatabase]
    public async Task A_follower_who_is_not_named_any_more_gets_the_new_version(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.PeerFollowsAliceAsync();
        scene.Peer.Received.Clear();
        var notice = await scene.Alice.PostAsync($"hi @{scene.Peer.Address}", Visibility.Followers);
        await scene.Server.WaitUntilIdleAsync();
        await scene.Alice.EditAsync(notice, new Draft("hi followers"));
        await scene.Server.WaitUntilIdleAsync();

        Assert.Equal(["Create", "Update"], TypesReceivedBy(scene.Peer));
    }

    // A server has one copy for all its people: what is deleted for one is gone for the other.
    [Theory, EachDatabase]
    public async Task Where_somebody_on_the_same_server_is_still_named_nothing_is_deleted(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var (mall, frank) = (strangers.Meet("one.test", "mall"), strangers.Meet("one.test", "frank", sharesKey: true));
        await scene.SearchAsync(mall.Id.AbsoluteUri);
        await scene.SearchAsync(frank.Id.AbsoluteUri);
        var notice = await scene.Alice.PostAsync($"hi @{mall.Address} @{frank.Address}", Visibility.Direct);
        await scene.Server.WaitUntilIdleAsync();

        await scene.Alice.EditAsync(notice, new Draft($"hi @{frank.Address}"));
        await scene.Server.WaitUntilIdleAsync();

        Assert.Equal(1, strangers.Asked.Count(a => a.StartsWith("POST", StringComparison.Ordinal) && a.EndsWith("/users/mall/inbox", StringComparison.Ordinal)));
        Assert.Equal(2, strangers.Asked.Count(a => a.StartsWith("POST", StringComparison.Ordinal) && a.EndsWith("/users/frank/inbox", StringComparison.Ordinal)));
    }

    [Theory, EachDatabase]
    public async Task An_answer_reaches_whom_it_answers_also_unnamed_and_so_does_what_becomes_of_it(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.DeliverAsync(scene.Peer.Create("<p>Who is there?</p>", "/notes/1"));
        var question = await scene.Server.AskAsync(db => db.Notices.Select(n => n.Id).SingleAsync());
        foreach (var visibility in new[] { Visibility.Public, Visibility.Unlisted })
        {
            scene.Peer.Received.Clear();
            var answer = await scene.Alice.PostAsync(new Draft("I am.", visibility) { InReplyToId = question });
            await scene.Server.WaitUntilIdleAsync();
            await scene.Alice.EditAsync(answer, new Draft("I was."));
            await scene.Server.WaitUntilIdleAsync();
            await scene.Alice.DeleteAsync(answer);
            await scene.Server.WaitUntilIdleAsync();

            Assert.Equal(["Create", "Update", "Delete"], TypesReceivedBy(scene.Peer));
        }
    }

    [Theory, EachDatabase]
    public async Task An_answer_for_some_reaches_whom_it_answers_only_where_they_are_among_them(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.DeliverAsync(scene.Peer.Create("<p>Who is there?</p>", "/notes/1"));
        var question = await scene.Server.AskAsync(db => db.Notices.Select(n => n.Id).SingleAsync());
        scene.Peer.Received.Clear();
        await scene.Alice.PostAsync(new Draft("Psst.", Visibility.Followers) { InReplyToId = question });
        await scene.Alice.PostAsync(new Draft("Psst.", Visibility.Direct) { InReplyToId = question });
        await scene.Server.WaitUntilIdleAsync();

        Assert.Empty(scene.Peer.Received);
    }

    [Theory, EachDatabase]
    public async Task Whom_the_author_blocked_since_is_sent_no_new_version(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        foreach (var visibility in new[] { Visibility.Public, Visibility.Followers, Visibility.Direct })
        {
            var notice = await scene.Alice.PostAsync($"hi @{scene.Peer.Address}", visibility);
            await scene.Server.WaitUntilIdleAsync();
            var peer = await scene.Alice.KnowsAsync(scene.Peer.ActorId);
            await scene.Alice.BlockAsync(peer);
            await scene.Server.WaitUntilIdleAsync();
            scene.Peer.Received.Clear();

            await scene.Alice.EditAsync(notice, new Draft($"secrets of @{scene.Peer.Address}"));
            await scene.Server.WaitUntilIdleAsync();

            Assert.DoesNotContain(scene.Peer.Received, a => a.ToJsonString().Contains("secrets", StringComparison.Ordinal));
            await scene.Alice.UnblockAsync(peer);
            await scene.Server.WaitUntilIdleAsync();
        }
    }

    private static List<string?> TypesReceivedBy(Peer peer) => [.. peer.Received.Select(a => (string?)a["type"])];
}
