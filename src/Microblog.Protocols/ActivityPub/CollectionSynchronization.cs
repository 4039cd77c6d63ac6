using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Microblog.Protocols.ActivityPub;

/// <summary>What a sender believes of who follows it on the receiving server, in short: told beside an activity.</summary>
/// <param name="CollectionId">The sender's followers collection.</param>
/// <param name="Url">Where the receiving server, and it alone, may read its part of that collection.</param>
/// <param name="Digest">As <see cref="DigestOf"/> makes it of that part.</param>
/// <remarks>Source: FEP-8fcf.</remarks>
public sealed record CollectionSynchronization(Uri CollectionId, Uri Url, string Digest)
{
    public const string Header = "Collection-Synchronization";

    private const int DigestLength = 64;

    /// <summary>The exclusive or of the SHA-256 hashes of all ids: their order does not matter. Lower-case hexadecimal.</summary>
    public static string DigestOf(IEnumerable<Uri> followers)
    {
        var digest = new byte[SHA256.HashSizeInBytes];
        foreach (var follower in followers)
            Add(digest, follower);
        return Convert.ToHexStringLower(digest);
    }

    /// <summary>Adds one id to a digest of 32 bytes, or takes it out again.</summary>
    public static void Add(Span<byte> digest, Uri follower)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(follower.AbsoluteUri), hash);
        for (var i = 0; i < hash.Length; i++)
            digest[i] ^= hash[i];
    }

    /// <summary>Reads the header's value. What is not understood was not said.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CollectionSynchronization? synchronization)
    {
        synchronization = null;
        if (text is null || text.Length > (2 * Limits.IdLength) + 200 || Split(text) is not { } values)
            return false;
        if (!Ids.TryParse(values.GetValueOrDefault("collectionId"), out var collection)
            || !Ids.TryParse(values.GetValueOrDefault("url"), out var url)
            || values.GetValueOrDefault("digest") is not { Length: DigestLength } digest
            || !digest.All(char.IsAsciiHexDigit))
            return false;
        synchronization = new CollectionSynchronization(collection, url, digest.ToLowerInvariant());
        return true;
    }

    /// <summary>The header's value.</summary>
    public override string ToString() => $"collectionId=\"{CollectionId.AbsoluteUri}\", url=\"{Url.AbsoluteUri}\", digest=\"{Digest}\"";

    /// <summary><c>name="text"</c>, separated by commas; null if it is anything else, or holds a name twice.</summary>
    private static Dictionary<string, string>? Split(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var rest = text.AsSpan().Trim();
        while (!rest.IsEmpty)
        {
            var equals = rest.IndexOf("=\"", StringComparison.Ordinal);
            if (equals <= 0)
                return null;
            var name = rest[..equals].ToString();
            rest = rest[(equals + 2)..];
            var end = rest.IndexOf('"');
            if (end < 0 || !values.TryAdd(name, rest[..end].ToString()))
                return null;
            rest = rest[(end + 1)..].TrimStart();
            if (!rest.IsEmpty && rest[0] != ',')
                return null;
            rest = rest.IsEmpty ? rest : rest[1..].TrimStart();
        }
        return values;
    }
}
