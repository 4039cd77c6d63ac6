namespace Microblog.Protocols.Signatures;

public static class Ed25519Keys
{
    /// <summary>A new key pair, as PKCS#8 in PEM (for <see cref="SigningKey.FromPem"/>) and as Multikey.</summary>
    public static Ed25519KeyPair Generate()
    {
        using var key = Ed25519Key.Generate();
        return new Ed25519KeyPair(
            KeyDer.PrivatePem(key), Multikey.Encode(MultikeyCodec.Ed25519Public, key.PublicKey.Export()));
    }
}

/// <summary>Both halves of a key.</summary>
/// <param name="PublicMultikey">The <c>publicKeyMultibase</c> of FEP-521a.</param>
public sealed record Ed25519KeyPair(string PrivatePem, string PublicMultikey)
{
    /// <summary>The public half alone: what is printed ends up in logs.</summary>
    public override string ToString() => PublicMultikey;
}
