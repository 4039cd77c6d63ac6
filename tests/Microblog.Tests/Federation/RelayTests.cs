using System.Net;
using System.Text.Json.Nodes;
using Microblog.Accounts;
using Microblog.Federation.Relays;
using Microblog.Moderation.Relays;
using Microblog.Notices;
using Microblog.Protocols.ActivityPub;
using Microblog.Tests.Pages;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>Relays of both kinds: joining, sending, hearing, leaving.</summary>
public sealed class RelayTests
{
    [Theory, EachDatabase]
    public async Task A_relay_that_accepts_is_sent_what_is_public_and_nothing_else(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        await using var relay = await Peer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        await JoinAsync(server, relay);

        await alice.PostAsync("Unlisted", Visibility.Unlisted);
        await alice.PostAsync("For followers", Visibility.Followers);
        var notice = await alice.PostAsync("For all");
        await Wait.UntilAsync(() => Task.FromResult(relay.Received.Any(a => (string?)a["type"] == "Create")));
        await alice.EditAsync(notice, new Draft("For all, edited"));
        await Wait.UntilAsync(() => Task.FromResult(relay.Received.Any(a => (string?)a["type"] == "Update")));
        await alice.DeleteAsync(notice);
        await Wait.UntilAsync(() => Task.FromResult(relay.Received.Any(a => (string?)a["type"] == "Delete")));
        await server.WaitUntilIdleAsync();

        Assert.Equal(["Create", "Update", "Delete"], relay.Received.Select(a => (string?)a["type"]));
        Assert.Equal(notice.Uri.AbsoluteUri, (string?)relay.Received.First()["object"]!["id"]);
        relay.Received.Clear();
        await using (var scope = server.NewScope())
        {
            var id = await server.AskAsync(db => db.Set<Relay>().Select(r => r.Id).SingleAsync());
            await scope.Get<RemoveRelay>().RunAsync(id, TestContext.Current.CancellationToken);
        }

        await Wait.UntilAsync(() => Task.FromResult(!relay.Received.IsEmpty));
        Assert.Equal(("Undo", "Follow"), ((string?)relay.Received.First()["type"], (string?)relay.Received.First()["object"]!["type"]));
        await alice.PostAsync("After leaving");
        await server.WaitUntilIdleAsync();
        Assert.Single(relay.Received);
    }

