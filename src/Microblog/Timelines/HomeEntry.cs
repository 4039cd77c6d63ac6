namespace Microblog.Timelines;

/// <summary>One notice on one local person's home timeline, written when it is posted or arrives.</summary>
public sealed class HomeEntry
{
    /// <summary>How many entries a home timeline keeps.</summary>
    public const int Kept = 800;

    public required long OwnerId { get; init; }
    public required long NoticeId { get; init; }
}
