using System.Text.Json.Nodes;
using Microblog.Notices;
using Microblog.Notices.Quotes;
using Microblog.Protocols.ActivityPub;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>People here quote those elsewhere, who are asked.</summary>
public sealed class QuoteFederationTests
{
    [Theory, EachDatabase]
    public async Task Between_two_servers_a_quote_is_asked_for_agreed_to_and_taken_back(TestDatabase database)
    {
        await using var a = await TestServer.StartAsync(database);
        await using var b = await TestServer.StartAsync(database);
        var (alice, bob) = (await a.SignUpAsync("alice"), await b.SignUpAsync("bob"));
        await alice.FollowAsync(bob.Address);
        await bob.FollowAsync(alice.Address);
        await a.WaitUntilAsync(async db => await db.Follows.CountAsync(f => f.IsAccepted) == 2);
        await b.WaitUntilAsync(async db => await db.Follows.CountAsync(f => f.IsAccepted) == 2);
        var said = await bob.PostAsync("Words of bob");
        await alice.SeesAtHomeAsync("Words of bob");
        var known = await a.AskAsync(db => db.Notices.Where(n => n.Uri == said.Uri).Select(n => n.Id).SingleAsync());

        var quoting = await alice.PostAsync(new Draft("Hear, hear.", QuotedId: known));
        await a.WaitUntilAsync(db => db.Quotes.AnyAsync(q => q.State == QuoteState.Approved));
        await b.WaitUntilAsync(db => db.Quotes.AnyAsync(q => q.State == QuoteState.Approved && q.QuotedId == said.Id));
        var stamp = (await a.AskAsync(db => db.Quotes.SingleAsync(q => q.NoticeId == quoting.Id))).StampUri!;
        Assert.Equal(b.BaseUrl.Authority, stamp.Authority);
        Assert.Contains("RE: ", quoting.Html.Value, StringComparison.Ordinal);

        var stampId = await b.AskAsync(db => db.QuoteStamps.Select(s => s.Id).SingleAsync());
        await bob.DoAsync<RevokeQuote>(revoke => revoke.RunAsync(bob.ActorId, stampId, TestContext.Current.CancellationToken));
        await a.WaitUntilAsync(db => db.Quotes.AnyAsync(q => q.State == QuoteState.Revoked));
        using var gone = await b.PasserBy.GetAsync(stamp, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, gone.StatusCode);

        // The quoting server says so to its followers: the Update quotes nothing any more, and is no edit there.
        await a.WaitUntilIdleAsync();
        await b.WaitUntilAsync(async db => !await db.Quotes.AnyAsync());
        Assert.False(await b.AskAsync(db => db.NoticeVersions.AnyAsync()));
    }

