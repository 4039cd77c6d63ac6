using Microblog.Data;
using Microblog.Outgoing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Moderation.Domains;

/// <summary>What holds here for other servers, for everybody to read.</summary>
[AllowAnonymous]
public sealed class AboutDomainsController(Db db, FederationSettings settings) : Controller
{
    private const int PerPage = 500;

    [HttpGet("/about/domains")]
    public async Task<IActionResult> Show([FromQuery] int? page, CancellationToken ct)
    {
        var first = Math.Clamp(page ?? 0, 0, 1_000);
        var lines = await db.DomainPolicies
            .Where(p => p.Level != PolicyLevel.Allow || settings.AllowListMode)
            .OrderBy(p => p.Level == PolicyLevel.Block ? 0 : p.Level == PolicyLevel.Silence ? 1 : 2)
            .ThenBy(p => p.Host)
            .Skip(first * PerPage)
            .Take(PerPage + 1)
            .Select(p => new { p.Host, p.IsObfuscated, p.Level, p.RejectsMedia, p.PublicComment })
            .ToListAsync(ct);
        return View("About", new AboutDomainsPage(
            [.. lines.Take(PerPage).Select(l =>
                new AboutDomain(l.IsObfuscated ? DomainName.Obfuscated(l.Host) : l.Host, l.Level, l.RejectsMedia, l.PublicComment))],
            lines.Count > PerPage ? first + 1 : null,
            settings.AllowListMode));
    }
}

/// <summary>A page of policies as everybody may see them.</summary>
/// <param name="Next">The number of the next page; null on the last.</param>
public sealed record AboutDomainsPage(IReadOnlyList<AboutDomain> Domains, int? Next, bool IsAllowList);

/// <summary>A policy as everybody may see it.</summary>
/// <param name="Name">Shown in part only where that was asked for.</param>
public sealed record AboutDomain(string Name, PolicyLevel Level, bool RejectsMedia, string Comment);
