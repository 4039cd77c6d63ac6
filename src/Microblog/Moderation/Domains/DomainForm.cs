using Microsoft.AspNetCore.Mvc;

namespace Microblog.Moderation.Domains;

/// <summary>What a moderator fills in about a domain.</summary>
public sealed class DomainForm
{
    [FromForm(Name = "domain")]
    public string? Domain { get; init; }

    [FromForm(Name = "level")]
    public PolicyLevel Level { get; init; } = PolicyLevel.Silence;

    [FromForm(Name = "reject_media")]
    public bool RejectsMedia { get; init; }

    [FromForm(Name = "reject_reports")]
    public bool RejectsReports { get; init; }

    [FromForm(Name = "public_comment")]
    public string? PublicComment { get; init; }

    [FromForm(Name = "private_comment")]
    public string? PrivateComment { get; init; }

    [FromForm(Name = "obfuscate")]
    public bool IsObfuscated { get; init; }

    public static DomainForm Of(DomainPolicy policy) => new()
    {
        Domain = policy.Host,
        Level = policy.Level,
        RejectsMedia = policy.RejectsMedia,
        RejectsReports = policy.RejectsReports,
        PublicComment = policy.PublicComment,
        PrivateComment = policy.PrivateComment,
        IsObfuscated = policy.IsObfuscated,
    };

    public DomainDecision ToDecision() => new(
        Domain ?? "", Level, RejectsMedia, RejectsReports, PublicComment ?? "", PrivateComment ?? "", IsObfuscated);
}
