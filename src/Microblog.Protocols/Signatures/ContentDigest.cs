using System.Security.Cryptography;

namespace Microblog.Protocols.Signatures;

/// <summary>The Content-Digest header.</summary>
/// <remarks>Source: RFC 9530, §2 and §5.</remarks>
public static class ContentDigest
{
    private const int MostAlgorithms = 8;
    private const int LongestDigest = 128;

    /// <summary>What we send: SHA-256, the only one that Mastodon reads.</summary>
    public static string Of(ReadOnlySpan<byte> body) =>
        $"sha-256=:{Convert.ToBase64String(SHA256.HashData(body))}:";

    /// <summary>Whether the header has SHA-256 or SHA-512, and each that it has is that of the body.</summary>
    /// <param name="header">Not well-formed, or with an algorithm twice, it holds for nothing.</param>
    internal static bool Holds(string header, ReadOnlySpan<byte> body)
    {
        var reader = new FieldReader(header);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var isKnown = false;
        do
        {
            if (seen.Count == MostAlgorithms
                || !reader.TryKey(out var algorithm)
                || !seen.Add(algorithm)
                || !reader.TryTake('=')
                || !reader.TryBytes(LongestDigest, out var digest))
            {
                return false;
            }
            if (algorithm is not ("sha-256" or "sha-512"))
                continue;
            isKnown = true;
            if (!digest.AsSpan().SequenceEqual(algorithm == "sha-256" ? SHA256.HashData(body) : SHA512.HashData(body)))
                return false;
        }
        while (reader.TryNextMember());
        return reader.IsAtEnd && isKnown;
    }
}
