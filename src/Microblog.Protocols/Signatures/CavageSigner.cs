using System.Security.Cryptography;
using System.Text;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Protocols.Signatures;

/// <summary>
/// Signs a request by draft-cavage-http-signatures-12 with rsa-sha256, as the whole fediverse reads it.
/// </summary>
public static class CavageSigner
{
    /// <summary>Signs one request.</summary>
    /// <param name="method">Such as <c>POST</c>.</param>
    /// <param name="body">Null for a request without one.</param>
    /// <returns>The headers to set, exactly so.</returns>
    public static SignedHeaders Sign(
        string method, Uri target, DateTimeOffset date, ReadOnlyMemory<byte>? body, Uri keyId, SigningKey key) =>
        Sign(method, target, date, body is { } b ? DigestOf(b.Span) : null, keyId, key);

    /// <summary>For one body that goes to many: the digest is computed once, by <see cref="DigestOf"/>.</summary>
    /// <param name="synchronization">
    /// The value of the header <see cref="CollectionSynchronization.Header"/>, which is covered as well; null without it.
    /// </param>
    public static SignedHeaders Sign(
        string method,
        Uri target,
        DateTimeOffset date,
        string? digest,
        Uri keyId,
        SigningKey key,
        string? synchronization = null)
    {
        var host = Origin.HostOf(target);
        var on = date.ToUniversalTime().ToString("r", System.Globalization.CultureInfo.InvariantCulture);
        var text = new StringBuilder(512)
            .Append("(request-target): ").Append(method.ToLowerInvariant()).Append(' ').Append(target.PathAndQuery)
            .Append("\nhost: ").Append(host)
            .Append("\ndate: ").Append(on);
        var covered = "(request-target) host date";
        if (digest is not null)
        {
            text.Append("\ndigest: ").Append(digest);
            covered += " digest";
        }
        if (synchronization is not null)
        {
            text.Append("\ncollection-synchronization: ").Append(synchronization);
            covered += " collection-synchronization";
        }
        var signature = Convert.ToBase64String(key.Sign(Encoding.UTF8.GetBytes(text.ToString())));
        var header = $"keyId=\"{keyId.AbsoluteUri}\",algorithm=\"rsa-sha256\","
            + $"headers=\"{covered}\",signature=\"{signature}\"";
        return new SignedHeaders(host, on, digest, header);
    }

    /// <summary>The value of a Digest header.</summary>
    /// <remarks>Source: RFC 3230, §4.3.2.</remarks>
    public static string DigestOf(ReadOnlySpan<byte> body) =>
        "SHA-256=" + Convert.ToBase64String(SHA256.HashData(body));
}

/// <summary>What makes a request signed: one header each; no Digest where there is no body.</summary>
public sealed record SignedHeaders(string Host, string Date, string? Digest, string Signature);
