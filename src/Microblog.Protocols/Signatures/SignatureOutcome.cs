namespace Microblog.Protocols.Signatures;

/// <summary>What became of checking a signature.</summary>
/// <param name="Reason">For the log and the answer; empty when the signature holds.</param>
public sealed record SignatureOutcome(SignatureFault Fault, string Reason)
{
    public static SignatureOutcome Valid { get; } = new(SignatureFault.None, "");

    public bool IsValid => Fault == SignatureFault.None;
}

public enum SignatureFault
{
    None,

    /// <summary>There is no signature.</summary>
    Missing,

    /// <summary>
    /// The signature, or something that it covers, is not what its specification asks for or stands there twice.
    /// </summary>
    Malformed,

    /// <summary>Something that must be signed is not.</summary>
    NotCovered,

    /// <summary>It is too old, from the future, or expired.</summary>
    OutOfTime,

    /// <summary>It was meant for another server.</summary>
    WrongHost,

    /// <summary>The body or document is not the one that was signed.</summary>
    WrongDigest,

    /// <summary>It does not verify with this key; a key fetched anew may do.</summary>
    WrongSignature,
}
