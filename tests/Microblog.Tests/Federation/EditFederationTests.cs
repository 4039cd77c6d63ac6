using System.Net;
using System.Text.Json.Nodes;
using Microblog.Notices;
using Microblog.Protocols.ActivityPub;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>New versions of notices, sent and received.</summary>
public sealed class EditFederationTests
{
    [Theory, EachDatabase]
    public async Task A_new_version_for_others_takes_the_notice_from_whom_it_no_longer_names(TestDatabase database)
    {
        await using var a = await TestServer.StartAsync(database);
        await using var b = await TestServer.StartAsync(database);
        await using var scene = await Scene.SetAsync(database);
        var alice = await a.SignUpAsync("alice");
        var bob = await b.SignUpAsync("bob");
        await alice.FollowAsync(bob.Address);
        await alice.FollowAsync(scene.Alice.Address);

        var notice = await alice.PostAsync($"Hello @{bob.Address}", Visibility.Direct);
        await b.WaitUntilAsync(db => db.Notices.AnyAsync());
        await alice.EditAsync(notice, new Draft($"Welcome @{scene.Alice.Address}"));
        await b.WaitUntilAsync(async db => !await db.Notices.AnyAsync());
        await a.WaitUntilIdleAsync();

        // Bob is not named in the new version: it is none of his, and of the former his server need keep nothing.
        Assert.Empty(await bob.HomeAsync());
        Assert.False(await b.AskAsync(db => db.NoticeVersions.AnyAsync()));
    }

