namespace Microblog.Actors;

/// <summary>A local actor's key pair, in a table of its own that no timeline query touches.</summary>
public sealed class ActorSigningKey
{
    public required long ActorId { get; init; }
    public required string PrivatePem { get; init; }
    public required string PublicPem { get; init; }
}
