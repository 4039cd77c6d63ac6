using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Signatures;
using Microblog.Tests.Documents;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>RFC 9421 beside draft-cavage, both ways, and the second knock.</summary>
public sealed class SignatureTests
{
    [Theory, EachDatabase]
    public async Task A_request_signed_by_RFC_9421_is_let_in(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);

        using var answer = await scene.Peer.SendByRfc9421Async(scene.Server, Bytes(scene.Peer.Create("<p>Hi.</p>", "/notes/1")));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await scene.Server.WaitUntilIdleAsync();
        Assert.Equal("<p>Hi.</p>", Assert.Single(await scene.Alice.HomeAsync()));
    }

    [Theory, EachDatabase]
    public async Task The_document_that_holds_a_strangers_key_is_fetched_once(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var stranger = await Peer.StartAsync("127.0.0.2");

        await scene.DeliverAsync(stranger.Create("<p>Hi.</p>", "/notes/1", to: scene.Alice.Actor.Uri.AbsoluteUri), by: stranger);

        Assert.True(await scene.Server.AskAsync(db => db.Actors.AnyAsync(a => a.Uri == stranger.ActorId && a.DisplayName == "Peer")));
        Assert.Equal(1, stranger.Fetches);
    }

    [Fact]
    public async Task Another_document_of_the_same_server_is_not_taken_for_the_keys_owner()
    {
        await using var scene = await Scene.SetAsync(TestDatabase.Sqlite);
        await using var stranger = await Peer.StartAsync("127.0.0.2");
        var key = new Uri(stranger.BaseUrl, "/uploads/1#main-key");
        stranger.Documents["/uploads/1"] = new JsonObject
        {
            ["id"] = stranger.ActorId.AbsoluteUri,
            ["type"] = "Person",
            ["preferredUsername"] = "peer",
            ["name"] = "Forged",
            ["inbox"] = stranger.ActorId.AbsoluteUri + "/inbox",
            ["publicKey"] = new JsonObject
            {
                ["id"] = key.AbsoluteUri,
                ["owner"] = stranger.ActorId.AbsoluteUri,
                ["publicKeyPem"] = stranger.Key.ExportPublicPem(),
            },
        };

        using var answer = await stranger.SendAsync(
            scene.Server,
            stranger.Create("<p>Hi.</p>", "/notes/1"),
            request =>
            {
                var signature = request.Headers.GetValues("Signature").Single().Replace(stranger.KeyId.AbsoluteUri, key.AbsoluteUri, StringComparison.Ordinal);
                request.Headers.Remove("Signature");
                request.Headers.TryAddWithoutValidation("Signature", signature);
            });

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(1, stranger.Fetches);
        Assert.False(await scene.Server.AskAsync(db => db.Actors.AnyAsync(a => a.DisplayName == "Forged")));
    }

    [Theory]
    [InlineData("Signature"), InlineData("Signature-Input"), InlineData("Content-Digest")]
    public async Task A_request_that_lacks_a_part_of_RFC_9421_is_not(string header)
    {
        await using var scene = await Scene.SetAsync(TestDatabase.Sqlite);

        using var answer = await scene.Peer.SendByRfc9421Async(
            scene.Server, Bytes(scene.Peer.Create("<p>Hi.</p>", "/notes/1")), request => request.Headers.Remove(header));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        await scene.NothingHappenedAsync();
    }

    [Fact]
    public async Task A_changed_body_is_refused_under_RFC_9421()
    {
        await using var scene = await Scene.SetAsync(TestDatabase.Sqlite);

        using var answer = await scene.Peer.SendByRfc9421Async(
            scene.Server,
            Bytes(scene.Peer.Create("<p>Hi.</p>", "/notes/1")),
            request => request.Content = new ByteArrayContent(Bytes(scene.Peer.Create("<p>Lies.</p>", "/notes/1"))));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        await scene.NothingHappenedAsync();
    }

    [Theory, EachDatabase]
    public async Task A_server_that_reads_RFC_9421_alone_is_knocked_at_twice_once(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.PeerFollowsAliceAsync();
        var schemes = new List<string>();
        scene.Peer.Inbox = http =>
        {
            lock (schemes)
                schemes.Add(http.Request.Headers.ContainsKey("Signature-Input") ? "rfc" : "draft");
            if (!http.Request.Headers.ContainsKey("Signature-Input"))
                http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        };

        await scene.Alice.PostAsync("One.");
        await Wait.UntilAsync(() => Task.FromResult(scene.Peer.Received.Count(IsCreate) == 1));
        await scene.Alice.PostAsync("Two.");
        await Wait.UntilAsync(() => Task.FromResult(scene.Peer.Received.Count(IsCreate) == 2));

        // The peer took draft-cavage for the Accept, so its word is asked first once more.
        Assert.Equal(["draft", "rfc", "rfc"], schemes);
    }

    [Fact]
    public async Task What_is_sent_to_a_server_that_signs_by_RFC_9421_is_signed_so_and_verifies()
    {
        await using var scene = await Scene.SetAsync(TestDatabase.Sqlite);
        using var _ = await scene.Peer.SendByRfc9421Async(
            scene.Server, Bytes(scene.Peer.Activity("Follow", "/follows/1", scene.Alice.Actor.Uri.AbsoluteUri)));
        await Wait.UntilAsync(() => Task.FromResult(scene.Peer.Received.Any(a => (string?)a["type"] == "Accept")));
        var key = ActorParser.Parse(await scene.Server.DocumentAsync($"/users/{scene.Alice.ActorId}")).PublicKey!.Pem;
        Assert.True(PublicKey.TryParse(key, out var alice, out var why), why);
        SignatureOutcome? outcome = null;
        scene.Peer.Inbox = async http =>
        {
            http.Request.EnableBuffering();
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            http.Request.Body.Position = 0;
            var request = new SignedRequest("POST", http.Request.Path, name => (IReadOnlyList<string?>)http.Request.Headers[name]);
            outcome = RequestSignature.TryRead(request, out var signature, out var unread)
                ? signature.Check(body.ToArray(), alice, TimeProvider.System.GetUtcNow(), scene.Peer.BaseUrl)
                : unread;
            Assert.Equal(SignatureScheme.Rfc9421, signature?.Scheme);
        };

        await scene.Alice.PostAsync("Hello.");
        await Wait.UntilAsync(() => Task.FromResult(scene.Peer.Received.Any(IsCreate)));

        Assert.Equal(SignatureOutcome.Valid, outcome);
    }

    private static bool IsCreate(JsonNode activity) => (string?)activity["type"] == "Create";

    private static byte[] Bytes(JsonNode activity) => Encoding.UTF8.GetBytes(activity.ToJsonString());
}
