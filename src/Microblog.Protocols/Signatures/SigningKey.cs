using System.Security.Cryptography;

namespace Microblog.Protocols.Signatures;

/// <summary>
/// An actor's private RSA key, ready to sign on any number of threads at once. Reading the PEM costs about as much as a
/// signature: keep the instance.
/// </summary>
public sealed class SigningKey
{
    private readonly RsaPool pool;

    private SigningKey(RSAParameters parameters) => pool = new RsaPool(parameters, Environment.ProcessorCount);

    /// <summary>Reads a private key.</summary>
    /// <exception cref="ArgumentException">It is no private RSA key in PEM.</exception>
    public static SigningKey FromPem(string privatePem)
    {
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

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256.</summary>
    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        var rsa = pool.Rent();
        try
        {
            return rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        finally
        {
            pool.Return(rsa);
        }
    }

    public string ExportPublicPem()
    {
        var rsa = pool.Rent();
        try
        {
            return rsa.ExportSubjectPublicKeyInfoPem();
        }
        finally
        {
            pool.Return(rsa);
        }
    }
}
