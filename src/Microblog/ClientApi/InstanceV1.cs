namespace Microblog.ClientApi;

/// <summary>What client apps are told of this server, in the first form.</summary>
/// <remarks>Source: Mastodon API documentation, entity V1::Instance.</remarks>
public sealed record InstanceV1
{
    public required string Uri { get; init; }
    public required string Title { get; init; }
    public string ShortDescription => Description;
    public required string Description { get; init; }
    public required string Email { get; init; }
    public required string Version { get; init; }
    public required InstanceUrls Urls { get; init; }
    public required InstanceStats Stats { get; init; }
    public required string Thumbnail { get; init; }
    public required IReadOnlyList<string> Languages { get; init; }
    public bool Registrations => false;
    public bool ApprovalRequired => false;
    public bool InvitesEnabled => false;
    public required InstanceConfiguration Configuration { get; init; }
    public Account? ContactAccount => null;
    public required IReadOnlyList<InstanceRule> Rules { get; init; }
}

public sealed record InstanceUrls(string StreamingApi);

/// <summary>How much is here.</summary>
/// <param name="DomainCount">Other servers known here.</param>
public sealed record InstanceStats(long UserCount, long StatusCount, long DomainCount);
