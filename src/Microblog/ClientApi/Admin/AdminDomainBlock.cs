using Microblog.Data;
using Microblog.Moderation.Domains;

namespace Microblog.ClientApi.Admin;

/// <summary>What holds for a server that is blocked, silenced or limited, as moderators read it.</summary>
/// <param name="CreatedAt">When something was first decided about it.</param>
/// <remarks>Source: Mastodon API documentation, entity Admin::DomainBlock.</remarks>
public sealed record AdminDomainBlock(
    string Id,
    string Domain,
    string CreatedAt,
    string Severity,
    bool RejectMedia,
    bool RejectReports,
    string? PrivateComment,
    string? PublicComment,
    bool Obfuscate)
{
    internal static AdminDomainBlock Of(DomainPolicy policy) => new(
        ApiText.Id(policy.Id),
        policy.Host,
        ApiText.Instant(Snowflake.TimeOf(policy.Id)),
        policy.Level switch
        {
            PolicyLevel.Block => "suspend",
            PolicyLevel.Silence => "silence",
            _ => "noop",
        },
        policy.RejectsMedia,
        policy.RejectsReports,
        NullIfEmpty(policy.PrivateComment),
        NullIfEmpty(policy.PublicComment),
        policy.IsObfuscated);

    /// <summary>Reads a severity.</summary>
    /// <exception cref="RefusalException">There is none of that name.</exception>
    internal static PolicyLevel LevelOf(string severity) => severity switch
    {
        "suspend" => PolicyLevel.Block,
        "silence" => PolicyLevel.Silence,
        "noop" => PolicyLevel.None,
        _ => throw new RefusalException(Refusal.SeverityNotUnderstood),
    };

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}

/// <summary>A server that is let in by name, as moderators read it.</summary>
/// <remarks>Source: Mastodon API documentation, entity Admin::DomainAllow.</remarks>
public sealed record AdminDomainAllow(string Id, string Domain, string CreatedAt)
{
    internal static AdminDomainAllow Of(DomainPolicy policy) =>
        new(ApiText.Id(policy.Id), policy.Host, ApiText.Instant(Snowflake.TimeOf(policy.Id)));
}
