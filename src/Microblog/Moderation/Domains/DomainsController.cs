using Microblog.Accounts;
using Microblog.Data;
using Microblog.Outgoing;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Microblog.Moderation.Domains;

/// <summary>Where moderators decide what holds for other servers.</summary>
[Authorize(Policies.Moderator)]
[Route("moderation/domains")]
public sealed class DomainsController(Db db, Viewer viewer, RefusalTexts refusals, IStringLocalizer<Texts> texts, FederationSettings settings)
    : Controller
{
    private const int PerPage = 100;

    /// <summary>Policies by name, a hundred a page; those whose name holds <paramref name="find"/>.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show([FromQuery] string? find, [FromQuery] int? page, CancellationToken ct)
    {
        var policies = db.DomainPolicies.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(find))
        {
            var part = find.Trim().ToLowerInvariant();
            policies = policies.Where(p => p.Host.Contains(part));
        }

        var number = Math.Clamp(page ?? 0, 0, 10_000);
        var lines = await policies.OrderBy(p => p.Host).Skip(number * PerPage).Take(PerPage + 1).ToListAsync(ct);
        return View("Domains", new DomainsPage(
            find, [.. lines.Take(PerPage)], lines.Count > PerPage ? number + 1 : null, settings.AllowListMode));
    }

    [HttpGet("new")]
    public IActionResult Add([FromQuery] string? domain) => View("Domain", new DomainPage(null, new DomainForm { Domain = domain }));

    [HttpGet("{domain}")]
    public async Task<IActionResult> Edit(string domain, CancellationToken ct)
    {
        var policy = await FindAsync(domain, ct);
        return View("Domain", new DomainPage(policy, DomainForm.Of(policy)));
    }

    [HttpPost("")]
    public async Task<IActionResult> Set(DomainForm form, [FromServices] SetDomainPolicy set, CancellationToken ct)
    {
        if (!ModelState.IsValid)
            return BadRequest();
        try
        {
            var policy = await set.RunAsync(form.ToDecision(), viewer.RequiredActorId, ct);
            TempData["Done"] = texts["The policy about {0} holds from now on. The log says so.", policy.Host].Value;
            return LocalRedirect("/moderation/domains");
        }
        catch (RefusalException refusal)
        {
            Response.StatusCode = RefusalFilter.StatusOf(refusal.Refusal);
            return View("Domain", new DomainPage(null, form, refusals.Of(refusal)));
        }
    }

    [HttpPost("{domain}/lift")]
    public async Task<IActionResult> Lift(string domain, [FromForm] string? reason, [FromServices] LiftDomainPolicy lift, CancellationToken ct)
    {
        var policy = await FindAsync(domain, ct);
        try
        {
            await lift.RunAsync(domain, viewer.RequiredActorId, reason ?? "", ct);
            TempData["Done"] = texts["The policy about {0} is lifted. The log says so.", policy.Host].Value;
            return LocalRedirect("/moderation/domains");
        }
        catch (RefusalException refusal) when (refusal.Refusal == Refusal.CommentTooLong)
        {
            Response.StatusCode = RefusalFilter.StatusOf(refusal.Refusal);
            return View("Domain", new DomainPage(policy, DomainForm.Of(policy), LiftProblem: refusals.Of(refusal)));
        }
    }

    private async Task<DomainPolicy> FindAsync(string domain, CancellationToken ct) =>
        DomainName.TryParse(domain, out var host) && await db.DomainPolicies.AsNoTracking().SingleOrDefaultAsync(p => p.Host == host, ct) is { } policy
            ? policy
            : throw new RefusalException(Refusal.NotFound);
}

/// <summary>A page of policies.</summary>
/// <param name="Find">What was looked for; null for all.</param>
/// <param name="Next">The number of the next page; null on the last.</param>
public sealed record DomainsPage(string? Find, IReadOnlyList<DomainPolicy> Policies, int? Next, bool IsAllowList);

/// <summary>The form about one domain.</summary>
/// <param name="Policy">What stands; null for a new one.</param>
/// <param name="Problem">What was wrong with what was asked for.</param>
/// <param name="LiftProblem">What was wrong with lifting it.</param>
public sealed record DomainPage(DomainPolicy? Policy, DomainForm Form, string? Problem = null, string? LiftProblem = null);
