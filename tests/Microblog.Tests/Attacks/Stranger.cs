using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Signatures;
using Microblog.Tests.Support;

namespace Microblog.Tests.Attacks;

/// <summary>An actor of one of the <see cref="Strangers"/>: its document can be changed, and it signs as a test wants.</summary>
internal sealed class Stranger
{
    private static readonly SigningKey Shared = SigningKey.FromPem(RsaKeys.Generate().PrivatePem);

    public Stranger(Strangers home, string host, string name, bool sharesKey)
    {
        Key = sharesKey ? Shared : SigningKey.FromPem(RsaKeys.Generate().PrivatePem);
        Home = home;
        Host = host;
        Id = home.At(host, $"/users/{name}");
        KeyId = new Uri(Id.AbsoluteUri + "#main-key");
        Document = new JsonObject
        {
            ["@context"] = new JsonArray("https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"),
            ["id"] = Id.AbsoluteUri,
            ["type"] = "Person",
            ["preferredUsername"] = name,
            ["inbox"] = Id.AbsoluteUri + "/inbox",
            ["publicKey"] = KeyObject(KeyId, Id),
        };
    }

    public Strangers Home { get; }

    public string Host { get; }

    public Uri Id { get; }

    public Uri KeyId { get; set; }

    public SigningKey Key { get; }

    /// <summary>What its server says of it; change it as you like.</summary>
    public JsonObject Document { get; }

    public string Address => $"{(string)Document["preferredUsername"]!}@{Id.Authority}";

    public Uri At(string path) => Home.At(Host, path);

    public JsonObject KeyObject(Uri id, Uri owner) => new()
    {
        ["id"] = id.AbsoluteUri,
        ["owner"] = owner.AbsoluteUri,
        ["publicKeyPem"] = Key.ExportPublicPem(),
    };

    public JsonObject Activity(string type, string path, JsonNode? about) => new()
    {
        ["@context"] = "https://www.w3.org/ns/activitystreams",
        ["id"] = At(path).AbsoluteUri,
        ["type"] = type,
        ["actor"] = Id.AbsoluteUri,
        ["object"] = about,
    };

    /// <summary>A note of its own, which its server has from now on.</summary>
    public JsonObject Note(string path, string html) => Home.Note(At(path), Id, html);

    public JsonObject Create(string path, string html) => Activity("Create", path + "/activity", Note(path, html).DeepClone());

    public Task<HttpResponseMessage> SendAsync(TestServer server, JsonNode activity, string path = "/inbox") =>
        SendAsync(server, Encoding.UTF8.GetBytes(activity.ToJsonString()), path);

    public async Task<HttpResponseMessage> SendAsync(TestServer server, byte[] body, string path = "/inbox")
    {
        var target = new Uri(server.BaseUrl, path);
        var headers = CavageSigner.Sign("POST", target, TimeProvider.System.GetUtcNow(), body, KeyId, Key);
        using var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypes.ActivityJson);
        request.Headers.TryAddWithoutValidation("Date", headers.Date);
        request.Headers.TryAddWithoutValidation("Digest", headers.Digest);
        request.Headers.TryAddWithoutValidation("Signature", headers.Signature);
        return await server.PasserBy.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Sends what only looks signed, by whatever key: it costs the sender nothing.</summary>
    public static async Task<HttpResponseMessage> SendForgedAsync(TestServer server, JsonNode activity, Uri keyId)
    {
        var body = Encoding.UTF8.GetBytes(activity.ToJsonString());
        var digest = "SHA-256=" + Convert.ToBase64String(SHA256.HashData(body));
        var date = TimeProvider.System.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        var signature = $"keyId=\"{keyId}\",algorithm=\"rsa-sha256\",headers=\"(request-target) host date digest\",signature=\"{new string('A', 344)}\"";
        return await new Letter(body, date, digest, signature).SendAsync(server);
    }

    /// <summary>Signs once what can be sent any number of times.</summary>
    public Letter Signed(TestServer server, JsonNode activity)
    {
        var body = Encoding.UTF8.GetBytes(activity.ToJsonString());
        var headers = CavageSigner.Sign("POST", new Uri(server.BaseUrl, "/inbox"), TimeProvider.System.GetUtcNow(), body, KeyId, Key);
        return new Letter(body, headers.Date, headers.Digest!, headers.Signature);
    }

    /// <summary>Asks for a document, signed.</summary>
    public async Task<HttpResponseMessage> AskAsync(TestServer server, string path)
    {
        var target = new Uri(server.BaseUrl, path);
        var headers = CavageSigner.Sign("GET", target, TimeProvider.System.GetUtcNow(), digest: null, KeyId, Key);
        using var request = new HttpRequestMessage(HttpMethod.Get, target);
        request.Headers.TryAddWithoutValidation("Accept", MediaTypes.Accept);
        request.Headers.TryAddWithoutValidation("Date", headers.Date);
        request.Headers.TryAddWithoutValidation("Signature", headers.Signature);
        return await server.PasserBy.SendAsync(request, TestContext.Current.CancellationToken);
    }
}

/// <summary>A signed activity that is ready to be posted.</summary>
internal sealed record Letter(byte[] Body, string Date, string Digest, string Signature)
{
    /// <summary>Posts it to the shared inbox.</summary>
    /// <param name="from">The address that a proxy says it comes from; null for none.</param>
    public async Task<HttpResponseMessage> SendAsync(TestServer server, string? from = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/inbox") { Content = new ByteArrayContent(Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypes.ActivityJson);
        request.Headers.TryAddWithoutValidation("Date", Date);
        request.Headers.TryAddWithoutValidation("Digest", Digest);
        request.Headers.TryAddWithoutValidation("Signature", Signature);
        if (from is not null)
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", from);
        return await server.PasserBy.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
