using System.Net;
using System.Text.Json.Nodes;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Signatures;
using Microblog.Tests.Documents;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>Proofs in documents: FEP-8b32.</summary>
public sealed class ProofTests
{
    [Theory, EachDatabase]
    public async Task What_is_sent_holds_a_proof_by_a_key_that_its_actor_lists(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.PeerFollowsAliceAsync();
        byte[]? sent = null;
        scene.Peer.Inbox = async http =>
        {
            http.Request.EnableBuffering();
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            http.Request.Body.Position = 0;
            sent = body.ToArray();
        };

        await scene.Alice.PostAsync("Hello.");
        await Wait.UntilAsync(() => Task.FromResult(scene.Peer.Received.Any(a => (string?)a["type"] == "Create")));

        var alice = ActorParser.Parse(await scene.Server.DocumentAsync($"/users/{scene.Alice.ActorId}"));
        var method = Assert.Single(alice.AssertionMethods);
        Assert.True(PublicKey.TryParseMultikey(method.PublicKeyMultibase, out var key, out var why), why);
        var outcome = ObjectProof.Check(sent, TimeProvider.System.GetUtcNow(), id => Ids.Same(id, method.Id) ? key : null);
        Assert.Equal(SignatureOutcome.Valid, outcome);
    }

    [Theory, EachDatabase]
    public async Task Whoever_brings_an_activity_with_its_actors_proof_is_believed(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var messenger = await Peer.StartAsync();

        using var answer = await messenger.SendAsync(scene.Server, scene.Peer.Prove(scene.Peer.Create("<p>Hi.</p>", "/notes/1")));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await scene.Server.WaitUntilIdleAsync();
        Assert.Single(await scene.Alice.HomeAsync());
        Assert.Equal(scene.Peer.ActorId, await scene.Server.AskAsync(db => db.Notices.Select(n => n.Author!.Uri).SingleAsync()));
    }

    [Theory, EachDatabase]
    public async Task Without_such_a_proof_nobody_speaks_for_another(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var messenger = await Peer.StartAsync();
        var changed = JsonNode.Parse(scene.Peer.Prove(scene.Peer.Create("<p>Hi.</p>", "/notes/1")))!;
        changed["object"]!["content"] = "<p>Lies.</p>";

        using var bare = await messenger.SendAsync(scene.Server, scene.Peer.Create("<p>Lies.</p>", "/notes/2"));
        using var forged = await messenger.SendAsync(scene.Server, changed);
        messenger.ProofKey = scene.Peer.ProofKey;
        using var borrowed = await messenger.SendAsync(scene.Server, messenger.Prove(scene.Peer.Create("<p>Lies.</p>", "/notes/3")));

        Assert.Equal(HttpStatusCode.Unauthorized, bare.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, forged.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, borrowed.StatusCode);
        await scene.NothingHappenedAsync();
    }

    [Fact]
    public async Task A_wrong_proof_is_refused_even_under_a_right_signature()
    {
        await using var scene = await Scene.SetAsync(TestDatabase.Sqlite);
        var changed = JsonNode.Parse(scene.Peer.Prove(scene.Peer.Create("<p>Hi.</p>", "/notes/1")))!;
        changed["object"]!["content"] = "<p>Lies.</p>";

        using var answer = await scene.Peer.SendAsync(scene.Server, changed);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        await scene.NothingHappenedAsync();
    }

    [Fact]
    public async Task A_linked_data_signature_is_neither_proof_nor_error()
    {
        await using var scene = await Scene.SetAsync(TestDatabase.Sqlite);
        await using var messenger = await Peer.StartAsync();
        var signed = scene.Peer.Create("<p>Hi.</p>", "/notes/1");
        signed["signature"] = new JsonObject
        {
            ["type"] = "RsaSignature2017",
            ["creator"] = scene.Peer.KeyId.AbsoluteUri,
            ["created"] = "2026-01-02T03:04:05Z",
            ["signatureValue"] = "AAAA",
        };

        using var fromAnother = await messenger.SendAsync(scene.Server, signed.DeepClone());
        using var fromTheActor = await scene.Peer.SendAsync(scene.Server, signed);

        Assert.Equal(HttpStatusCode.Unauthorized, fromAnother.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, fromTheActor.StatusCode);
        await scene.Server.WaitUntilIdleAsync();
        Assert.Equal(1, await scene.Server.AskAsync(db => db.Notices.CountAsync()));
    }
}
