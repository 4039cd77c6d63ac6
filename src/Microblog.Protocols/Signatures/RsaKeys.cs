using System.Security.Cryptography;

namespace Microblog.Protocols.Signatures;

public static class RsaKeys
{
    private const int Bits = 2048;

    /// <summary>A new key pair, as PKCS#8 and SPKI.</summary>
    public static RsaKeyPair Generate()
    {
        using var rsa = RSA.Create(Bits);
        return new RsaKeyPair(rsa.ExportPkcs8PrivateKeyPem(), rsa.ExportSubjectPublicKeyInfoPem());
    }
}

public sealed record RsaKeyPair(string PrivatePem, string PublicPem)
{
    /// <summary>The public half alone: what is printed ends up in logs.</summary>
    public override string ToString() => PublicPem;
}
