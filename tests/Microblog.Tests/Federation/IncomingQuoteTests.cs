using System.Text.Json;
using System.Text.Json.Nodes;
using Microblog.Notices;
using Microblog.Notices.Quotes;
using Microblog.Tests.ClientApi;
using Microblog.Tests.Documents;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>Notices from elsewhere that quote: shown with what they quote only where its author's consent is proven.</summary>
/// <remarks>Stamps that are forged, re-used or revoked: security catalogue §7-11. Who is blocked and is quoted: §7-48.</remarks>
public sealed class IncomingQuoteTests
{
    [Theory, EachDatabase]
    public async Task What_is_quoted_is_fetched_and_shown_once_its_authors_server_shows_the_stamp(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var origin = await Peer.StartAsync("127.0.0.2");
        var quoted = origin.PublishAt("/notes/1", "<p>What was said</p>");
        QuoteFederationTests.Stamp(origin, "/stamps/1", new Uri(scene.Peer.BaseUrl, "/notes/1"), "/notes/1");

        await scene.DeliverAsync(Quoting(scene.Peer, "/notes/1", quoted, new Uri(origin.BaseUrl, "/stamps/1")));

        Assert.Equal(QuoteState.Approved, await StateAsync(scene, "/notes/1"));
        var quote = (await scene.Alice.GetAsync("/api/v1/timelines/home"))[0].GetProperty("quote");
        Assert.Equal(("accepted", "<p>What was said</p>"), (quote.Text("state"), quote.GetProperty("quoted_status").Text("content")));

        // Its author takes it back; somebody else's word is no reason.
        var delete = origin.Activity("Delete", "/deletes/1", new Uri(origin.BaseUrl, "/stamps/1").AbsoluteUri);
        using (var forged = await scene.Peer.SendAsync(scene.Server, scene.Peer.Activity("Delete", "/deletes/1", new Uri(origin.BaseUrl, "/stamps/1").AbsoluteUri)))
            Assert.Equal(System.Net.HttpStatusCode.BadRequest, forged.StatusCode);
        await scene.Server.WaitUntilIdleAsync();
        Assert.Equal(QuoteState.Approved, await StateAsync(scene, "/notes/1"));
        await scene.DeliverAsync(delete, origin);
        Assert.Equal(QuoteState.Revoked, await StateAsync(scene, "/notes/1"));
        quote = (await scene.Alice.GetAsync("/api/v1/timelines/home"))[0].GetProperty("quote");
        Assert.Equal("revoked", quote.Text("state"));
        Assert.Equal(JsonValueKind.Null, quote.GetProperty("quoted_status").ValueKind);

        // Once taken back, the same stamp proves nothing, whatever a new version says.
        await scene.DeliverAsync(Updated(Quoting(scene.Peer, "/notes/1", quoted, new Uri(origin.BaseUrl, "/stamps/1")), "/updates/1"));
        Assert.Equal(QuoteState.Revoked, await StateAsync(scene, "/notes/1"));
    }

