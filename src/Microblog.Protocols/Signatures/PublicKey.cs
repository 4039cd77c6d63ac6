using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Microblog.Protocols.Signatures;

/// <summary>
/// Somebody else's RSA key: 2048 to 4096 bits and a small exponent, because what strangers publish decides how long we
/// compute. May be used on any number of threads at once. Reading the PEM costs ten verifications: keep the instance.
/// </summary>
public sealed class PublicKey
{
    /// <summary>In characters; twice what a 4096-bit key needs.</summary>
    public const int LongestPem = 2048;

    private const int FewestBits = 2048;
    private const int MostBits = 4096;
    private const ulong LargestExponent = 1UL << 32;

    private readonly RsaPool pool;

    private PublicKey(RSAParameters parameters) => pool = new RsaPool(parameters, keep: 2);

    /// <summary>Reads a key, if it is one that we compute with.</summary>
    /// <param name="pem">One block labelled PUBLIC KEY (SPKI) or RSA PUBLIC KEY (PKCS#1), and nothing else.</param>
    /// <param name="why">What is wrong with it; empty if nothing is.</param>
    public static bool TryParse(string? pem, [NotNullWhen(true)] out PublicKey? key, out string why)
    {
        key = null;
        why = "The key is not one PEM block with a public key.";
        if (pem is null or { Length: > LongestPem } || !PemEncoding.TryFind(pem, out var block))
            return false;
        if (!string.IsNullOrWhiteSpace(pem[..block.Location.Start.Value])
            || !string.IsNullOrWhiteSpace(pem[block.Location.End.Value..]))
        {
            return false;
        }

        if (TryImport(pem.AsSpan()[block.Label], Convert.FromBase64String(pem[block.Base64Data])) is not { } parameters)
        {
            why = "The key is not a public RSA key.";
            return false;
        }
        why = Objection(parameters) ?? "";
        if (why.Length > 0)
            return false;
        key = new PublicKey(parameters);
        return true;
    }

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256.</summary>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        RSA? rsa = null;
        try
        {
            rsa = pool.Rent();
            return rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        catch (CryptographicException)
        {
            // A modulus can have the right size and still be no product of two primes.
            return false;
        }
        finally
        {
            if (rsa is not null)
                pool.Return(rsa);
        }
    }

    private static RSAParameters? TryImport(ReadOnlySpan<char> label, byte[] der)
    {
        using var rsa = RSA.Create();
        try
        {
            int read;
            if (label.SequenceEqual("PUBLIC KEY"))
                rsa.ImportSubjectPublicKeyInfo(der, out read);
            else if (label.SequenceEqual("RSA PUBLIC KEY"))
                rsa.ImportRSAPublicKey(der, out read);
            else
                return null;
            return read == der.Length ? rsa.ExportParameters(includePrivateParameters: false) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string? Objection(RSAParameters parameters)
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
