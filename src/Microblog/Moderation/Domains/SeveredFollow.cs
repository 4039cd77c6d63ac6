namespace Microblog.Moderation.Domains;

/// <summary>A follow that a block of a domain ended, kept so that lifting the block brings it back.</summary>
public sealed class SeveredFollow
{
    public required long FollowerId { get; init; }
    public required long FollowedId { get; init; }

    /// <summary>The server of the one of them who is not from here.</summary>
    public required string Host { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The id by which the other server knows the follow; null where it ended before this was kept.</summary>
    public Uri? Uri { get; init; }

    /// <summary>Whether it had been agreed to; null where it ended before this was kept.</summary>
    public bool? WasAccepted { get; init; }
}
