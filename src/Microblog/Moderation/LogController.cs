using System.Linq.Expressions;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Moderation.Domains;
using Microblog.Timelines;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Moderation;

/// <summary>The public log of what administrators did, newest first.</summary>
[AllowAnonymous]
public sealed class LogController(Db db, LocalUris uris) : Controller
{
    private const int PerPage = 50;

    [HttpGet("/log")]
    public async Task<IActionResult> Show([FromQuery] string? account, PageQuery page, CancellationToken ct)
    {
        var entries = db.LogEntries.AsQueryable();
        if (!string.IsNullOrWhiteSpace(account))
        {
            var named = db.Actors.At(Local(account.Trim().TrimStart('@')));
            entries = entries.Where(e => named.Any(a => a.Id == e.TargetId));
        }

        if (page.MaxId is { } max)
            entries = entries.Where(e => e.Id < max);
        var lines = await entries.OrderByDescending(e => e.Id).Take(PerPage + 1).Select(LogLine.Shape).ToListAsync(ct);
        return View("Log", new LogPage(account, [.. lines.Take(PerPage)], lines.Count > PerPage ? lines[PerPage - 1].Id : null));
    }

    // The whole address of someone here, as people elsewhere write it, is their name.
    private string Local(string address) =>
        address.EndsWith($"@{uris.Host}", StringComparison.OrdinalIgnoreCase) ? address[..^(uris.Host.Length + 1)] : address;
}

/// <summary>A page of the log.</summary>
/// <param name="Account">Whose lines are shown; null for everyone's.</param>
/// <param name="Older">Where the next page goes on; null on the last.</param>
public sealed record LogPage(string? Account, IReadOnlyList<LogLine> Lines, long? Older);

/// <summary>A line of the log as a page shows it.</summary>
/// <param name="By">Null for the operator at the command line.</param>
/// <param name="Target">Null where the line is about a domain.</param>
public sealed record LogLine(
    long Id,
    DateTimeOffset At,
    LogAction Action,
    ActorName? By,
    ActorName? Target,
    BlockScope? Scope,
    string? Domain,
    bool HidesDomain,
    string Reason,
    DateTimeOffset? Until)
{
    /// <summary>The columns it takes.</summary>
    public static readonly Expression<Func<LogEntry, LogLine>> Shape = e => new LogLine(
        e.Id,
        e.At,
        e.Action,
        e.By == null ? null : new ActorName(e.By.Id, e.By.Handle, e.By.Host, e.By.DisplayName, e.By.IconUrl),
        e.Target == null ? null : new ActorName(e.Target.Id, e.Target.Handle, e.Target.Host, e.Target.DisplayName, e.Target.IconUrl),
        e.Scope,
        e.Domain,
        e.HidesDomain,
        e.Reason,
        e.Until);

    /// <summary>The domain as everybody may see it; null where the line is about an account.</summary>
    public string? ShownDomain => Domain is null || !HidesDomain ? Domain : DomainName.Obfuscated(Domain);
}
