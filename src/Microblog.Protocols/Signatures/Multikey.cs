using System.Diagnostics.CodeAnalysis;

namespace Microblog.Protocols.Signatures;

/// <summary>
/// Keys as one word: <c>z</c> for base 58, then the multicodec that says what it is, then the key. Ed25519 keys are
/// their 32 bytes; a public RSA key is the DER of PKCS#1.
/// </summary>
/// <remarks>Source: Controlled Identifiers 1.0, §2.2.2; the multicodec table; FEP-521a.</remarks>
public static class Multikey
{
    /// <summary>In characters: a public RSA key of 4096 bits needs about 720.</summary>
    public const int MaxLength = 1024;

    // Codecs are written as varints: 0xed, 0x1300 and 0x1205.
    private static ReadOnlySpan<byte> Ed25519Public => [0xED, 0x01];

    private static ReadOnlySpan<byte> Ed25519Private => [0x80, 0x26];

    private static ReadOnlySpan<byte> RsaPublic => [0x85, 0x24];

    public static string Encode(MultikeyCodec codec, ReadOnlySpan<byte> key) =>
        EncodeBytes([.. PrefixOf(codec), .. key]);

    /// <summary>Reads a key of one of our three codecs; Ed25519 keys have the right length then.</summary>
    public static bool TryDecode(
        [NotNullWhen(true)] string? text, out MultikeyCodec codec, [NotNullWhen(true)] out byte[]? key)
    {
        codec = default;
        key = null;
        if (!TryDecodeBytes(text, MaxLength, out var bytes))
            return false;
        foreach (var known in Enum.GetValues<MultikeyCodec>())
        {
            var prefix = PrefixOf(known);
            if (!bytes.AsSpan().StartsWith(prefix))
                continue;
            codec = known;
            key = bytes[prefix.Length..];
            return known == MultikeyCodec.RsaPublic ? key.Length > 0 : key.Length == Ed25519.PublicKeyLength;
        }
        return false;
    }

    /// <summary>Any bytes as a multibase text.</summary>
    internal static string EncodeBytes(ReadOnlySpan<byte> bytes) => "z" + Base58.Encode(bytes);

    internal static bool TryDecodeBytes(string? text, int longest, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        return text is ['z', ..] && Base58.TryDecode(text.AsSpan(1), longest, out bytes);
    }

    private static ReadOnlySpan<byte> PrefixOf(MultikeyCodec codec) => codec switch
    {
        MultikeyCodec.Ed25519Public => Ed25519Public,
        MultikeyCodec.Ed25519Private => Ed25519Private,
        MultikeyCodec.RsaPublic => RsaPublic,
        _ => throw new ArgumentOutOfRangeException(nameof(codec)),
    };
}

/// <summary>What the bytes of a <see cref="Multikey"/> are.</summary>
public enum MultikeyCodec
{
    Ed25519Public,
    Ed25519Private,
    RsaPublic,
}
