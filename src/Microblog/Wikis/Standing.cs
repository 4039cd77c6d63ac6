namespace Microblog.Wikis;

/// <summary>What a wiki last said of one account, and what follows from it for posting here.</summary>
public sealed record Standing
{
    /// <summary>Somebody who may not post is asked about again after this, so that new rights work at once.</summary>
    public static readonly TimeSpan RecheckRefusedAfter = TimeSpan.FromMinutes(1);

    /// <summary>The wiki's own number of the account; 0 when asked by a name that nobody has.</summary>
    public required long UserId { get; init; }

    /// <summary>The name exactly as the wiki spells it; null when there is no such account. Compare ordinally.</summary>
    public string? Name { get; init; }

    /// <summary>False for accounts that never were, and for merged or suppressed ones: the wiki does not tell them apart.</summary>
    public required bool Exists { get; init; }

    /// <summary>Whether the account has the right that <see cref="WikiSettings.RequiredRight"/> names.</summary>
    public bool HasRequiredRight { get; init; }

    /// <summary>Explicit and implicit groups, as the wiki lists them.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    public bool IsTemporary { get; init; }

    public bool IsSystem { get; init; }

    /// <summary>The end of the longest sitewide block; partial blocks are no business of ours.</summary>
    public BlockedUntil BlockedUntil { get; init; }

    /// <summary>Wikitext by a third person: plain text, for the person and the administrators only.</summary>
    public string? BlockReason { get; init; }

    public long EditCount { get; init; }

    /// <summary>Null when the wiki does not know: accounts from before December 2005.</summary>
    public DateTimeOffset? Registered { get; init; }

    /// <summary>When the wiki said so.</summary>
    public required DateTimeOffset AsOf { get; init; }

    public bool MayPost(DateTimeOffset now) => WhyNot(now) == StandingProblem.None;

    /// <summary>The first thing in the way of posting.</summary>
    public StandingProblem WhyNot(DateTimeOffset now)
    {
        if (!Exists)
            return StandingProblem.NoAccount;
        if (IsTemporary)
            return StandingProblem.Temporary;
        if (IsSystem)
            return StandingProblem.SystemAccount;
        if (IsBlocked(now))
            return StandingProblem.Blocked;
        return HasRequiredRight ? StandingProblem.None : StandingProblem.NotAutoconfirmed;
    }

    /// <summary>Whether the wiki should be asked again before this account posts.</summary>
    public bool NeedsRecheck(WikiSettings wiki, DateTimeOffset now)
    {
        var refusedFor = RecheckRefusedAfter < wiki.RecheckAfter ? RecheckRefusedAfter : wiki.RecheckAfter;
        return now - AsOf >= (MayPost(now) ? wiki.RecheckAfter : refusedFor)
               || (BlockedUntil.IsOver(now) && !BlockedUntil.IsOver(AsOf));
    }

    // A block whose time has passed since we asked stays until the wiki itself agrees that it is over.
    private bool IsBlocked(DateTimeOffset now) =>
        BlockedUntil.IsBlock && !(BlockedUntil.IsOver(now) && BlockedUntil.IsOver(AsOf));
}
