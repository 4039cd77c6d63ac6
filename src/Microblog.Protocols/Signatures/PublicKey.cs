using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Microblog.Protocols.Signatures;

/// <summary>
/// Somebody else's key: RSA of 2048 to 4096 bits with a small exponent, because what strangers publish decides how long
/// we compute, or Ed25519. May be used on any number of threads at once. Reading the PEM of an RSA key costs ten
/// verifications: keep the instance.
/// </summary>
public sealed class PublicKey
{
    /// <summary>In characters; twice what a 4096-bit key needs.</summary>
    public const int LongestPem = 2048;

    private readonly RsaPool? pool;
    private readonly Ed25519PublicKey? curve;

    private PublicKey(RSAParameters parameters) => pool = new RsaPool(parameters, keep: 2);

    private PublicKey(Ed25519PublicKey curve) => this.curve = curve;

    public KeyKind Kind => curve is null ? KeyKind.Rsa : KeyKind.Ed25519;

    /// <summary>What this key signs with unless told otherwise.</summary>
    public SignatureAlgorithm Algorithm =>
        curve is null ? SignatureAlgorithm.RsaPkcs1Sha256 : SignatureAlgorithm.Ed25519;

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

        var der = Convert.FromBase64String(pem[block.Base64Data]);
        var label = pem[block.Label];
        if (label == "PUBLIC KEY" && KeyDer.TryReadEd25519(der, out var raw))
            return TryTakeEd25519(raw, out key, out why);
        var isNamedSo = label is "PUBLIC KEY" or "RSA PUBLIC KEY";
        return TryTakeRsa(isNamedSo ? RsaLimits.Read(der, isSpki: label == "PUBLIC KEY") : null, out key, out why);
    }

    /// <summary>Reads a key in the form of <see cref="Multikey"/>.</summary>
    /// <inheritdoc cref="TryParse"/>
    /// <remarks>COMPAT(any): a few write the DER of SPKI where the multicodec means that of PKCS#1.</remarks>
    public static bool TryParseMultikey(string? text, [NotNullWhen(true)] out PublicKey? key, out string why)
    {
        key = null;
        why = "The key is not a Multikey of a public key.";
        if (!Multikey.TryDecode(text, out var codec, out var bytes))
            return false;
        return codec switch
        {
            MultikeyCodec.Ed25519Public => TryTakeEd25519(bytes, out key, out why),
            MultikeyCodec.RsaPublic => TryTakeRsa(
                RsaLimits.Read(bytes, isSpki: false) ?? RsaLimits.Read(bytes, isSpki: true), out key, out why),
            _ => false,
        };
    }

    /// <summary>By the algorithm that this key has unless told otherwise.</summary>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) => Verify(Algorithm, data, signature);

    /// <summary>False for an algorithm that is not for this kind of key as well.</summary>
    public bool Verify(SignatureAlgorithm algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        algorithm switch
        {
            SignatureAlgorithm.Ed25519 => curve is not null && Ed25519.Verify(curve, data, signature),
            SignatureAlgorithm.RsaPkcs1Sha256 =>
                VerifyRsa(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            SignatureAlgorithm.RsaPssSha512 =>
                VerifyRsa(data, signature, HashAlgorithmName.SHA512, RSASignaturePadding.Pss),
            _ => false,
        };

    /// <summary>SPKI; what <see cref="TryParse"/> reads.</summary>
    public string ToPem() => curve is null
        ? WithRsa(rsa => rsa.ExportSubjectPublicKeyInfoPem())
        : KeyDer.PublicPem(curve);

    public string ToMultikey() => curve is null
        ? WithRsa(rsa => Multikey.Encode(MultikeyCodec.RsaPublic, rsa.ExportRSAPublicKey()))
        : Multikey.Encode(MultikeyCodec.Ed25519Public, curve.Export());

    private static bool TryTakeEd25519(ReadOnlySpan<byte> raw, out PublicKey? key, out string why)
    {
        key = null;
        why = "This server has no OpenSSL 3 and cannot compute with Ed25519 keys.";
        if (!Ed25519.IsSupported)
            return false;
        why = "The key is no point that an Ed25519 key may be.";
        if (!Ed25519PublicKey.TryImport(raw, out var curve))
            return false;
        why = "";
        key = new PublicKey(curve);
        return true;
    }

    private static bool TryTakeRsa(RSAParameters? parameters, out PublicKey? key, out string why)
    {
        key = null;
        why = parameters is { } read ? RsaLimits.Objection(read) ?? "" : "The key is not a public RSA or Ed25519 key.";
        if (why.Length > 0)
            return false;
        key = new PublicKey(parameters!.Value);
        return true;
    }

    private bool VerifyRsa(
        ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, HashAlgorithmName hash, RSASignaturePadding padding)
    {
        if (pool is null)
            return false;
        RSA? rsa = null;
        try
        {
            rsa = pool.Rent();
            return rsa.VerifyData(data, signature, hash, padding);
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

    private T WithRsa<T>(Func<RSA, T> export)
    {
        var rsa = pool!.Rent();
        try
        {
            return export(rsa);
        }
        finally
        {
            pool.Return(rsa);
        }
    }
}