    [Theory, EachDatabase]
    public async Task A_follower_elsewhere_reads_the_new_version_and_the_former_one(TestDatabase database)
    {
        await using var a = await TestServer.StartAsync(database);
        await using var b = await TestServer.StartAsync(database);
        var alice = await a.SignUpAsync("alice");
        var bob = await b.SignUpAsync("bob");
        await bob.FollowAsync(alice.Address);
        await b.WaitUntilAsync(db => db.Follows.AnyAsync(f => f.IsAccepted));
        var notice = await alice.PostAsync("First words #old");
        await bob.SeesAtHomeAsync("First words");

        await alice.EditAsync(notice, new Draft("Second words #new", Summary: "careful"));

        await bob.SeesAtHomeAsync("Second words");
        var there = await b.AskAsync(db => db.Notices.Include(n => n.Tags).SingleAsync());
        Assert.Equal(("careful", "new"), (there.Summary, Assert.Single(there.Tags).Key));
        Assert.NotNull(there.EditedAt);
        Assert.Contains("First words", (await b.AskAsync(db => db.NoticeVersions.SingleAsync())).Html.Value, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Only_a_newer_version_by_the_author_counts_and_makes_nothing_more_open(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var mallory = await Peer.StartAsync();
        await scene.DeliverAsync(scene.Peer.Create("<p>one</p>", "/notes/1", to: scene.Peer.ActorId.AbsoluteUri + "/followers"));

        var second = Revised(scene.Peer, "<p>two</p>", "2026-01-02T05:00:00Z", "/updates/2");
        second["object"]!["to"] = new JsonArray(Addressing.Public.AbsoluteUri);
        await scene.DeliverAsync(second);
        await scene.DeliverAsync(Revised(scene.Peer, "<p>older</p>", "2026-01-02T04:00:00Z", "/updates/3"));
        await scene.DeliverAsync(Revised(scene.Peer, "<p>same age</p>", "2026-01-02T05:00:00Z", "/updates/4"));
        await scene.DeliverAsync(Revised(scene.Peer, "<p>far ahead</p>", "2199-01-02T05:00:00Z", "/updates/5"));
        var forged = Revised(scene.Peer, "<p>forged</p>", "2026-01-02T06:00:00Z", "/updates/6");
        forged["actor"] = mallory.ActorId.AbsoluteUri;
        forged["id"] = new Uri(mallory.BaseUrl, "/updates/6").AbsoluteUri;
        using var answer = await mallory.SendAsync(scene.Server, forged);
        await scene.Server.WaitUntilIdleAsync();

        var notice = await scene.Server.AskAsync(db => db.Notices.SingleAsync());
        Assert.Equal(("<p>two</p>", Visibility.Followers), (notice.Html.Value, notice.Visibility));
        Assert.Equal("<p>one</p>", (await scene.Server.AskAsync(db => db.NoticeVersions.SingleAsync())).Html.Value);
    }

    [Theory, EachDatabase]
    public async Task A_new_version_for_fewer_people_is_shown_to_them_alone(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var bob = await scene.Server.SignUpAsync("bob");
        await scene.DeliverAsync(scene.Peer.Create("<p>one</p>", "/notes/1"));
        var id = await scene.Server.AskAsync(db => db.Notices.Select(n => n.Id).SingleAsync());

        var forFollowers = Revised(scene.Peer, "<p>two</p>", "2026-01-02T05:00:00Z", "/updates/2");
        forFollowers["object"]!["to"] = new JsonArray(scene.Peer.ActorId.AbsoluteUri + "/followers");
        await scene.DeliverAsync(forFollowers);
        Assert.Equal(["<p>two</p>"], await scene.Alice.HomeAsync());
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound], [await StatusAsync(scene.Server.PasserBy, id), await StatusAsync(bob.Client, id)]);

        var forBob = Revised(scene.Peer, "<p>three</p>", "2026-01-02T06:00:00Z", "/updates/3");
        forBob["object"]!["to"] = new JsonArray(bob.Actor.Uri.AbsoluteUri);
        forBob["object"]!["cc"] = new JsonArray();
        await scene.DeliverAsync(forBob);
        Assert.Empty(await scene.Alice.HomeAsync());
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.OK], [await StatusAsync(scene.Server.PasserBy, id), await StatusAsync(bob.Client, id)]);

        var forNobody = Revised(scene.Peer, "<p>four</p>", "2026-01-02T07:00:00Z", "/updates/4");
        forNobody["object"]!["to"] = new JsonArray();
        forNobody["object"]!["cc"] = new JsonArray();
        await scene.DeliverAsync(forNobody);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(bob.Client, id));
    }

    [Theory, EachDatabase]
    public async Task A_new_version_that_does_not_say_whom_it_is_for_is_for_the_same(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.DeliverAsync(scene.Peer.Create("<p>one</p>", "/notes/1"));
        var update = Revised(scene.Peer, "<p>two</p>", "2026-01-02T05:00:00Z", "/updates/2");
        ((JsonObject)update["object"]!).Remove("to");
        ((JsonObject)update["object"]!).Remove("cc");
        await scene.DeliverAsync(update);

        var notice = await scene.Server.AskAsync(db => db.Notices.SingleAsync());
        Assert.Equal(("<p>two</p>", Visibility.Public), (notice.Html.Value, notice.Visibility));
    }

    [Theory, EachDatabase]
    public async Task What_is_deleted_comes_back_neither_by_a_Create_nor_by_an_Update(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.DeliverAsync(scene.Peer.Create("<p>one</p>", "/notes/1"));
        await scene.DeliverAsync(scene.Peer.Activity("Delete", "/deletes/1", new Uri(scene.Peer.BaseUrl, "/notes/1").AbsoluteUri));

        var again = scene.Peer.Create("<p>one</p>", "/notes/1");
        again["id"] = new Uri(scene.Peer.BaseUrl, "/creates/again").AbsoluteUri;
        await scene.DeliverAsync(again);
        await scene.DeliverAsync(Revised(scene.Peer, "<p>two</p>", "2026-01-03T05:00:00Z", "/updates/2"));

        Assert.False(await scene.Server.AskAsync(db => db.Notices.AnyAsync()));
        Assert.False(await scene.Server.AskAsync(db => db.NoticeVersions.AnyAsync()));
    }

    [Theory, EachDatabase]
    public async Task Mentions_attachments_poll_and_emoji_follow_a_new_version(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var bob = await scene.Server.SignUpAsync("bob");
        var first = scene.Question("/notes/1", ("Left", 3), ("Right", 0));
        first["object"]!["attachment"] = new JsonArray(NotesInFullTests.Picture(scene.Peer, "one"), NotesInFullTests.Picture(scene.Peer, "two"));
        first["object"]!["tag"] = new JsonArray(Mention(scene.Alice));
        await scene.DeliverAsync(first);
        var id = await scene.Server.AskAsync(db => db.Notices.Select(n => n.Id).SingleAsync());
        await scene.Alice.VoteAsync(id, 0);

        var second = scene.Question("/notes/1", ("Left", 0), ("Straight", 0));
        second["type"] = "Update";
        second["id"] = new Uri(scene.Peer.BaseUrl, "/updates/1").AbsoluteUri;
        second["object"]!["updated"] = "2026-01-02T06:00:00.123456Z";
        second["object"]!["attachment"] = new JsonArray(NotesInFullTests.Picture(scene.Peer, "three"));
        second["object"]!["tag"] = new JsonArray(Mention(bob), NotesInFullTests.Emoji(scene.Peer, "blob", "/blob.png"));
        await scene.DeliverAsync(second);
        second["id"] = new Uri(scene.Peer.BaseUrl, "/updates/again").AbsoluteUri;
        await scene.DeliverAsync(second);

        Assert.Equal(["three"], await scene.Server.AskAsync(db => db.Attachments.Select(x => x.Description).ToListAsync()));
        Assert.Equal([bob.ActorId], await scene.Server.AskAsync(db => db.Addressees.Select(x => x.ActorId).ToListAsync()));
        Assert.Equal(["Left", "Straight"], await scene.Server.AskAsync(db => db.PollOptions.OrderBy(o => o.Position).Select(o => o.Title).ToListAsync()));
        Assert.False(await scene.Server.AskAsync(db => db.PollVotes.AnyAsync()));
        Assert.Equal("blob", await scene.Server.AskAsync(db => db.Emojis.Select(e => e.Shortcode).SingleAsync()));
        Assert.Equal(["Left", "Right"], (await scene.Server.AskAsync(db => db.NoticeVersions.SingleAsync())).Choices);
    }

    private static JsonObject Revised(Peer peer, string html, string updated, string id)
    {
        var update = peer.Create(html, "/notes/1");
        update["type"] = "Update";
        update["id"] = new Uri(peer.BaseUrl, id).AbsoluteUri;
        update["object"]!["updated"] = updated;
        return update;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, long id)
    {
        using var answer = await client.GetAsync($"/api/v1/statuses/{id}", TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static JsonObject Mention(Person person) => new()
    {
        ["type"] = "Mention",
        ["href"] = person.Actor.Uri.AbsoluteUri,
        ["name"] = "@" + person.Address,
    };
}
