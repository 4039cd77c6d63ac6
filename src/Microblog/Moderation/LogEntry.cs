using Microblog.Actors;

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
    public required long TargetId { get; init; }
    public Actor? Target { get; init; }
    public required BlockScope Scope { get; init; }
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
}

public enum LogAction
{
    Block = 0,
    ChangeBlock = 1,
    Unblock = 2,
}
