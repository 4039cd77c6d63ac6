namespace Microblog.ClientApi;

/// <summary>What client apps are told of this server.</summary>
/// <remarks>Source: Mastodon API documentation, entity Instance.</remarks>
public sealed record InstanceV2
{
    public required string Domain { get; init; }
    public required string Title { get; init; }
    public required string Version { get; init; }

    /// <summary>The page that says what runs here.</summary>
    public required string SourceUrl { get; init; }

    public required string Description { get; init; }
    public required InstanceUsage Usage { get; init; }
    public required InstanceThumbnail Thumbnail { get; init; }
    public IReadOnlyList<object> Icon => [];
    public required IReadOnlyList<string> Languages { get; init; }
    public required InstanceConfiguration Configuration { get; init; }
    public required InstanceRegistrations Registrations { get; init; }
    public IReadOnlyDictionary<string, int> ApiVersions { get; } = new Dictionary<string, int>(StringComparer.Ordinal) { ["mastodon"] = 1 };
    public required InstanceContact Contact { get; init; }
    public required IReadOnlyList<InstanceRule> Rules { get; init; }
}

public sealed record InstanceUsage(InstanceUsers Users);

public sealed record InstanceUsers(long ActiveMonth);

public sealed record InstanceThumbnail(string Url);

/// <summary>Accounts come from the wiki, never from a form here.</summary>
public sealed record InstanceRegistrations(bool Enabled, bool ApprovalRequired, bool ReasonRequired, string? Message, int? MinAge, string Url);

public sealed record InstanceContact(string Email, Account? Account);
