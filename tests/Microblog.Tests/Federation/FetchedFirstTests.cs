using System.Net;
using System.Text.Json.Nodes;
using Microblog.Federation.Outbox;
using Microblog.Federation.Remote;
using Microblog.Notices;
using Microblog.Notices.Polls;
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

    /// <summary>A block on the actor's own server answers 404 and ends; 410 says that there will be nothing again.</summary>
    [Theory]
    [InlineData(TestDatabase.Sqlite, HttpStatusCode.NotFound, true)]
    [InlineData(TestDatabase.Sqlite, HttpStatusCode.Gone, false)]
    public async Task An_actor_that_is_not_there_for_now_is_kept(TestDatabase database, HttpStatusCode answer, bool isKept)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.DeliverAsync(scene.Peer.Create("<p>Kept</p>", "/notes/kept"));
        var id = await scene.Alice.KnowsAsync(scene.Peer.ActorId);
        await scene.Server.AskAsync(db => db.Actors.Where(a => a.Id == id).ExecuteUpdateAsync(a => a.SetProperty(x => x.FetchedAt, DateTimeOffset.UnixEpoch)));
        (scene.Peer.IsGone, scene.Peer.GoneAs) = (true, answer);

        await using var scope = scene.Server.NewScope();
        Assert.Equal(isKept, await scope.Get<RefreshActor>().RunAsync(id, TestContext.Current.CancellationToken));

        Assert.Equal(isKept ? ["<p>Kept</p>"] : [], await scene.Alice.HomeAsync());
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
}