    [Theory, EachDatabase]
    public async Task Forged_and_reused_stamps_prove_nothing(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var origin = await Peer.StartAsync("127.0.0.2");
        var quoted = origin.PublishAt("/notes/1", "<p>What was said</p>");
        origin.PublishAt("/notes/2", "<p>Something else</p>");

        // Made by who quotes; for another note; for a quote of another note; by another actor; under another id; and no stamp at all.
        var own = QuoteFederationTests.Stamp(scene.Peer, "/stamps/own", new Uri(scene.Peer.BaseUrl, "/notes/1"), "/notes/1");
        own["interactionTarget"] = quoted.AbsoluteUri;
        QuoteFederationTests.Stamp(origin, "/stamps/2", new Uri(scene.Peer.BaseUrl, "/notes/99"), "/notes/1");
        QuoteFederationTests.Stamp(origin, "/stamps/3", new Uri(scene.Peer.BaseUrl, "/notes/3"), "/notes/2");
        QuoteFederationTests.Stamp(origin, "/stamps/4", new Uri(scene.Peer.BaseUrl, "/notes/4"), "/notes/1")["attributedTo"] = scene.Peer.ActorId.AbsoluteUri;
        QuoteFederationTests.Stamp(origin, "/stamps/5", new Uri(scene.Peer.BaseUrl, "/notes/5"), "/notes/1")["id"] = new Uri(origin.BaseUrl, "/stamps/1").AbsoluteUri;
        origin.Documents["/stamps/6"] = origin.Documents["/notes/1"].DeepClone();
        await scene.DeliverAsync(Quoting(scene.Peer, "/notes/1", quoted, new Uri(scene.Peer.BaseUrl, "/stamps/own")));
        for (var i = 2; i <= 7; i++)
            await scene.DeliverAsync(Quoting(scene.Peer, $"/notes/{i}", quoted, new Uri(origin.BaseUrl, $"/stamps/{i}")));

        Assert.Equal(7, await scene.Server.AskAsync(db => db.Quotes.CountAsync(q => q.State == QuoteState.Pending)));
        Assert.DoesNotContain("/stamps/own", scene.Peer.Asked);
        Assert.DoesNotContain("What was said", (await scene.Alice.GetAsync("/api/v1/timelines/home")).GetRawText(), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_stamp_that_was_taken_back_before_or_that_its_server_no_longer_has_proves_nothing(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var origin = await Peer.StartAsync("127.0.0.2");
        var quoted = origin.PublishAt("/notes/1", "<p>What was said</p>");
        QuoteFederationTests.Stamp(origin, "/stamps/1", new Uri(scene.Peer.BaseUrl, "/notes/1"), "/notes/1");
        await scene.DeliverAsync(Quoting(scene.Peer, "/notes/1", quoted, new Uri(origin.BaseUrl, "/stamps/1")));
        await scene.DeliverAsync(origin.Activity("Delete", "/deletes/1", new Uri(origin.BaseUrl, "/stamps/1").AbsoluteUri), origin);
        Assert.Equal(QuoteState.Revoked, await StateAsync(scene, "/notes/1"));

        // The quoting note goes and comes again under another id, with the stamp that its author kept; and one whose stamp answers no more.
        await scene.DeliverAsync(Quoting(scene.Peer, "/notes/2", quoted, new Uri(origin.BaseUrl, "/stamps/1")));
        origin.Documents.TryRemove("/stamps/1", out _);
        await scene.DeliverAsync(Quoting(scene.Peer, "/notes/3", quoted, new Uri(origin.BaseUrl, "/stamps/1")));
        origin.Documents["/stamps/4"] = new JsonObject
        {
            ["@context"] = "https://www.w3.org/ns/activitystreams",
            ["id"] = new Uri(origin.BaseUrl, "/stamps/4").AbsoluteUri,
            ["type"] = "Tombstone",
        };
        await scene.DeliverAsync(Quoting(scene.Peer, "/notes/4", quoted, new Uri(origin.BaseUrl, "/stamps/4")));

        Assert.False(await scene.Server.AskAsync(db => db.Quotes.AnyAsync(q => q.State == QuoteState.Approved)));
        Assert.DoesNotContain("What was said", (await scene.Alice.GetAsync("/api/v1/timelines/home")).GetRawText(), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Older_ways_to_quote_are_links_and_cost_no_request(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var origin = await Peer.StartAsync("127.0.0.2");
        var quoted = origin.PublishAt("/notes/1", "<p>What was said</p>");
        var create = scene.Peer.Create("<p>RE: it</p>", "/notes/1");
        create["object"]!["_misskey_quote"] = quoted.AbsoluteUri;

        await scene.DeliverAsync(create);

        Assert.Equal(QuoteState.Pending, await StateAsync(scene, "/notes/1"));
        Assert.Empty(origin.Asked);
    }

    [Theory, EachDatabase]
    public async Task Ones_own_notices_are_quoted_without_a_stamp_and_no_deeper_than_once(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        for (var i = 1; i <= 20; i++)
            scene.Peer.Publish($"<p>Level {i}</p>", $"/notes/{i}")["quote"] = new Uri(scene.Peer.BaseUrl, $"/notes/{i + 1}").AbsoluteUri;

        await scene.DeliverAsync(Quoting(scene.Peer, "/notes/0", new Uri(scene.Peer.BaseUrl, "/notes/1"), stamp: null));

        Assert.Equal(QuoteState.Approved, await StateAsync(scene, "/notes/0"));
        Assert.Equal(QuoteState.Pending, await StateAsync(scene, "/notes/1"));
        Assert.Equal(["/notes/1"], scene.Peer.Asked);
    }

    [Theory, EachDatabase]
    public async Task An_Update_that_brings_the_stamp_is_no_edit_and_one_without_the_quote_takes_it_away(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var origin = await Peer.StartAsync("127.0.0.2");
        var quoted = origin.PublishAt("/notes/1", "<p>What was said</p>");
        await scene.DeliverAsync(Quoting(scene.Peer, "/notes/1", quoted, stamp: null));
        Assert.Equal(QuoteState.Pending, await StateAsync(scene, "/notes/1"));

        QuoteFederationTests.Stamp(origin, "/stamps/1", new Uri(scene.Peer.BaseUrl, "/notes/1"), "/notes/1");
        await scene.DeliverAsync(Updated(Quoting(scene.Peer, "/notes/1", quoted, new Uri(origin.BaseUrl, "/stamps/1")), "/updates/1"));
        Assert.Equal(QuoteState.Approved, await StateAsync(scene, "/notes/1"));

        await scene.DeliverAsync(Updated(scene.Peer.Create("<p>Look</p>", "/notes/1"), "/updates/2"));
        Assert.False(await scene.Server.AskAsync(db => db.Quotes.AnyAsync()));
        Assert.False(await scene.Server.AskAsync(db => db.NoticeVersions.AnyAsync()));
    }

    [Theory, EachDatabase]
    public async Task Who_is_blocked_as_a_whole_does_not_come_back_by_being_quoted(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var bob = await scene.Server.SignUpAsync("bob");
        var said = await bob.PostAsync("Words of bob");
        var quoting = await scene.Alice.PostAsync(new Draft("Hear, hear.", QuotedId: said.Id));
        Assert.Equal("accepted", (await scene.Alice.GetAsync($"/api/v1/statuses/{quoting.Id}")).GetProperty("quote").Text("state"));

        await scene.Server.BlockAsync(bob);

        var status = await scene.Alice.GetAsync($"/api/v1/statuses/{quoting.Id}");
        Assert.Equal("unauthorized", status.GetProperty("quote").Text("state"));
        Assert.DoesNotContain("Words of bob", status.GetRawText(), StringComparison.Ordinal);
        using var stamp = await scene.Server.PasserBy.GetAsync(
            (await scene.Server.AskAsync(db => db.Quotes.Select(q => q.StampUri).SingleAsync()))!, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, stamp.StatusCode);
    }

    private static JsonObject Quoting(Peer peer, string id, Uri quoted, Uri? stamp)
    {
        var create = peer.Create("<p>Look</p>", id);
        create["object"]!["quote"] = quoted.AbsoluteUri;
        if (stamp is not null)
            create["object"]!["quoteAuthorization"] = stamp.AbsoluteUri;
        return create;
    }

    private static JsonObject Updated(JsonObject create, string id)
    {
        create["type"] = "Update";
        create["id"] = new Uri(new Uri((string)create["id"]!), id).AbsoluteUri;
        return create;
    }

    private static Task<QuoteState> StateAsync(Scene scene, string note)
    {
        var uri = new Uri(scene.Peer.BaseUrl, note);
        return scene.Server.AskAsync(db => db.Quotes.Where(q => q.Notice!.Uri == uri).Select(q => q.State).SingleAsync());
    }
}
