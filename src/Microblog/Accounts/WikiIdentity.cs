namespace Microblog.Accounts;

/// <summary>An account's identity on a wiki, and the last known standing there.</summary>
/// <remarks>The identity is (wiki, sub); names change and are never compared.</remarks>
public sealed class WikiIdentity
{
    public required long Id { get; init; }
    public required long AccountId { get; init; }
    public Account? Account { get; init; }
    public required string WikiId { get; init; }

    /// <summary>The subject the wiki's OAuth profile gave, compared as text.</summary>
    public required string Sub { get; init; }

    /// <summary>The account's number on that wiki; rights are asked by it.</summary>
    public required long UserId { get; set; }

    /// <summary>The name as the wiki spells it now; follows renames.</summary>
    public required string Name { get; set; }

    /// <summary>The wiki has such an account.</summary>
    public bool IsKnown { get; set; }
    public bool HasRequiredRight { get; set; }
    public bool IsTemporary { get; set; }
    public bool IsSystem { get; set; }

    /// <summary>Groups on the wiki, separated by <c>|</c>.</summary>
    public string Groups { get; set; } = "";

    /// <summary>End of a sitewide block there; null when not blocked; <see cref="DateTimeOffset.MaxValue"/>'s millisecond for ever.</summary>
    public DateTimeOffset? BlockedUntil { get; set; }

    /// <summary>The blocking administrator's words: plain text, shown to the person and to our administrators only.</summary>
    public string? BlockReason { get; set; }

    public int? EditCount { get; set; }
    public DateTimeOffset? RegisteredAt { get; set; }

    /// <summary>When the wiki last gave a good answer.</summary>
    public required DateTimeOffset CheckedAt { get; set; }

    /// <summary>Until when that answer counts while the wiki cannot be reached.</summary>
    public required DateTimeOffset GoodUntil { get; set; }

    /// <summary>When the wiki first said that no such account exists; it must say so again ten minutes later before we believe it.</summary>
    public DateTimeOffset? MissingSince { get; set; }
}
