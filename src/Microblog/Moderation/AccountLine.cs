using System.Linq.Expressions;
using Microblog.Accounts;
using Microblog.Actors;

namespace Microblog.Moderation;

/// <summary>An account as moderators see it.</summary>
public sealed record AccountLine
{
    public required long Id { get; init; }
    public required ActorName Name { get; init; }
    public required Role Role { get; init; }
    public required bool IsVouched { get; init; }
    public required bool MayPost { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>All that it held was deleted.</summary>
    public required bool IsErased { get; init; }
    public required IReadOnlyList<WikiLine> Wikis { get; init; }

    /// <summary>The block of posting or of the whole account that stands; null when none does.</summary>
    public required BlockLine? Block { get; init; }

    /// <summary>What else stands: that they are silenced, or that their files are marked as sensitive.</summary>
    public required IReadOnlyList<BlockLine> Limits { get; init; }

    /// <summary>The columns it takes, judged at <paramref name="now"/>.</summary>
    /// <param name="mayPost">Accounts that may post at that moment.</param>
    public static Expression<Func<Account, AccountLine>> ShapeAt(DateTimeOffset now, IQueryable<Account> mayPost) =>
        Shape(Moderation.Block.StopsPostingAt(now), Moderation.Block.StandsAt(now), mayPost);

    private static Expression<Func<Account, AccountLine>> Shape(
        Expression<Func<Block, bool>> stopsPosting, Expression<Func<Block, bool>> stands, IQueryable<Account> mayPost) => a => new AccountLine
        {
            Id = a.Id,
            Name = new ActorName(a.ActorId, a.Actor.Handle, a.Actor.Host, a.Actor.DisplayName, a.Actor.IconUrl),
            Role = a.Role,
            IsVouched = a.IsVouched,
            MayPost = mayPost.Any(m => m.Id == a.Id),
            CreatedAt = a.CreatedAt,
            IsErased = a.Actor.GoneAt != null,
            Wikis = a.WikiIdentities
            .OrderBy(w => w.WikiId)
            .Select(w => new WikiLine(w.WikiId, w.Name, w.Groups, w.EditCount, w.CheckedAt, w.BlockedUntil, w.BlockReason))
            .ToList(),
            Block = a.Actor.Blocks.AsQueryable()
            .Where(stopsPosting)
            .OrderByDescending(b => b.Id)
            .Select(b => new BlockLine(b.Scope, b.Reason, b.Since, b.Until))
            .FirstOrDefault(),
            Limits = a.Actor.Blocks.AsQueryable()
            .Where(stands)
            .Where(b => b.Scope == BlockScope.Silence || b.Scope == BlockScope.Sensitive)
            .OrderBy(b => b.Scope)
            .Select(b => new BlockLine(b.Scope, b.Reason, b.Since, b.Until))
            .ToList(),
        };

    /// <summary>What the wiki last said of them.</summary>
    public sealed record WikiLine(
        string WikiId, string Name, string Groups, int? EditCount, DateTimeOffset CheckedAt, DateTimeOffset? BlockedUntil, string? BlockReason);

    public sealed record BlockLine(BlockScope Scope, string Reason, DateTimeOffset Since, DateTimeOffset? Until);
}
