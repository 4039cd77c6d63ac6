namespace Microblog.ClientApi;

/// <summary>How the viewer and another account stand to each other.</summary>
/// <remarks>Source: Mastodon API documentation, entity Relationship.</remarks>
public sealed record Relationship
{
    public required string Id { get; init; }
    public required bool Following { get; init; }
    public bool ShowingReblogs => Following;
    public bool Notifying => false;
    public IReadOnlyList<string>? Languages => null;
    public required bool FollowedBy { get; init; }
    public required bool Blocking { get; init; }
    public required bool BlockedBy { get; init; }
    public bool Muting => false;
    public bool MutingNotifications => false;
    public string? MutingExpiresAt => null;

    /// <summary>The viewer asked to follow, and waits for an answer.</summary>
    public required bool Requested { get; init; }

    public required bool RequestedBy { get; init; }
    public bool DomainBlocking => false;
    public bool Endorsed => false;
    public string Note => "";
}
