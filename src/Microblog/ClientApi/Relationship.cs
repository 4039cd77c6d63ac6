namespace Microblog.ClientApi;

/// <summary>How the viewer and another account stand to each other.</summary>
/// <remarks>Source: Mastodon API documentation, entity Relationship.</remarks>
public sealed record Relationship
{
    public required string Id { get; init; }
    public required bool Following { get; init; }
    public required bool ShowingReblogs { get; init; }
    public required bool Notifying { get; init; }

    /// <summary>Null for all.</summary>
    public required IReadOnlyList<string>? Languages { get; init; }
    public required bool FollowedBy { get; init; }
    public required bool Blocking { get; init; }
    public required bool BlockedBy { get; init; }
    public required bool Muting { get; init; }
    public required bool MutingNotifications { get; init; }

    /// <summary>Null while it does not end of itself.</summary>
    public required string? MutingExpiresAt { get; init; }

    /// <summary>The viewer asked to follow, and waits for an answer.</summary>
    public required bool Requested { get; init; }

    public required bool RequestedBy { get; init; }
    public required bool DomainBlocking { get; init; }
    public required bool Endorsed { get; init; }

    /// <summary>What the viewer wrote down about the account.</summary>
    public required string Note { get; init; }
}
