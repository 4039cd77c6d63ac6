namespace Microblog.Jobs;

/// <summary>What we know of a host of which we fetch documents; one that never answered has no row.</summary>
/// <remarks>Not what its lane of deliveries says: a host may take what is sent to it, and be silent when it is asked.</remarks>
public sealed class FetchedHost
{
    public required string Host { get; init; }

    /// <summary>It was slow or silent a while ago.</summary>
    public bool IsDoubtful { get; set; }

    /// <summary>When it last answered in time, to the day.</summary>
    public DateTimeOffset AnsweredAt { get; set; }

    /// <summary>When it was last slow or silent; null for never.</summary>
    public DateTimeOffset? TroubledAt { get; set; }
}
