using Microblog.Actors;
using Microblog.Moderation.Domains;

namespace Microblog.Moderation;

/// <summary>A line of the public log: who did what to whom, why, until when. Never changed.</summary>
public sealed class LogEntry
{
    public required long Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public required LogAction Action { get; init; }

    /// <summary>Null for the operator at the command line.</summary>
    public long? ById { get; init; }
    public Actor? By { get; init; }

    /// <summary>Whom it is about; null where it is about a domain.</summary>
    public long? TargetId { get; init; }
    public Actor? Target { get; init; }

    /// <summary>What a block stops; null where it is about none.</summary>
    public BlockScope? Scope { get; init; }

    /// <summary>The domain it is about; null where it is about an account.</summary>
    public string? Domain { get; init; }

    /// <summary>The domain is shown in part only.</summary>
    public bool HidesDomain { get; init; }

    public required string Reason { get; init; }
    public DateTimeOffset? Until { get; init; }

    /// <summary>The line about a block being made, changed or lifted.</summary>
    public static LogEntry Of(Block block, LogAction action, long? byActorId, string reason, long id, DateTimeOffset now) => new()
    {
        Id = id,
        At = now,
        Action = action,
        ById = byActorId,
        TargetId = block.ActorId,
        Scope = block.Scope,
        Reason = reason,
        Until = action == LogAction.Unblock ? null : block.Until,
    };

    /// <summary>The line about something done to an account that is no block.</summary>
    public static LogEntry Of(long targetId, LogAction action, long? byActorId, string reason, long id, DateTimeOffset now) => new()
    {
        Id = id,
        At = now,
        Action = action,
        ById = byActorId,
        TargetId = targetId,
        Reason = reason,
    };

    /// <summary>The line about a policy being set or lifted.</summary>
    /// <param name="reason">May be empty.</param>
    public static LogEntry Of(DomainPolicy policy, LogAction action, long? byActorId, string reason, long id, DateTimeOffset now) => new()
    {
        Id = id,
        At = now,
        Action = action,
        ById = byActorId,
        Domain = policy.Host,
        HidesDomain = policy.IsObfuscated,
        Reason = reason,
    };

    public static LogAction ActionOf(PolicyLevel level) => level switch
    {
        PolicyLevel.Silence => LogAction.SilenceDomain,
        PolicyLevel.Block => LogAction.BlockDomain,
        PolicyLevel.Allow => LogAction.AllowDomain,
        _ => LogAction.LimitDomain,
    };
}

public enum LogAction
{
    Block = 0,
    ChangeBlock = 1,
    Unblock = 2,
    SilenceDomain = 3,
    BlockDomain = 4,
    AllowDomain = 5,

    /// <summary>Its media or reports alone are not taken.</summary>
    LimitDomain = 6,
    LiftDomainPolicy = 7,

    /// <summary>They were told something, and no more.</summary>
    Warn = 8,

    /// <summary>All that a blocked account held was deleted; the block stands.</summary>
    Erase = 9,
}