    [Theory, EachDatabase]
    public async Task The_author_is_asked_with_the_note_and_only_a_stamp_that_proves_itself_counts(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var mallory = await Peer.StartAsync("127.0.0.2");
        await scene.PeerFollowsAliceAsync();
        var quoting = await QuoteAsync(scene);
        var request = await ReceivedAsync(scene.Peer, "QuoteRequest");
        Assert.Equal(new Uri(scene.Peer.BaseUrl, "/notes/1").AbsoluteUri, (string?)request["object"]);
        Assert.Equal(quoting.Uri.AbsoluteUri, (string?)request["instrument"]!["id"]);
        Assert.Equal((string?)request["object"], (string?)request["instrument"]!["quote"]);

        await scene.DeliverAsync(Accept(scene.Peer, request, "/accepts/none", result: null));
        await scene.DeliverAsync(Accept(scene.Peer, request, "/accepts/missing", "/stamps/missing"));
        Stamp(scene.Peer, "/stamps/other", new Uri(scene.Server.BaseUrl, "/notices/1"), "/notes/1");
        await scene.DeliverAsync(Accept(scene.Peer, request, "/accepts/other", "/stamps/other"));
        Stamp(scene.Peer, "/stamps/another", quoting.Uri, "/notes/2");
        await scene.DeliverAsync(Accept(scene.Peer, request, "/accepts/another", "/stamps/another"));
        Stamp(scene.Peer, "/stamps/foreign", quoting.Uri, "/notes/1")["attributedTo"] = new Uri(scene.Peer.BaseUrl, "/somebody").AbsoluteUri;
        await scene.DeliverAsync(Accept(scene.Peer, request, "/accepts/foreign", "/stamps/foreign"));
        var byMallory = Accept(mallory, request, "/accepts/mallory", "/stamps/mallory");
        byMallory["object"] = (string?)request["id"];
        Stamp(mallory, "/stamps/mallory", quoting.Uri, "/notes/1");
        await scene.DeliverAsync(byMallory, mallory);
        Assert.Equal(QuoteState.Pending, await StateAsync(scene, quoting));

        Stamp(scene.Peer, "/stamps/1", quoting.Uri, "/notes/1");
        await scene.DeliverAsync(Accept(scene.Peer, request, "/accepts/1", "/stamps/1"));
        Assert.Equal(QuoteState.Approved, await StateAsync(scene, quoting));
        var update = await ReceivedAsync(scene.Peer, "Update");
        Assert.Equal(new Uri(scene.Peer.BaseUrl, "/stamps/1").AbsoluteUri, (string?)update["object"]!["quoteAuthorization"]);
        Assert.Null(update["object"]!["updated"]);

        await scene.DeliverAsync(scene.Peer.Activity("Delete", "/deletes/1", new Uri(scene.Peer.BaseUrl, "/stamps/1").AbsoluteUri));
        Assert.Equal(QuoteState.Revoked, await StateAsync(scene, quoting));
        await Wait.UntilAsync(() => Task.FromResult(scene.Peer.Received.Count(r => (string?)r["type"] == "Update") == 2));
        Assert.Null(scene.Peer.Received.Last(r => (string?)r["type"] == "Update")["object"]!["quote"]);
    }

    [Theory, EachDatabase]
    public async Task Who_says_no_is_not_quoted_and_who_is_not_the_author_says_nothing(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var mallory = await Peer.StartAsync("127.0.0.2");
        var quoting = await QuoteAsync(scene);
        var request = await ReceivedAsync(scene.Peer, "QuoteRequest");

        await scene.DeliverAsync(mallory.Activity("Reject", "/rejects/1", (string)request["id"]!), mallory);
        Assert.Equal(QuoteState.Pending, await StateAsync(scene, quoting));
        await scene.DeliverAsync(scene.Peer.Activity("Reject", "/rejects/1", (string)request["id"]!));
        Assert.Equal(QuoteState.Refused, await StateAsync(scene, quoting));
    }

    [Theory, EachDatabase]
    public async Task What_the_quoted_author_may_not_read_is_not_shown_to_their_server(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await QuoteAsync(scene, Visibility.Followers);

        var request = await ReceivedAsync(scene.Peer, "QuoteRequest");

        Assert.IsAssignableFrom<JsonValue>(request["instrument"]);
        Assert.DoesNotContain(scene.Peer.Received, r => r.ToJsonString().Contains("Hear", StringComparison.Ordinal));
    }

