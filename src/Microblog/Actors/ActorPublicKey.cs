namespace Microblog.Actors;

/// <summary>A remote actor's public key, as last fetched from its owner.</summary>
public sealed class ActorPublicKey
{
    public long Id { get; init; }

    /// <summary>The address that names the key in signatures. Bound to its first verified owner.</summary>
    public required Uri KeyUri { get; init; }

    public required long ActorId { get; init; }
    public required string Pem { get; set; }
    public required DateTimeOffset FetchedAt { get; set; }
}
