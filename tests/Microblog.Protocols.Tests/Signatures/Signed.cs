using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microblog.Protocols.Signatures;

namespace Microblog.Protocols.Tests.Signatures;

/// <summary>A request to wiki.example, signed by Alice; every part can be changed afterwards.</summary>
internal sealed class Signed
{
    public static readonly DateTimeOffset Now = new(2025, 9, 30, 12, 0, 0, TimeSpan.Zero);
    public static readonly Uri KeyId = new("https://social.example/users/alice#main-key");
    public static readonly RsaKeyPair Pair = RsaKeys.Generate();
    public static readonly SigningKey Private = SigningKey.FromPem(Pair.PrivatePem);

    public string Method { get; set; } = "POST";
    public string Target { get; set; } = "/users/7/inbox";
    public byte[] Body { get; set; } = "{\"type\":\"Follow\"}"u8.ToArray();
    public DateTimeOffset ReceivedAt { get; set; } = Now;
    public Dictionary<string, string[]> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public static PublicKey Public =>
        PublicKey.TryParse(Pair.PublicPem, out var key, out _) ? key : throw new InvalidOperationException();

    public static Signed Post() =>
        By("POST", "https://wiki.example/users/7/inbox", "{\"type\":\"Follow\"}"u8.ToArray());

    public static Signed Get(string path) => By("GET", "https://wiki.example" + path, null);

    /// <summary>Signs by hand what is listed, as an independent implementation would.</summary>
    public Signed SignByHand(string covered, string parameters = "algorithm=\"rsa-sha256\"", string? target = null)
    {
        var lines = covered.Split(' ').Select(name => name switch
        {
            "(request-target)" => $"(request-target): {Method.ToLowerInvariant()} {target ?? Target}",
            "(created)" => $"(created): {Parameter(parameters, "created")}",
            "(expires)" => $"(expires): {Parameter(parameters, "expires")}",
            _ => $"{name}: {Headers[name][0]}",
        });
        var signature = Convert.ToBase64String(Private.Sign(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
        Headers["Signature"] =
            [$"keyId=\"{KeyId}\",{parameters},headers=\"{covered}\",signature=\"{signature}\""];
        return this;
    }

    public SignatureOutcome Check(PublicKey? key = null) =>
        CavageVerifier.Check(
            new SignedRequest(Method, Target, name => Headers.GetValueOrDefault(name) ?? []),
            Body,
            key ?? Public,
            ReceivedAt,
            host => host is "wiki.example");

    public static string Seconds(DateTimeOffset time) =>
        time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public static string DigestOf(string body) =>
        "SHA-256=" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(body)));

    private static Signed By(string method, string target, byte[]? body)
    {
        var uri = new Uri(target);
        var headers = CavageSigner.Sign(method, uri, Now, body, KeyId, Private);
        var signed = new Signed { Method = method, Target = uri.PathAndQuery, Body = body ?? [] };
        signed.Headers["Host"] = [headers.Host];
        signed.Headers["Date"] = [headers.Date];
        signed.Headers["Signature"] = [headers.Signature];
        if (headers.Digest is not null)
            signed.Headers["Digest"] = [headers.Digest];
        return signed;
    }

    private static string Parameter(string parameters, string name) =>
        parameters.Split(',').Single(p => p.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..];
}
