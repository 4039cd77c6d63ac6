using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Signatures;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Microblog.Tests.Support;

/// <summary>A server elsewhere with one actor, "peer": answers what it is told to answer, keeps what it is sent, and signs what it sends.</summary>
public sealed class Peer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly RsaKeyPair keys = RsaKeyPool.Sequence()();

    private Peer(WebApplication app, Uri baseUrl)
    {
        this.app = app;
        BaseUrl = baseUrl;
        Key = SigningKey.FromPem(keys.PrivatePem);
    }

    public Uri BaseUrl { get; }

    public Uri ActorId => new(BaseUrl, "/peer");

    public Uri KeyId => new(BaseUrl, "/peer#main-key");

    public SigningKey Key { get; set; }

    public Uri ProofKeyId => new(BaseUrl, "/peer#proof-key");

    /// <summary>What proofs in its documents are made with.</summary>
    public SigningKey ProofKey { get; set; } = SigningKey.FromPem(Ed25519Keys.Generate().PrivatePem);

    public string Address => $"peer@{BaseUrl.Authority}";

    /// <summary>Dates what it sends.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>What its inbox received, in order.</summary>
    public ConcurrentQueue<JsonNode> Received { get; } = new();

    /// <summary>What it answers for paths other than its actor's, such as <c>/notes/1</c>.</summary>
    public ConcurrentDictionary<string, JsonNode> Documents { get; } = new(StringComparer.Ordinal);

    /// <summary>Files that are no documents, by their paths.</summary>
    public ConcurrentDictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>How it answers for a path instead; null, also of what it returns, for what <see cref="Documents"/> says.</summary>
    public Func<string, HttpStatusCode?>? Answer { get; set; }

    /// <summary>The paths of <see cref="Documents"/> that were asked for, there or not, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>The resources that WebFinger was asked for, in order.</summary>
    public ConcurrentQueue<string> LookedUp { get; } = new();

    /// <summary>Changes what it says of its actor.</summary>
    public Action<JsonObject>? Describe { get; set; }

    /// <summary>What its actor is.</summary>
    public string Kind { get; set; } = "Person";

    /// <summary>How its inbox answers; 202 unless a test says otherwise.</summary>
    public Func<HttpContext, Task>? Inbox { get; set; }

    /// <summary>Asked before the actor is shown; null shows it to everybody.</summary>
    public Func<HttpRequest, bool>? MayFetch { get; set; }

    /// <summary>Requests to the inbox, whatever became of them.</summary>
    public int Knocks => knocks;

    /// <summary>Requests for the actor or its key.</summary>
    public int Fetches => fetches;

    /// <summary>Answers <see cref="GoneAs"/> for the actor from now on: 200 with a Tombstone.</summary>
    public bool IsGone { get; set; }

    public HttpStatusCode GoneAs { get; set; } = HttpStatusCode.Gone;

    private int knocks;
    private int fetches;

    public static async Task<Peer> StartAsync(string address = "127.0.0.1")
    {
        var port = FreePort.Take();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel((KestrelServerOptions kestrel) => kestrel.Listen(IPAddress.Parse(address), port));
        var web = builder.Build();
        var peer = new Peer(web, new Uri($"http://{address}:{port}"));
        web.MapGet("/peer", peer.ServeActor);
        web.MapGet("/.well-known/webfinger", peer.ServeWebFinger);
        web.MapGet("/{**path}", peer.ServeDocument);
        web.MapPost("/{**path}", peer.ReceiveAsync);
        await web.StartAsync();
        return peer;
    }

    /// <summary>A Create of a note by this actor, as Mastodon would send it.</summary>
    public JsonObject Create(string html, string id, string? to = null) => Activity("Create", $"{id}/activity", new JsonObject
    {
        ["id"] = new Uri(BaseUrl, id).AbsoluteUri,
        ["type"] = "Note",
        ["attributedTo"] = ActorId.AbsoluteUri,
        ["content"] = html,
        ["published"] = "2026-01-02T03:04:05Z",
        ["to"] = new JsonArray(to ?? Addressing.Public.AbsoluteUri),
        ["cc"] = new JsonArray(ActorId.AbsoluteUri + "/followers"),
    });

    /// <summary>A note by this actor, which its server has from now on.</summary>
    public JsonObject Publish(string html, string id, string? to = null)
    {
        var note = (JsonObject)Create(html, id, to)["object"]!.DeepClone();
        note.Insert(0, "@context", "https://www.w3.org/ns/activitystreams");
        Documents[id] = note;
        return note;
    }

    /// <summary>As <see cref="Publish"/>.</summary>
    /// <returns>The note's id.</returns>
    public Uri PublishAt(string path, string html) => new((string)Publish(html, path)["id"]!);

    /// <summary>An Announce by this actor, as Mastodon would send it.</summary>
    public JsonObject Announce(string id, JsonNode about)
    {
        var announce = Activity("Announce", id, about);
        announce["published"] = "2026-02-02T03:04:05Z";
        announce["to"] = new JsonArray(Addressing.Public.AbsoluteUri);
        announce["cc"] = new JsonArray(ActorId.AbsoluteUri + "/followers");
        return announce;
    }

    public JsonObject Activity(string type, string id, JsonNode about) => new()
    {
        ["@context"] = "https://www.w3.org/ns/activitystreams",
        ["id"] = new Uri(BaseUrl, id).AbsoluteUri,
        ["type"] = type,
        ["actor"] = ActorId.AbsoluteUri,
        ["object"] = about,
    };

    /// <summary>Sends an activity to a server's shared inbox, signed as it should be unless a test changes the request.</summary>
    public Task<HttpResponseMessage> SendAsync(TestServer server, JsonNode activity, Action<HttpRequestMessage>? change = null) =>
        SendAsync(server, Encoding.UTF8.GetBytes(activity.ToJsonString(Plain)), change: change);

    public Task<HttpResponseMessage> SendAsync(
        TestServer server, byte[] body, DateTimeOffset? date = null, Action<HttpRequestMessage>? change = null) =>
        SendAsync(server.PasserBy, server.BaseUrl, body, date, change);

    /// <summary>An activity that goes to a collection or another actor.</summary>
    public JsonObject Activity(string type, string id, Uri about, Uri target)
    {
        var activity = Activity(type, id, about.AbsoluteUri);
        activity["target"] = target.AbsoluteUri;
        return activity;
    }

    /// <summary>Follows somebody on a server that runs as a process of its own.</summary>
    public async Task FollowAsync(HttpClient server, Uri baseUrl, Uri actorId)
    {
        var follow = Activity("Follow", "/follows/1", actorId.AbsoluteUri);
        using var answer = await SendAsync(server, baseUrl, Encoding.UTF8.GetBytes(follow.ToJsonString()));
        answer.EnsureSuccessStatusCode();
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpClient server, Uri baseUrl, byte[] body, DateTimeOffset? date = null, Action<HttpRequestMessage>? change = null)
    {
        var target = new Uri(baseUrl, "/inbox");
        var headers = CavageSigner.Sign("POST", target, date ?? Clock.GetUtcNow(), body, KeyId, Key);
        using var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", MediaTypes.ActivityJson);
        request.Headers.TryAddWithoutValidation("Date", headers.Date);
        request.Headers.TryAddWithoutValidation("Digest", headers.Digest);
        request.Headers.TryAddWithoutValidation("Signature", headers.Signature);
        change?.Invoke(request);
        return await server.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>The document with this actor's proof in it.</summary>
    public byte[] Prove(JsonObject document)
    {
        document["@context"] = new JsonArray("https://www.w3.org/ns/activitystreams", "https://w3id.org/security/data-integrity/v1");
        return ProofSigner.Sign(Encoding.UTF8.GetBytes(document.ToJsonString()), ProofKey, ProofKeyId, TimeProvider.System.GetUtcNow());
    }

    /// <summary>Sends a body to a server's shared inbox, signed by RFC 9421 unless a test changes the request.</summary>
    public async Task<HttpResponseMessage> SendByRfc9421Async(TestServer server, byte[] body, Action<HttpRequestMessage>? change = null)
    {
        var target = new Uri(server.BaseUrl, "/inbox");
        var fields = MessageSigner.Sign("POST", target, TimeProvider.System.GetUtcNow(), body, KeyId, Key);
        using var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", MediaTypes.ActivityJson);
        request.Headers.TryAddWithoutValidation("Content-Digest", fields.ContentDigest);
        request.Headers.TryAddWithoutValidation("Signature-Input", fields.SignatureInput);
        request.Headers.TryAddWithoutValidation("Signature", fields.Signature);
        change?.Invoke(request);
        return await server.PasserBy.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Asks a server for a document, signed unless a test changes the request.</summary>
    public async Task<HttpResponseMessage> AskAsync(TestServer server, string path, Action<HttpRequestMessage>? change = null)
    {
        var target = new Uri(server.BaseUrl, path);
        var headers = CavageSigner.Sign("GET", target, TimeProvider.System.GetUtcNow(), digest: null, KeyId, Key);
        using var request = new HttpRequestMessage(HttpMethod.Get, target);
        request.Headers.TryAddWithoutValidation("Accept", MediaTypes.Accept);
        request.Headers.TryAddWithoutValidation("Date", headers.Date);
        request.Headers.TryAddWithoutValidation("Signature", headers.Signature);
        change?.Invoke(request);
        return await server.PasserBy.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static JsonSerializerOptions Plain { get; } = new() { MaxDepth = 100_000 };

    private IResult Tombstone => Results.Json(new JsonObject { ["id"] = ActorId.AbsoluteUri, ["type"] = "Tombstone" }, contentType: "application/activity+json");

    private IResult ServeActor(HttpContext http)
    {
        Interlocked.Increment(ref fetches);
        if (MayFetch?.Invoke(http.Request) == false)
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        if (IsGone)
            return GoneAs == HttpStatusCode.OK ? Tombstone : Results.StatusCode((int)GoneAs);
        var actor = new JsonObject
        {
            ["@context"] = new JsonArray("https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"),
            ["id"] = ActorId.AbsoluteUri,
            ["type"] = Kind,
            ["preferredUsername"] = "peer",
            ["name"] = "Peer",
            ["inbox"] = ActorId.AbsoluteUri + "/inbox",
            ["followers"] = ActorId.AbsoluteUri + "/followers",
            ["publicKey"] = new JsonObject
            {
                ["id"] = KeyId.AbsoluteUri,
                ["owner"] = ActorId.AbsoluteUri,
                ["publicKeyPem"] = Key.ExportPublicPem(),
            },
            ["assertionMethod"] = new JsonArray(new JsonObject
            {
                ["id"] = ProofKeyId.AbsoluteUri,
                ["type"] = "Multikey",
                ["controller"] = ActorId.AbsoluteUri,
                ["publicKeyMultibase"] = ProofKey.ExportPublicMultikey(),
            }),
        };
        Describe?.Invoke(actor);
        return Results.Text(actor.ToJsonString(), MediaTypes.ActivityJson);
    }

    private IResult ServeDocument(HttpContext http)
    {
        Asked.Enqueue(http.Request.Path.Value!);
        if (Answer?.Invoke(http.Request.Path.Value!) is { } status)
            return Results.StatusCode((int)status);
        if (Files.TryGetValue(http.Request.Path.Value!, out var file))
            return Results.Bytes(file, "application/octet-stream");
        return Documents.TryGetValue(http.Request.Path.Value!, out var document)
            ? Results.Text(document.ToJsonString(), MediaTypes.ActivityJson)
            : Results.NotFound();
    }

    private IResult ServeWebFinger(string resource)
    {
        LookedUp.Enqueue(resource);
        return resource.Equals("acct:" + Address, StringComparison.OrdinalIgnoreCase) ? WebFinger() : Results.NotFound();
    }

    private IResult WebFinger() => Results.Text(
        new JsonObject
        {
            ["subject"] = "acct:" + Address,
            ["links"] = new JsonArray(new JsonObject
            {
                ["rel"] = "self",
                ["type"] = MediaTypes.ActivityJson,
                ["href"] = ActorId.AbsoluteUri,
            }),
        }.ToJsonString(),
        MediaTypes.JsonResourceDescriptor);

    private async Task ReceiveAsync(HttpContext http)
    {
        Interlocked.Increment(ref knocks);
        http.Response.StatusCode = StatusCodes.Status202Accepted;
        if (Inbox is { } answer)
            await answer(http);
        if (http.Response.StatusCode == StatusCodes.Status202Accepted && !http.RequestAborted.IsCancellationRequested)
            Received.Enqueue((await JsonNode.ParseAsync(http.Request.Body))!);
    }
}
