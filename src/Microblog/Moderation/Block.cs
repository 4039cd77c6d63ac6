using System.Linq.Expressions;
using Microblog.Actors;

namespace Microblog.Moderation;

/// <summary>An administrator's decision to stop an account. It is lifted, never deleted.</summary>
public sealed class Block
{
    public required long Id { get; init; }
    public required long ActorId { get; init; }
    public Actor? Actor { get; init; }
    public required BlockScope Scope { get; init; }

    /// <summary>Shown to the blocked person and in the public log.</summary>
    public required string Reason { get; init; }

    /// <summary>Who decided; null for the operator at the command line.</summary>
    public long? ById { get; init; }
    public Actor? By { get; init; }
    public required DateTimeOffset Since { get; init; }

    /// <summary>First instant at which it no longer applies; null means until lifted.</summary>
    public DateTimeOffset? Until { get; init; }

    public DateTimeOffset? LiftedAt { get; set; }

    /// <summary>Whether a block applies at that moment.</summary>
    public static Expression<Func<Block, bool>> StandsAt(DateTimeOffset now) =>
        b => b.LiftedAt == null && (b.Until == null || b.Until > now);

    /// <summary>Whether a block of the whole account applies at that moment.</summary>
    public static Expression<Func<Block, bool>> ClosesAccountAt(DateTimeOffset now) =>
        b => b.Scope == BlockScope.Account && b.LiftedAt == null && (b.Until == null || b.Until > now);
}

/// <summary>What a block stops.</summary>
public enum BlockScope
{
    /// <summary>Posting only: the person signs in, reads and follows as before.</summary>
    Posting = 0,

    /// <summary>The whole account: no sign-in, and its notices leave public places.</summary>
    Account = 1,
}
