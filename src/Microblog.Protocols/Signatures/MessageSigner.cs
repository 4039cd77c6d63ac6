using System.Globalization;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Protocols.Signatures;

/// <summary>Signs a request by RFC 9421, with an RSA or an Ed25519 key.</summary>
/// <remarks>
/// Covered are the method, the address, and the digest where there is a body. The algorithm is not named, for the key
/// tells it. COMPAT(Mastodon): it asks for exactly these, for <c>created</c> and <c>keyid</c>, and takes a signature
/// without <c>expires</c> for five minutes and an hour. Sign anew for each attempt.
/// </remarks>
public static class MessageSigner
{
    private const string Label = "sig1";
    private const string Synchronization = "collection-synchronization";

    private static readonly string[] WithoutBody = ["@method", "@target-uri"];
    private static readonly string[] WithBody = ["@method", "@target-uri", "content-digest"];

    /// <summary>Signs one request.</summary>
    /// <param name="method">Such as <c>POST</c>, in upper case.</param>
    /// <param name="body">Null for a request without one.</param>
    /// <returns>The headers to set, exactly so.</returns>
    public static SignedMessageHeaders Sign(
        string method, Uri target, DateTimeOffset created, ReadOnlyMemory<byte>? body, Uri keyId, SigningKey key) =>
        Sign(method, target, created, body is { } b ? ContentDigest.Of(b.Span) : null, keyId, key);

    /// <summary>
    /// For one body that goes to many: the digest is computed once, by <see cref="ContentDigest.Of"/>.
    /// </summary>
    /// <param name="synchronization">
    /// The value of the header <see cref="CollectionSynchronization.Header"/>, which is covered as well; null without it.
    /// </param>
    public static SignedMessageHeaders Sign(
        string method,
        Uri target,
        DateTimeOffset created,
        string? contentDigest,
        Uri keyId,
        SigningKey key,
        string? synchronization = null)
    {
        var components = contentDigest is null ? WithoutBody : WithBody;
        if (synchronization is not null)
            components = [.. components, Synchronization];
        var covered = $"({string.Join(' ', components.Select(c => $"\"{c}\""))})";
        var parameters = string.Create(
            CultureInfo.InvariantCulture,
            $"{covered};created={created.ToUnixTimeSeconds()};keyid=\"{keyId.AbsoluteUri}\"");
        var text = SignatureBase.Make(
            components,
            name => name switch
            {
                "@method" => method,
                "@target-uri" => $"{target.Scheme}://{Origin.HostOf(target)}{target.PathAndQuery}",
                Synchronization => synchronization!,
                _ => contentDigest!,
            },
            parameters);
        var signature = Convert.ToBase64String(key.Sign(text.Span));
        return new SignedMessageHeaders(contentDigest, $"{Label}={parameters}", $"{Label}=:{signature}:");
    }
}

/// <summary>What makes a request signed: one header each; no Content-Digest where there is no body.</summary>
public sealed record SignedMessageHeaders(string? ContentDigest, string SignatureInput, string Signature);
