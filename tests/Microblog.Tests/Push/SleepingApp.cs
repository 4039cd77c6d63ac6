using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microblog.Tests.ClientApi;
using Microblog.Tests.Support;

namespace Microblog.Tests.Push;

/// <summary>An app that sleeps, and the push service that keeps messages for it.</summary>
internal sealed class SleepingApp : IAsyncDisposable
{
    private readonly Peer service;
    private readonly ECDiffieHellman key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] secret = RandomNumberGenerator.GetBytes(16);

    private SleepingApp(Peer service)
    {
        this.service = service;
        service.Inbox = KeepAsync;
    }

    public Uri Endpoint => new(service.BaseUrl, "/push/abc");

    /// <summary>What the service answers.</summary>
    public HttpStatusCode Answers { get; set; } = HttpStatusCode.Created;

    /// <summary>What was brought to the service, in order.</summary>
    public ConcurrentQueue<Message> Messages { get; } = new();

    public string Key => Base64Url.EncodeToString(Point);

    public string Secret => Base64Url.EncodeToString(secret);

    /// <summary>The private half of <see cref="Key"/>.</summary>
    public string PrivateKey => Base64Url.EncodeToString(key.ExportParameters(includePrivateParameters: true).D);

    private byte[] Point
    {
        get
        {
            var q = key.ExportParameters(includePrivateParameters: false).Q;
            return [4, .. q.X!, .. q.Y!];
        }
    }

    public static async Task<SleepingApp> StartAsync() => new(await Peer.StartAsync());

    /// <summary>Asks a server to tell of these kinds.</summary>
    public Task<JsonElement> SubscribeAsync(Person person, bool isStandard, string policy, params string[] alerts) => person.SendAsync(
        HttpMethod.Post,
        "/api/v1/push/subscription",
        [
            ("subscription[endpoint]", Endpoint.AbsoluteUri),
            ("subscription[keys][p256dh]", Key),
            ("subscription[keys][auth]", Secret),
            ("subscription[standard]", isStandard ? "true" : "false"),
            ("data[policy]", policy),
            .. alerts.Select(a => ($"data[alerts][{a}]", "true")),
        ]);

    /// <summary>The messages, as the app reads them: it has the key.</summary>
    public IReadOnlyList<JsonElement> Read() => [.. Messages.Select(Read)];

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        key.Dispose();
    }

    private JsonElement Read(Message message)
    {
        var plain = message.Coding == "aes128gcm" ? Decrypt(message.Body) : DecryptOlder(message);
        using var json = JsonDocument.Parse(plain);
        return json.RootElement.Clone();
    }

    // RFC 8188 §2.1: salt, size of records, length of the key's name, the name; then one record that ends with 2.
    private byte[] Decrypt(byte[] body)
    {
        Assert.Equal([0, 0, 16, 0, 65], body[16..21]);
        var (salt, theirs, record) = (body[..16], body[21..86], body[86..]);
        var shared = HKDF.DeriveKey(HashAlgorithmName.SHA256, Agree(theirs), 32, secret, [.. "WebPush: info\0"u8, .. Point, .. theirs]);
        var plain = Open(shared, salt, "Content-Encoding: aes128gcm\0"u8.ToArray(), "Content-Encoding: nonce\0"u8.ToArray(), record);
        Assert.Equal(2, plain[^1]);
        return plain[..^1];
    }

    // The fourth draft: salt and key in headers, the length of the padding first.
    private byte[] DecryptOlder(Message message)
    {
        var salt = Base64Url.DecodeFromChars(message.Salt!);
        var theirs = Base64Url.DecodeFromChars(message.Dh!);
        byte[] context = [.. "P-256\0"u8, 0, 65, .. Point, 0, 65, .. theirs];
        var shared = HKDF.DeriveKey(HashAlgorithmName.SHA256, Agree(theirs), 32, secret, "Content-Encoding: auth\0"u8.ToArray());
        var plain = Open(shared, salt, [.. "Content-Encoding: aesgcm\0"u8, .. context], [.. "Content-Encoding: nonce\0"u8, .. context], message.Body);
        Assert.Equal([0, 0], plain[..2]);
        return plain[2..];
    }

    private byte[] Agree(byte[] theirs)
    {
        using var other = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = theirs[1..33], Y = theirs[33..65] },
        });
        return key.DeriveRawSecretAgreement(other.PublicKey);
    }

    private static byte[] Open(byte[] shared, byte[] salt, byte[] keyInfo, byte[] nonceInfo, byte[] sealedText)
    {
        using var cipher = new AesGcm(HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 16, salt, keyInfo), 16);
        var plain = new byte[sealedText.Length - 16];
        cipher.Decrypt(HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 12, salt, nonceInfo), sealedText[..^16], sealedText[^16..], plain);
        return plain;
    }

    private async Task KeepAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        Messages.Enqueue(new(
            http.Request.Path,
            http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray()));
        http.Response.StatusCode = (int)Answers;
    }

    /// <summary>What the service was brought.</summary>
    internal sealed record Message(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
    {
        /// <summary>Of the older coding.</summary>
        public string? Salt => Headers.GetValueOrDefault("Encryption")?.Split("salt=")[1];

        /// <inheritdoc cref="Salt"/>
        public string? Dh => Headers.GetValueOrDefault("Crypto-Key")?.Split("dh=")[1].Split(';')[0];

        public string Coding => Headers["Content-Encoding"];
    }
}
