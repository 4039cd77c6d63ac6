using System.Security.Cryptography;
using System.Text;
using Microblog.Protocols.Signatures;

namespace Microblog.Protocols.Tests.Signatures;

/// <summary>A request to wiki.example, signed by Alice by RFC 9421; every part can be changed afterwards.</summary>
internal sealed class MessageSigned
{
    public const string All = "\"@method\" \"@target-uri\" \"content-digest\"";

    public static readonly Uri OurAddress = new("https://wiki.example/");
    public static readonly SigningKey PrivateCurve = SigningKey.FromPem(Ed25519Keys.Generate().PrivatePem);

    public string Method { get; set; } = "POST";
    public string Target { get; set; } = "/users/7/inbox";
    public byte[] Body { get; set; } = "{\"type\":\"Follow\"}"u8.ToArray();
    public DateTimeOffset ReceivedAt { get; set; } = Signed.Now;
    public Uri ReceivedBy { get; set; } = OurAddress;
    public Dictionary<string, string[]> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public static PublicKey PublicCurve =>
        PublicKey.TryParseMultikey(PrivateCurve.ExportPublicMultikey(), out var key, out _)
            ? key
            : throw new InvalidOperationException();

    public SignedRequest Request => new(Method, Target, name => Headers.GetValueOrDefault(name) ?? []);

    public static MessageSigned Post(SigningKey? key = null) =>
        By("POST", "https://wiki.example/users/7/inbox", "{\"type\":\"Follow\"}"u8.ToArray(), key);

    public static MessageSigned Get(string path) => By("GET", "https://wiki.example" + path, null, null);

    public static string Parameters(DateTimeOffset? created = null) =>
        $";created={Signed.Seconds(created ?? Signed.Now)};keyid=\"{Signed.KeyId}\"";

    /// <summary>Signs by hand what is listed, as an independent implementation would.</summary>
    /// <param name="covered">Quoted names with one space between.</param>
    public MessageSigned SignByHand(string covered, string? parameters = null, SigningKey? key = null, Func<byte[], byte[]>? sign = null)
    {
        parameters ??= Parameters();
        var query = Target.IndexOf('?', StringComparison.Ordinal);
        var lines = covered.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => $"{name}: " + name.Trim('"') switch
        {
            "@method" => Method,
            "@target-uri" => "https://wiki.example" + Target,
            "@authority" => "wiki.example",
            "@scheme" => "https",
            "@request-target" => Target,
            "@path" => query < 0 ? Target : Target[..query],
            "@query" => query < 0 ? "?" : Target[query..],
            var header => Headers.TryGetValue(header, out var values) ? values[0].Trim() : "",
        });
        var text = Encoding.UTF8.GetBytes(string.Join('\n', lines.Append($"\"@signature-params\": ({covered}){parameters}")));
        var signature = Convert.ToBase64String(sign?.Invoke(text) ?? (key ?? Signed.Private).Sign(text));
        Headers["Signature-Input"] = [$"sig1=({covered}){parameters}"];
        Headers["Signature"] = [$"sig1=:{signature}:"];
        return this;
    }

    public SignatureOutcome Check(PublicKey? key = null) =>
        MessageVerifier.Check(Request, Body, key ?? Signed.Public, ReceivedAt, ReceivedBy);

    public static string DigestOf(string body) =>
        $"sha-256=:{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(body)))}:";

    private static MessageSigned By(string method, string target, byte[]? body, SigningKey? key)
    {
        var uri = new Uri(target);
        var headers = MessageSigner.Sign(method, uri, Signed.Now, body, Signed.KeyId, key ?? Signed.Private);
        var signed = new MessageSigned { Method = method, Target = uri.PathAndQuery, Body = body ?? [] };
        signed.Headers["Host"] = ["wiki.example"];
        signed.Headers["Signature-Input"] = [headers.SignatureInput];
        signed.Headers["Signature"] = [headers.Signature];
        if (headers.ContentDigest is not null)
            signed.Headers["Content-Digest"] = [headers.ContentDigest];
        return signed;
    }
}
