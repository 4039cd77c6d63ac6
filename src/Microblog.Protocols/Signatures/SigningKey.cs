using System.Security.Cryptography;

namespace Microblog.Protocols.Signatures;

/// <summary>
/// An actor's private key, RSA or Ed25519, ready to sign on any number of threads at once. Reading the PEM of an RSA
/// key costs about as much as a signature: keep the instance.
/// </summary>
public sealed class SigningKey
{
    private readonly RsaPool? pool;
    private readonly Ed25519Key? curve;

    private SigningKey(RSAParameters parameters) => pool = new RsaPool(parameters, Environment.ProcessorCount);

    private SigningKey(Ed25519Key curve) => this.curve = curve;

    public KeyKind Kind => curve is null ? KeyKind.Rsa : KeyKind.Ed25519;

    /// <summary>Reads a private key: PKCS#8, or PKCS#1 for RSA.</summary>
    /// <exception cref="ArgumentException">It is no private RSA or Ed25519 key in PEM.</exception>
    public static SigningKey FromPem(string privatePem)
    {
        if (KeyDer.ReadPrivatePem(privatePem) is { } curve)
            return new SigningKey(curve);
        using var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(privatePem);
            return new SigningKey(rsa.ExportParameters(includePrivateParameters: true));
        }
        catch (CryptographicException e)
        {
            throw new ArgumentException("The PEM does not hold a private key.", nameof(privatePem), e);
        }
    }

    /// <summary>Reads a private Ed25519 key in the form of <see cref="Multikey"/>.</summary>
    /// <exception cref="ArgumentException">It is anything else.</exception>
    public static SigningKey FromMultikey(string text) =>
        Multikey.TryDecode(text, out var codec, out var raw) && codec == MultikeyCodec.Ed25519Private
            ? new SigningKey(Ed25519Key.Import(raw))
            : throw new ArgumentException("The text is no Multikey of a private Ed25519 key.", nameof(text));

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256, or Ed25519.</summary>
    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        if (curve is not null)
            return Ed25519.Sign(curve, data);
        var rsa = pool!.Rent();
        try
        {
            return rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        finally
        {
            pool.Return(rsa);
        }
    }

    /// <summary>SPKI.</summary>
    public string ExportPublicPem()
    {
        if (curve is not null)
            return KeyDer.PublicPem(curve.PublicKey);
        var rsa = pool!.Rent();
        try
        {
            return rsa.ExportSubjectPublicKeyInfoPem();
        }
        finally
        {
            pool.Return(rsa);
        }
    }

    /// <summary>The <c>publicKeyMultibase</c> of FEP-521a.</summary>
    public string ExportPublicMultikey()
    {
        if (curve is not null)
            return Multikey.Encode(MultikeyCodec.Ed25519Public, curve.PublicKey.Export());
        var rsa = pool!.Rent();
        try
        {
            return Multikey.Encode(MultikeyCodec.RsaPublic, rsa.ExportRSAPublicKey());
        }
        finally
        {
            pool.Return(rsa);
        }
    }
}