    [Theory, EachDatabase]
    public async Task Requests_are_answered_as_the_author_said_of_the_notice(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var open = await scene.Alice.PostAsync("for all");
        var closed = await scene.Alice.PostAsync(new Draft("for nobody", QuotePolicy: QuotePolicy.Nobody));
        var circle = await scene.Alice.PostAsync(new Draft("for followers", QuotePolicy: QuotePolicy.Followers));
        var secret = await scene.Alice.PostAsync("secret", Visibility.Followers);

        await scene.DeliverAsync(Request(scene.Peer, "/requests/1", open.Uri, "/quoting/1"));
        var accept = await ReceivedAsync(scene.Peer, "Accept");
        var stamp = JsonNode.Parse(await scene.Server.PasserBy.GetStringAsync(new Uri((string)accept["result"]!), TestContext.Current.CancellationToken))!;
        Assert.Equal(
            ("QuoteAuthorization", (string?)accept["result"], scene.Alice.Actor.Uri.AbsoluteUri, new Uri(scene.Peer.BaseUrl, "/quoting/1").AbsoluteUri, open.Uri.AbsoluteUri),
            ((string?)stamp["type"], (string?)stamp["id"], (string?)stamp["attributedTo"], (string?)stamp["interactingObject"], (string?)stamp["interactionTarget"]));
        Assert.Equal("QuoteRequest", (string?)accept["object"]!["type"]);
        Assert.Equal(QuoteState.Approved, await scene.Server.AskAsync(db => db.Quotes.Where(q => q.QuotedId == open.Id).Select(q => q.State).SingleAsync()));

        // The note came with the request, and takes its stamp along when it is deleted.
        await scene.DeliverAsync(scene.Peer.Activity("Delete", "/deletes/1", new Uri(scene.Peer.BaseUrl, "/quoting/1").AbsoluteUri));
        using (var gone = await scene.Server.PasserBy.GetAsync(new Uri((string)accept["result"]!), TestContext.Current.CancellationToken))
            Assert.Equal(System.Net.HttpStatusCode.NotFound, gone.StatusCode);

        await scene.DeliverAsync(Request(scene.Peer, "/requests/2", closed.Uri, "/quoting/2"));
        await scene.DeliverAsync(Request(scene.Peer, "/requests/3", circle.Uri, "/quoting/3"));
        await scene.DeliverAsync(Request(scene.Peer, "/requests/4", secret.Uri, "/quoting/4"));
        await Wait.UntilAsync(() => Task.FromResult(scene.Peer.Received.Count(r => (string?)r["type"] == "Reject") == 2));
        await scene.PeerFollowsAliceAsync();
        await scene.DeliverAsync(Request(scene.Peer, "/requests/5", circle.Uri, "/quoting/5"));
        Assert.Equal(circle.Id, await scene.Server.AskAsync(db => db.QuoteStamps.Select(s => s.QuotedId).SingleAsync()));
        Assert.Equal(2, scene.Peer.Received.Count(r => (string?)r["type"] == "Reject"));
    }

    [Theory, EachDatabase]
    public async Task A_consent_taken_back_is_not_given_again_and_nobody_has_too_many(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var open = await scene.Alice.PostAsync("for all");
        await scene.DeliverAsync(Request(scene.Peer, "/requests/1", open.Uri, "/quoting/1"));
        var stampId = await scene.Server.AskAsync(db => db.QuoteStamps.Select(s => s.Id).SingleAsync());
        await scene.Alice.DoAsync<RevokeQuote>(revoke => revoke.RunAsync(scene.Alice.ActorId, stampId, TestContext.Current.CancellationToken));
        var delete = await ReceivedAsync(scene.Peer, "Delete");
        Assert.Equal(new Uri(scene.Server.BaseUrl, $"/quotes/{stampId}").AbsoluteUri, (string?)delete["object"]!["id"]);
        Assert.Null(delete["object"]!["interactingObject"]);

        await scene.DeliverAsync(Request(scene.Peer, "/requests/again", open.Uri, "/quoting/1"));
        await ReceivedAsync(scene.Peer, "Reject");
        for (var i = 2; i <= QuoteStamp.MostPerActor + 1; i++)
            await scene.Peer.SendAsync(scene.Server, Request(scene.Peer, $"/requests/{i}", open.Uri, $"/quoting/{i}"));
        await scene.Server.WaitUntilIdleAsync();

        Assert.Equal(QuoteStamp.MostPerActor, await scene.Server.AskAsync(db => db.QuoteStamps.CountAsync()));
        await Wait.UntilAsync(() => Task.FromResult(scene.Peer.Received.Count(r => (string?)r["type"] == "Reject") == 2));
    }

