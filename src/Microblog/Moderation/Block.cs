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

    /// <summary>Whether a block applies at that moment that stops posting, or more.</summary>
    public static Expression<Func<Block, bool>> StopsPostingAt(DateTimeOffset now) =>
        b => (b.Scope == BlockScope.Posting || b.Scope == BlockScope.Account) && b.LiftedAt == null && (b.Until == null || b.Until > now);

    /// <summary>Whether a block applies at that moment that keeps them from being met by strangers.</summary>
    public static Expression<Func<Block, bool>> SilencesAt(DateTimeOffset now) =>
        b => b.Scope == BlockScope.Silence && b.LiftedAt == null && (b.Until == null || b.Until > now);

    /// <summary>Whether a block applies at that moment that hides their files behind a warning.</summary>
    public static Expression<Func<Block, bool>> MarksSensitiveAt(DateTimeOffset now) =>
        b => b.Scope == BlockScope.Sensitive && b.LiftedAt == null && (b.Until == null || b.Until > now);

    /// <summary>Those scopes of which one stands at a time: a new block takes the place of an older one of these.</summary>
    public static BlockScope[] Beside(BlockScope scope) =>
        scope is BlockScope.Posting or BlockScope.Account ? [BlockScope.Posting, BlockScope.Account] : [scope];

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

    /// <summary>Being met by strangers: followers read them as before, public places and searches show them to nobody else.</summary>
    /// <remarks>As <see cref="HostStanding.Silenced"/> does for a whole server. COMPAT(Mastodon): its action <c>silence</c>.</remarks>
    Silence = 2,

    /// <summary>Showing files at once: whatever they post, its files are seen by who asks for them.</summary>
    /// <remarks>COMPAT(Mastodon): its action <c>sensitive</c>.</remarks>
    Sensitive = 3,
}
