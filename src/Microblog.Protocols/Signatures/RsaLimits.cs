using System.Security.Cryptography;

namespace Microblog.Protocols.Signatures;

/// <summary>Which RSA keys of strangers we compute with.</summary>
internal static class RsaLimits
{
    private const int FewestBits = 2048;
    private const int MostBits = 4096;
    private const ulong LargestExponent = 1UL << 32;

    /// <summary>Reads the DER of SPKI or PKCS#1; null if it is anything else or has more behind it.</summary>
    public static RSAParameters? Read(ReadOnlySpan<byte> der, bool isSpki)
    {
        using var rsa = RSA.Create();
        try
        {
            int read;
            if (isSpki)
                rsa.ImportSubjectPublicKeyInfo(der, out read);
            else
                rsa.ImportRSAPublicKey(der, out read);
            return read == der.Length ? rsa.ExportParameters(includePrivateParameters: false) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public static string? Objection(RSAParameters parameters)
    {
        var modulus = parameters.Modulus.AsSpan().TrimStart((byte)0);
        var bits = modulus.IsEmpty ? 0 : ((modulus.Length - 1) * 8) + int.CreateChecked(byte.Log2(modulus[0])) + 1;
        if (bits is < FewestBits or > MostBits)
            return "The key has not 2048 to 4096 bits.";

        var exponent = 0UL;
        foreach (var digit in parameters.Exponent.AsSpan().TrimStart((byte)0))
        {
            exponent = (exponent << 8) | digit;
            if (exponent > LargestExponent)
                return "The key's exponent is too large.";
        }
        return exponent < 3 || exponent % 2 == 0 ? "The key's exponent is not one of RSA." : null;
    }
}
