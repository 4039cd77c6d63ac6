namespace Microblog.ClientApi.Admin;

/// <summary>A report as moderators read it.</summary>
/// <param name="UpdatedAt">When a moderator last did something with it, or it was made.</param>
/// <param name="Statuses">What of it still stands, whoever may read it otherwise.</param>
/// <remarks>Source: Mastodon API documentation, entity Admin::Report.</remarks>
public sealed record AdminReport(
    string Id,
    bool ActionTaken,
    string? ActionTakenAt,
    string Category,
    string Comment,
    bool Forwarded,
    string CreatedAt,
    string UpdatedAt,
    AdminAccount Account,
    AdminAccount TargetAccount,
    AdminAccount? AssignedAccount,
    AdminAccount? ActionTakenByAccount,
    IReadOnlyList<Status> Statuses,
    IReadOnlyList<InstanceRule> Rules);
