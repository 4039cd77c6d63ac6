using Microblog.Relations;
using Microblog.Relations.Mutes;

namespace Microblog.ClientApi;

/// <summary>How the viewer and another account stand to each other.</summary>
/// <remarks>Source: Mastodon API documentation, entity Relationship.</remarks>
public sealed record Relationship
{
    /// <summary>What the viewer's follow and mute of the account say; null where there is none.</summary>
    internal Relationship(Follow? follow, Mute? mute)
    {
        (Following, Requested) = (follow is { IsAccepted: true }, follow is { IsAccepted: false });
        (ShowingReblogs, Notifying, Languages) = (follow is { HidesRepeats: false }, follow is { Notifies: true }, FollowOptions.Unpack(follow?.Languages) ?? []);
        (Muting, MutingNotifications, MutingExpiresAt) = (mute is not null, mute is { HidesNotifications: true }, ApiText.Instant(mute?.EndsAt));
    }

    public required string Id { get; init; }
    public bool Following { get; }
    public bool ShowingReblogs { get; }
    public bool Notifying { get; }

    /// <summary>Empty for all.</summary>
    public IReadOnlyList<string> Languages { get; }

    public required bool FollowedBy { get; init; }
    public required bool Blocking { get; init; }
    public required bool BlockedBy { get; init; }
    public bool Muting { get; }
    public bool MutingNotifications { get; }

    /// <summary>Null while it does not end of itself.</summary>
    public string? MutingExpiresAt { get; }

    /// <summary>The viewer asked to follow, and waits for an answer.</summary>
    public bool Requested { get; }

    public required bool RequestedBy { get; init; }
    public required bool DomainBlocking { get; init; }
    public required bool Endorsed { get; init; }

    /// <summary>What the viewer wrote down about the account.</summary>
    public required string Note { get; init; }
}