    [Theory, EachDatabase]
    public async Task What_a_relay_names_is_fetched_from_its_own_server(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        await using var origin = await TestServer.StartAsync();
        await using var relay = await Peer.StartAsync();
        var bob = await origin.SignUpAsync("bob");
        var told = await bob.PostAsync("Told by id #relayed");
        var passed = await bob.PostAsync("Passed on #relayed");
        var whispered = await bob.PostAsync("For followers", Visibility.Followers);
        await JoinAsync(server, relay);

        await relay.SendAsync(server, Announce(relay, 1, told.Uri));
        await relay.SendAsync(server, Announce(relay, 2, whispered.Uri));
        var forged = Forwarded("Create", passed.Uri.AbsoluteUri + "/activity", bob, new JsonObject
        {
            ["id"] = passed.Uri.AbsoluteUri,
            ["type"] = "Note",
            ["attributedTo"] = bob.Actor.Uri.AbsoluteUri,
            ["content"] = "<p>Forged by the relay</p>",
            ["to"] = new JsonArray(Addressing.Public.AbsoluteUri),
        });
        Assert.Equal(HttpStatusCode.Accepted, (await relay.SendAsync(server, forged)).StatusCode);

        await server.WaitUntilAsync(async db => await db.Notices.CountAsync() == 2);
        await server.WaitUntilIdleAsync();
        using var passerBy = new Visitor(server);
        await passerBy.OpenAsync("/tags/relayed");
        Assert.Contains("Told by id", passerBy.Words, StringComparison.Ordinal);
        Assert.Contains("Passed on", passerBy.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Forged", passerBy.Words, StringComparison.Ordinal);
        Assert.Equal(2, await server.AskAsync(db => db.Notices.CountAsync()));

        await relay.SendAsync(server, Forwarded("Delete", told.Uri.AbsoluteUri + "#one", bob, JsonValue.Create(told.Uri.AbsoluteUri)));
        await server.WaitUntilIdleAsync();
        Assert.Equal(2, await server.AskAsync(db => db.Notices.CountAsync()));
        await bob.DeleteAsync(told);
        await relay.SendAsync(server, Forwarded("Delete", told.Uri.AbsoluteUri + "#two", bob, JsonValue.Create(told.Uri.AbsoluteUri)));
        await server.WaitUntilIdleAsync();
        Assert.Equal(passed.Uri, await server.AskAsync(db => db.Notices.Select(n => n.Uri).SingleAsync()));
    }

    [Theory, EachDatabase]
    public async Task What_its_author_has_proven_is_kept_too_when_a_relay_passes_it_on(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        await using var author = await Peer.StartAsync();
        await using var relay = await Peer.StartAsync();
        await JoinAsync(server, relay);
        author.Publish("<p>For all</p>", "/notes/1");

        using var answer = await relay.SendAsync(server, author.Prove(author.Create("<p>For all</p>", "/notes/1")));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await server.WaitUntilIdleAsync();
        Assert.Equal(author.ActorId, await server.AskAsync(db => db.Notices.Select(n => n.Author!.Uri).SingleOrDefaultAsync()));
    }

    [Theory, EachDatabase]
    public async Task A_relay_passes_on_what_its_own_neighbours_say(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        await using var relay = await Peer.StartAsync();
        await JoinAsync(server, relay);
        var neighbour = new Uri(relay.BaseUrl, "/neighbour");
        relay.Documents["/neighbour"] = new JsonObject
        {
            ["@context"] = "https://www.w3.org/ns/activitystreams",
            ["id"] = neighbour.AbsoluteUri,
            ["type"] = "Person",
            ["preferredUsername"] = "neighbour",
            ["inbox"] = neighbour.AbsoluteUri + "/inbox",
        };
        relay.Publish("<p>For all</p>", "/notes/1")["attributedTo"] = neighbour.AbsoluteUri;
        var create = relay.Create("<p>For all</p>", "/notes/1");
        create["actor"] = neighbour.AbsoluteUri;
        create["object"]!["attributedTo"] = neighbour.AbsoluteUri;

        using var answer = await relay.SendAsync(server, create);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await server.WaitUntilIdleAsync();
        Assert.Equal(neighbour, await server.AskAsync(db => db.Notices.Select(n => n.Author!.Uri).SingleOrDefaultAsync()));
    }

    [Theory, EachDatabase]
    public async Task Who_is_no_relay_passes_nothing_on_and_nobody_else_answers_for_one(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        await using var origin = await TestServer.StartAsync();
        await using var relay = await Peer.StartAsync();
        await using var stranger = await Peer.StartAsync();
        var bob = await origin.SignUpAsync("bob");
        var notice = await bob.PostAsync("For all");
        var follow = await AskAsync(server, relay);

        await stranger.SendAsync(server, stranger.Activity("Accept", "/accepts/1", (string)follow["id"]!));
        await stranger.SendAsync(server, Announce(stranger, 1, notice.Uri));
        var forwarded = Forwarded("Create", notice.Uri.AbsoluteUri + "/activity", bob, new JsonObject
        {
            ["id"] = notice.Uri.AbsoluteUri,
            ["type"] = "Note",
            ["attributedTo"] = bob.Actor.Uri.AbsoluteUri,
            ["content"] = "x",
        });
        foreach (var peer in new[] { stranger, relay })
            Assert.Equal(HttpStatusCode.Unauthorized, (await peer.SendAsync(server, forwarded)).StatusCode);

        await server.WaitUntilIdleAsync();
        Assert.Equal(RelayState.Pending, await server.AskAsync(db => db.Set<Relay>().Select(r => r.State).SingleAsync()));
        Assert.False(await server.AskAsync(db => db.Notices.AnyAsync()));
        await relay.SendAsync(server, relay.Activity("Reject", "/rejects/1", (string)follow["id"]!));
        await server.WaitUntilAsync(db => db.Set<Relay>().AnyAsync(r => r.State == RelayState.Rejected));
    }

    [Theory, EachDatabase]
    public async Task A_LitePub_relay_and_this_server_follow_each_other_and_announce_notes(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        await using var origin = await TestServer.StartAsync();
        await using var relay = await Peer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var theirs = await (await origin.SignUpAsync("bob")).PostAsync("From elsewhere");
        var follow = await AskAsync(server, relay, RelayProtocol.LitePub);
        Assert.Equal(relay.ActorId.AbsoluteUri, (string?)follow["object"]);

        await relay.SendAsync(server, relay.Activity("Accept", "/accepts/1", follow.DeepClone()));
        await relay.SendAsync(server, relay.Activity("Follow", "/follows/1", $"{server.BaseUrl}users/1"));
        await Wait.UntilAsync(() => Task.FromResult(relay.Received.Any(a => (string?)a["type"] == "Accept")));
        await server.WaitUntilAsync(db => db.Set<Relay>().AnyAsync(r => r.State == RelayState.Accepted));
        relay.Received.Clear();
        var notice = await alice.PostAsync("For all");
        await relay.SendAsync(server, Announce(relay, 1, theirs.Uri));

        await Wait.UntilAsync(() => Task.FromResult(!relay.Received.IsEmpty));
        var announce = relay.Received.Single();
        Assert.Equal(("Announce", $"{server.BaseUrl}users/1", notice.Uri.AbsoluteUri), ((string?)announce["type"], (string?)announce["actor"], (string?)announce["object"]));
        await server.WaitUntilAsync(db => db.Notices.AnyAsync(n => n.Uri == theirs.Uri));
        await alice.DeleteAsync(notice);
        await Wait.UntilAsync(() => Task.FromResult(relay.Received.Any(a => (string?)a["type"] == "Undo")));
    }

    [Fact]
    public void A_relay_has_us_fetch_so_much_in_a_minute_and_no_more()
    {
        var clock = new FakeClock();
        var pace = new RelayPace(clock);

        Assert.Equal(RelayPace.PerMinute, Enumerable.Range(0, RelayPace.PerMinute + 50).Count(_ => pace.Allows(1)));
        Assert.True(pace.Allows(2));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(pace.Allows(1));
    }

    [Fact]
    public async Task An_administrator_asks_a_relay_on_a_page_and_moderators_do_not()
    {
        await using var server = await TestServer.StartAsync();
        await using var relay = await Peer.StartAsync();
        using var administrator = await Visitor.SignedInAsync(server, await server.SignUpAsync("boss", Role.Administrator));
        using var moderator = await Visitor.SignedInAsync(server, await server.SignUpAsync("helper", Role.Moderator));
        await administrator.OpenAsync("/moderation/relays");

        await administrator.SubmitAsync("/moderation/relays", ("address", "no address"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, administrator.Status);
        Assert.Equal("no address", administrator.Page.QuerySelector("#address")!.GetAttribute("value"));
        await administrator.SubmitAsync("/moderation/relays", ("address", $"{relay.BaseUrl}inbox"));

        Assert.Contains($"{relay.BaseUrl}inbox", administrator.Words, StringComparison.Ordinal);
        await moderator.OpenAsync("/moderation/relays");
        Assert.NotEqual(HttpStatusCode.OK, moderator.Status);
    }

    internal static async Task JoinAsync(TestServer server, Peer relay)
    {
        var follow = await AskAsync(server, relay);
        Assert.Equal(Addressing.Public.AbsoluteUri, (string?)follow["object"]);
        Assert.Equal($"{server.BaseUrl}users/1", (string?)follow["actor"]);
        await relay.SendAsync(server, relay.Activity("Accept", "/accepts/1", follow.DeepClone()));
        await server.WaitUntilAsync(db => db.Set<Relay>().AnyAsync(r => r.State == RelayState.Accepted));
    }

    private static async Task<JsonNode> AskAsync(TestServer server, Peer relay, RelayProtocol protocol = RelayProtocol.Mastodon)
    {
        await using var scope = server.NewScope();
        var address = protocol == RelayProtocol.Mastodon ? $"{relay.BaseUrl}inbox" : relay.ActorId.AbsoluteUri;
        await scope.Get<AddRelay>().RunAsync(address, protocol, scope.Get<TimeProvider>().GetUtcNow(), TestContext.Current.CancellationToken);
        await Wait.UntilAsync(() => Task.FromResult(!relay.Received.IsEmpty));
        Assert.True(relay.Received.TryDequeue(out var follow));
        Assert.Equal("Follow", (string?)follow["type"]);
        return follow;
    }

    private static JsonObject Announce(Peer relay, int number, Uri note)
    {
        var announce = relay.Activity("Announce", $"/announces/{number}", note.AbsoluteUri);
        announce["to"] = new JsonArray(Addressing.Public.AbsoluteUri);
        return announce;
    }

    private static JsonObject Forwarded(string type, string id, Person by, JsonNode about) => new()
    {
        ["@context"] = "https://www.w3.org/ns/activitystreams",
        ["id"] = id,
        ["type"] = type,
        ["actor"] = by.Actor.Uri.AbsoluteUri,
        ["object"] = about,
    };
}
