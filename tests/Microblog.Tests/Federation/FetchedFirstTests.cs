using System.Net;
using System.Text.Json.Nodes;
using Microblog.Federation.Outbox;
using Microblog.Federation.Remote;
using Microblog.Federation.Threads;
using Microblog.Notices;
using Microblog.Notices.Polls;
using Microblog.Outgoing;
using Microblog.Tests.ClientApi;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>What is fetched, answered or changed in another order than one expects.</summary>
public sealed class FetchedFirstTests
{
    [Theory, EachDatabase]
    public async Task What_was_fetched_before_it_was_sent_comes_home_when_it_is_sent(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var bob = await scene.Server.SignUpAsync("bob");
        var create = scene.Peer.Create("<p>Sent later</p>", "/notes/fetched");
        scene.Peer.Documents["/notes/fetched"] = create["object"]!.DeepClone();
        var address = Uri.EscapeDataString((string)create["object"]!["id"]!);
        Assert.Single((await bob.GetAsync($"/api/v2/search?resolve=true&q={address}")).GetProperty("statuses").Ids());
        Assert.Empty(await scene.Alice.HomeAsync());

        await scene.DeliverAsync(create);
        await scene.DeliverAsync(scene.Peer.Activity("Create", "/notes/fetched/again", create["object"]!.DeepClone()));

        Assert.Equal(["<p>Sent later</p>"], await scene.Alice.HomeAsync());
        Assert.Empty(await bob.HomeAsync());
    }

    /// <summary>A block on the actor's own server answers 404 and ends; 410 and a Tombstone say that there will be nothing again.</summary>
    [Theory, EachDatabase]
    public async Task An_actor_that_is_not_there_for_now_is_kept(TestDatabase database)
    {
        foreach (var (answer, isKept) in new[] { (HttpStatusCode.NotFound, true), (HttpStatusCode.Gone, false), (HttpStatusCode.OK, false) })
        {
            await using var scene = await Scene.SetAsync(database);
            await scene.DeliverAsync(scene.Peer.Create("<p>Kept</p>", "/notes/kept"));
            var id = await scene.Alice.KnowsAsync(scene.Peer.ActorId);
            await ForgetWhenAsync(scene, id);
            (scene.Peer.IsGone, scene.Peer.GoneAs) = (true, answer);

            await using var scope = scene.Server.NewScope();
            Assert.Equal(isKept, await scope.Get<RefreshActor>().RunAsync(id, TestContext.Current.CancellationToken));

            Assert.Equal(isKept ? ["<p>Kept</p>"] : [], await scene.Alice.HomeAsync());
        }
    }

    /// <summary>Of a notice 404 counts while its author is there: of a blocked author everything answers 404 for a while.</summary>
    [Theory, EachDatabase]
    public async Task A_notice_that_is_not_there_is_gone_while_its_author_is_there(TestDatabase database)
    {
        foreach (var isAuthorThere in new[] { true, false })
        {
            await using var scene = await Scene.SetAsync(database);
            await scene.DeliverAsync(scene.Peer.Create("<p>Kept</p>", "/notes/unpublished"));
            var id = await scene.Server.AskAsync(db => db.Notices.Select(n => n.Id).SingleAsync());
            (scene.Peer.IsGone, scene.Peer.GoneAs) = (!isAuthorThere, HttpStatusCode.NotFound);

            await using var scope = scene.Server.NewScope();
            Assert.Equal(!isAuthorThere, await scope.Get<RefreshNotice>().RunAsync(id, TestContext.Current.CancellationToken));

            Assert.Equal(isAuthorThere ? [] : ["<p>Kept</p>"], await scene.Alice.HomeAsync());
        }
    }

