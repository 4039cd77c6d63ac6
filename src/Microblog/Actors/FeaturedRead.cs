namespace Microblog.Actors;

/// <summary>When the pinned notices of an actor elsewhere were last asked for.</summary>
public sealed class FeaturedRead
{
    /// <summary>How long an answer is good enough.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromDays(1);

    public required long ActorId { get; init; }
    public required DateTimeOffset ReadAt { get; set; }
}
