using System.Net;
using System.Text.Json.Nodes;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>Alice here follows an actor elsewhere.</summary>
internal sealed class Scene(TestServer server, Person alice, Peer peer) : IAsyncDisposable
{
    public TestServer Server { get; } = server;

    public Person Alice { get; } = alice;

    public Peer Peer { get; } = peer;

    /// <summary>Sets it: both servers run, and the follow is accepted.</summary>
    /// <param name="clock">The server's, where that is not the real one: what the peer sends is dated by it.</param>
    public static async Task<Scene> SetAsync(TestDatabase database, Action<TestServerOptions>? configure = null, string kind = "Person", TimeProvider? clock = null)
    {
        var server = await TestServer.StartAsync(database, configure);
        var peer = await Peer.StartAsync();
        peer.Kind = kind;
        peer.Clock = clock ?? TimeProvider.System;
        var alice = await server.SignUpAsync("alice");
        await alice.FollowAsync(peer.Address);
        await Wait.UntilAsync(() => Task.FromResult(!peer.Received.IsEmpty));
        Assert.True(peer.Received.TryDequeue(out var follow));
        await peer.SendAsync(server, peer.Activity("Accept", "/accepts/first", follow.DeepClone()));
        await server.WaitUntilAsync(db => db.Follows.AnyAsync(f => f.IsAccepted));
        return new Scene(server, alice, peer);
    }

    /// <summary>Lets the actor elsewhere follow alice, so that it is sent what she says.</summary>
    public async Task PeerFollowsAliceAsync()
    {
        await Peer.SendAsync(Server, Peer.Activity("Follow", "/follows/1", Alice.Actor.Uri.AbsoluteUri));
        await Wait.UntilAsync(() => Task.FromResult(Peer.Received.Any(a => (string?)a["type"] == "Accept")));
    }

    /// <summary>Sends an activity and waits until it is handled.</summary>
    /// <param name="by">Who sends; null for <see cref="Peer"/>.</param>
    public async Task DeliverAsync(JsonNode activity, Peer? by = null)
    {
        using var answer = await (by ?? Peer).SendAsync(Server, activity);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await Server.WaitUntilIdleAsync();
    }

    /// <summary>A Create of a Question, as Mastodon would send it.</summary>
    public JsonObject Question(string id, params (string Name, int Votes)[] choices)
    {
        var create = Peer.Create("<p>Which?</p>", id);
        create["object"]!["type"] = "Question";
        create["object"]!["endTime"] = "2099-01-01T00:00:00Z";
        create["object"]!["votersCount"] = choices.Sum(c => c.Votes);
        create["object"]!["oneOf"] = new JsonArray(
        [
            .. choices.Select(c => new JsonObject
            {
                ["type"] = "Note",
                ["name"] = c.Name,
                ["replies"] = new JsonObject { ["type"] = "Collection", ["totalItems"] = c.Votes },
            }),
        ]);
        return create;
    }

    /// <summary>A vote, as Mastodon would send it.</summary>
    public JsonObject VoteFor(Uri question, string choice, string id) => Peer.Activity("Create", $"{id}/activity", new JsonObject
    {
        ["id"] = new Uri(Peer.BaseUrl, id).AbsoluteUri,
        ["type"] = "Note",
        ["name"] = choice,
        ["attributedTo"] = Peer.ActorId.AbsoluteUri,
        ["inReplyTo"] = question.AbsoluteUri,
        ["to"] = Alice.Actor.Uri.AbsoluteUri,
    });

    /// <summary>Nothing was stored that a reader could see, and nothing waits.</summary>
    public async Task NothingHappenedAsync()
    {
        await Server.WaitUntilIdleAsync();
        Assert.Empty(await Alice.HomeAsync());
        Assert.False(await Server.AskAsync(db => db.Notices.AnyAsync()));
        Assert.False(await Server.AskAsync(db => db.Tombstones.AnyAsync()));
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Peer.DisposeAsync();
    }
}