    /// <summary>A budget that is used up says nothing about an address that nobody was asked for.</summary>
    [Fact]
    public async Task What_was_not_asked_for_is_not_remembered_as_missing()
    {
        await using var scene = await Scene.SetAsync(TestDatabase.Sqlite);
        var address = scene.Peer.PublishAt("/notes/one-too-many", "<p>There</p>");
        await using (var scope = scene.Server.NewScope())
        {
            var documents = scope.Get<PeerDocuments>();
            for (var i = 0; i < PeerDocuments.MostFetches; i++)
                await documents.ActivityPubAsync(address, TestContext.Current.CancellationToken);
            await Assert.ThrowsAsync<DocumentUnavailableException>(() => AskAsync(documents));
        }

        await using var next = scene.Server.NewScope();
        Assert.True((await AskAsync(next.Get<PeerDocuments>())).IsSuccess);

        Task<PeerAnswer> AskAsync(PeerDocuments documents) =>
            documents.UnlessMissedAsync(address, () => documents.ActivityPubAsync(address, TestContext.Current.CancellationToken));
    }

    [Theory, EachDatabase]
    public async Task An_update_that_says_the_same_is_no_edit_and_says_who_may_quote(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var create = scene.Peer.Create("<p>Quote me</p>", "/notes/policy");
        await scene.DeliverAsync(create);
        var note = create["object"]!.DeepClone();
        note["interactionPolicy"] = new JsonObject
        {
            ["canQuote"] = new JsonObject { ["automaticApproval"] = "https://www.w3.org/ns/activitystreams#Public" },
        };

        await scene.DeliverAsync(scene.Peer.Activity("Update", "/notes/policy/update", note));

        var status = (await scene.Alice.GetAsync("/api/v1/timelines/home"))[0];
        Assert.Equal(System.Text.Json.JsonValueKind.Null, status.GetProperty("edited_at").ValueKind);
        Assert.Equal("public", status.GetProperty("quote_approval").GetProperty("automatic")[0].GetString());
        Assert.Equal(0, await scene.Server.AskAsync(db => db.NoticeVersions.CountAsync()));

        // A file more is another version, whether it says when or not.
        note["attachment"] = new JsonArray(NotesInFullTests.Picture(scene.Peer, "A map"));
        await scene.DeliverAsync(scene.Peer.Activity("Update", "/notes/policy/update/2", note.DeepClone()));
        Assert.Equal(1, await scene.Server.AskAsync(db => db.NoticeVersions.CountAsync()));
    }

    [Theory, EachDatabase]
    public async Task A_repeat_of_a_note_that_also_says_actor_is_a_repeat(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var note = scene.Peer.Publish("<p>By Pleroma</p>", "/notes/pleroma").DeepClone();
        note["actor"] = scene.Peer.ActorId.AbsoluteUri;

        await scene.DeliverAsync(scene.Peer.Announce("/announces/pleroma", note));

        Assert.Single(await scene.Alice.HomeAsync());
    }

    /// <summary>Who voted and may not read the poll any more is not sent its text with the counts.</summary>
    [Theory, EachDatabase]
    public async Task Counts_of_a_poll_reach_only_those_who_may_still_read_it(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.PeerFollowsAliceAsync();
        var poll = await scene.Alice.PostAsync(new Draft("For followers", Visibility.Followers, Poll: new PollDraft(["Yes", "No"], IsMultiple: false, TimeSpan.FromDays(1))));
        await scene.DeliverAsync(scene.VoteFor(poll.Uri, "Yes", "/votes/1"));
        await scene.DeliverAsync(scene.Peer.Activity("Undo", "/follows/1/undo", scene.Peer.Activity("Follow", "/follows/1", scene.Alice.Actor.Uri.AbsoluteUri)));
        await scene.Server.WaitUntilIdleAsync();
        scene.Peer.Received.Clear();

        await using (var scope = scene.Server.NewScope())
            await scope.Get<DistributePoll>().HandleAsync(new PollCounted(poll.Id, scene.Alice.ActorId, IsFinal: true), TestContext.Current.CancellationToken);
        await scene.Server.WaitUntilIdleAsync();

        Assert.DoesNotContain(scene.Peer.Received, a => (string?)a["type"] == "Update");
    }

    private static Task<int> ForgetWhenAsync(Scene scene, long actorId) => scene.Server.AskAsync(
        db => db.Actors.Where(a => a.Id == actorId).ExecuteUpdateAsync(a => a.SetProperty(x => x.FetchedAt, DateTimeOffset.UnixEpoch)));
}
