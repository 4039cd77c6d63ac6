namespace Microblog.Protocols.Signatures;

/// <summary>How a key signs.</summary>
/// <remarks>Source: RFC 9421, §3.3 and its registry of algorithms.</remarks>
public enum SignatureAlgorithm
{
    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256: what an RSA key does unless told otherwise.</summary>
    RsaPkcs1Sha256,

    /// <summary>RSASSA-PSS with SHA-512, MGF1 with the same, and 64 bytes of salt.</summary>
    RsaPssSha512,

    Ed25519,
}

/// <summary>What a key is.</summary>
public enum KeyKind
{
    Rsa,
    Ed25519,
}