    [Theory, EachDatabase]
    public async Task A_request_for_a_note_of_another_or_of_something_else_gets_no_stamp(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var victim = await Peer.StartAsync("127.0.0.2");
        var open = await scene.Alice.PostAsync("for all");
        var foreign = Request(scene.Peer, "/requests/1", open.Uri, "/quoting/1");
        foreign["instrument"]!["attributedTo"] = victim.ActorId.AbsoluteUri;
        var elsewhere = Request(scene.Peer, "/requests/2", open.Uri, "/quoting/2");
        elsewhere["instrument"] = new Uri(victim.BaseUrl, "/notes/1").AbsoluteUri;
        var other = Request(scene.Peer, "/requests/3", open.Uri, "/quoting/3");
        other["instrument"]!["quote"] = new Uri(scene.Server.BaseUrl, "/notices/1").AbsoluteUri;
        var unknown = Request(scene.Peer, "/requests/4", open.Uri, "/quoting/4");
        unknown["instrument"] = new Uri(scene.Peer.BaseUrl, "/quoting/4").AbsoluteUri;

        foreach (var request in new[] { foreign, elsewhere, other, unknown })
            await scene.Peer.SendAsync(scene.Server, request);
        await scene.Alice.BlockAsync(await scene.Alice.KnowsAsync(scene.Peer.ActorId));
        await scene.Peer.SendAsync(scene.Server, Request(scene.Peer, "/requests/5", open.Uri, "/quoting/5"));
        await scene.Server.WaitUntilIdleAsync();

        Assert.False(await scene.Server.AskAsync(db => db.QuoteStamps.AnyAsync()));
        Assert.DoesNotContain(scene.Peer.Received, r => (string?)r["type"] == "Accept");
    }

    internal static JsonObject Stamp(Peer peer, string path, Uri quoting, string quoted)
    {
        var stamp = new JsonObject
        {
            ["@context"] = "https://www.w3.org/ns/activitystreams",
            ["id"] = new Uri(peer.BaseUrl, path).AbsoluteUri,
            ["type"] = "QuoteAuthorization",
            ["attributedTo"] = peer.ActorId.AbsoluteUri,
            ["interactingObject"] = quoting.AbsoluteUri,
            ["interactionTarget"] = new Uri(peer.BaseUrl, quoted).AbsoluteUri,
        };
        peer.Documents[path] = stamp;
        return stamp;
    }

    private static JsonObject Request(Peer peer, string id, Uri quoted, string quoting)
    {
        var note = (JsonObject)peer.Create("<p>Look at this</p>", quoting)["object"]!.DeepClone();
        note["quote"] = quoted.AbsoluteUri;
        var request = peer.Activity("QuoteRequest", id, quoted.AbsoluteUri);
        request["instrument"] = note;
        return request;
    }

    private static JsonObject Accept(Peer peer, JsonNode request, string id, string? result)
    {
        var accept = peer.Activity("Accept", id, request.DeepClone());
        accept["object"]!["instrument"] = (string?)request["instrument"]!["id"];
        if (result is not null)
            accept["result"] = new Uri(peer.BaseUrl, result).AbsoluteUri;
        return accept;
    }

    // Alice quotes what the peer said.
    private static async Task<Notice> QuoteAsync(Scene scene, Visibility visibility = Visibility.Public)
    {
        await scene.DeliverAsync(scene.Peer.Create("<p>Words of peer</p>", "/notes/1"));
        var known = await scene.Server.AskAsync(db => db.Notices.Select(n => n.Id).SingleAsync());
        return await scene.Alice.PostAsync(new Draft("Hear, hear.", visibility, QuotedId: known));
    }

    private static Task<QuoteState> StateAsync(Scene scene, Notice quoting) =>
        scene.Server.AskAsync(db => db.Quotes.Where(q => q.NoticeId == quoting.Id).Select(q => q.State).SingleAsync());

    private static async Task<JsonNode> ReceivedAsync(Peer peer, string type)
    {
        await Wait.UntilAsync(() => Task.FromResult(peer.Received.Any(IsIt)));
        return peer.Received.Last(IsIt);

        // Answers to follows are answers, too.
        bool IsIt(JsonNode activity) => (string?)activity["type"] == type
            && (type is not ("Accept" or "Reject") || (string?)activity["object"]?["type"] == "QuoteRequest");
    }
}
