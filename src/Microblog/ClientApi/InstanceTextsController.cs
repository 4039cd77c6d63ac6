using Microblog.About;
using Microblog.Data;
using Microblog.Moderation.Domains;
using Microblog.Outgoing;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>Tells client apps what this server says of itself, and what holds here.</summary>
/// <remarks>Source: Mastodon API documentation, instance.</remarks>
[ApiController]
[AllowAnonymous]
[Route("api/v1/instance")]
public sealed class InstanceTextsController(ServerTexts texts, Db db, FederationSettings federation) : ControllerBase
{
    /// <summary>Policies that one answer holds at most.</summary>
    private const int Most = 10_000;

    [HttpGet("rules")]
    public IReadOnlyList<InstanceRule> Rules() => InstanceRule.Of(texts);

    [HttpGet("extended_description")]
    public InstanceText About() => InstanceText.Of(texts.About);

    [HttpGet("privacy_policy")]
    public InstanceText PrivacyPolicy() => InstanceText.Of(texts.PrivacyPolicy);

    [HttpGet("terms_of_service")]
    public InstanceTerms Terms() => texts.Terms.IsEmpty
        ? throw new RefusalException(Refusal.NotFound)
        : new(ApiText.Day(Software.StartedAt), Effective: true, texts.Terms.Value, SucceededBy: null);

    /// <summary>The terms that took effect on a day. Only those that hold are kept.</summary>
    [HttpGet("terms_of_service/{date}")]
    public InstanceTerms TermsOf(string date) =>
        string.Equals(date, ApiText.Day(Software.StartedAt), StringComparison.Ordinal) ? Terms() : throw new RefusalException(Refusal.NotFound);

    /// <summary>The languages that this server is for.</summary>
    [HttpGet("languages")]
    public IReadOnlyList<InstanceLanguage> Languages() => [.. texts.Languages.Select(InstanceLanguage.Of)];

    /// <summary>Nothing is translated here.</summary>
    [HttpGet("translation_languages")]
    public object Translations() => new { };

    [HttpGet("domain_blocks")]
    public async Task<IReadOnlyList<InstanceDomainBlock>> DomainBlocks(CancellationToken ct)
    {
        var policies = await db.DomainPolicies
            .Where(p => p.Level == PolicyLevel.Block || p.Level == PolicyLevel.Silence)
            .OrderBy(p => p.Host)
            .Take(Most)
            .AsNoTracking()
            .ToListAsync(ct);
        return [.. policies.Select(InstanceDomainBlock.Of)];
    }

    /// <summary>How much was done here in the last weeks, this week first.</summary>
    [HttpGet("activity")]
    public Task<IReadOnlyList<InstanceWeek>> Activity([FromServices] ServerWeeks weeks, CancellationToken ct) => weeks.ReadAsync(ct);

    /// <summary>The other servers that are known here; none where only listed servers are spoken with, as that list is nobody else's.</summary>
    [HttpGet("peers")]
    public async Task<IReadOnlyList<string>> Peers(CancellationToken ct) => federation.AllowListMode
        ? []
        : await db.Actors
            .Where(a => a.Host != "" && a.HostStanding != Actors.HostStanding.Blocked)
            .Select(a => a.Host)
            .Distinct()
            .OrderBy(h => h)
            .Take(Most)
            .ToListAsync(ct);
}
