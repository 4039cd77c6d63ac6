using System.Security.Cryptography;

namespace Microblog.Protocols.Signatures;

/// <summary>
/// Ed25519 keys in the DER of SPKI and PKCS#8, which .NET does not read. There is but one spelling, so it is a prefix.
/// </summary>
/// <remarks>Source: RFC 8410, §4 and §7.</remarks>
internal static class KeyDer
{
    private static ReadOnlySpan<byte> PublicPrefix =>
        [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00];

    private static ReadOnlySpan<byte> PrivatePrefix =>
        [0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

    public static bool TryReadEd25519(ReadOnlySpan<byte> spki, out ReadOnlySpan<byte> key) =>
        TryRead(spki, PublicPrefix, out key);

    public static string PublicPem(Ed25519PublicKey key) =>
        PemEncoding.WriteString("PUBLIC KEY", [.. PublicPrefix, .. key.Export()]);

    /// <summary>Finds the private key in PEM; null where there is something else.</summary>
    public static Ed25519Key? ReadPrivatePem(string pem)
    {
        if (!PemEncoding.TryFind(pem, out var block) || pem[block.Label] != "PRIVATE KEY")
            return null;
        var pkcs8 = Convert.FromBase64String(pem[block.Base64Data]);
        try
        {
            return TryRead(pkcs8, PrivatePrefix, out var key) ? Ed25519Key.Import(key) : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }

    public static string PrivatePem(Ed25519Key key)
    {
        var raw = key.Export();
        byte[] pkcs8 = [.. PrivatePrefix, .. raw];
        try
        {
            return PemEncoding.WriteString("PRIVATE KEY", pkcs8);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(raw);
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }

    private static bool TryRead(ReadOnlySpan<byte> der, ReadOnlySpan<byte> prefix, out ReadOnlySpan<byte> key)
    {
        var fits = der.Length == prefix.Length + Ed25519.PublicKeyLength && der.StartsWith(prefix);
        key = fits ? der[prefix.Length..] : default;
        return fits;
    }
}
