namespace Microblog.Actors;

/// <summary>A local actor's key pair, in a table of its own that no timeline query touches.</summary>
public sealed class ActorSigningKey
{
    public required long ActorId { get; init; }
    public required string PrivatePem { get; init; }
    public required string PublicPem { get; init; }

    /// <summary>What proofs in documents are made with, as PKCS#8 in PEM; null where the machine that made the actor had no Ed25519.</summary>
    public string? ProofPem { get; init; }

    /// <summary>The public half of <see cref="ProofPem"/>, as a Multikey.</summary>
    /// <remarks>Source: FEP-521a.</remarks>
    public string? ProofMultikey { get; init; }
}
