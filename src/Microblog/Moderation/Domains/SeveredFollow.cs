namespace Microblog.Moderation.Domains;

/// <summary>A follow that a block of a domain ended, kept so that ours can be asked for again when the block is lifted.</summary>
public sealed class SeveredFollow
{
    public required long FollowerId { get; init; }
    public required long FollowedId { get; init; }

    /// <summary>The server of the one of them who is not from here.</summary>
    public required string Host { get; init; }

    public required DateTimeOffset At { get; init; }
}
