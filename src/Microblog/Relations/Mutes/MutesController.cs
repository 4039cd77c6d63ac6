using System.Globalization;
using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Timelines;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Microblog.Relations.Mutes;

/// <summary>Whom a person has muted, and the forms with which they mute and see again.</summary>
[Authorize]
public sealed class MutesController(Db db, Viewer viewer, IStringLocalizer<Texts> texts, TimeProvider clock) : Controller
{
    private const int PerPage = 40;

    [HttpGet("/mutes")]
    public async Task<IActionResult> Show(PageQuery page, CancellationToken ct)
    {
        var lines = await db.Mutes.At(clock.GetUtcNow())
            .Where(m => m.MuterId == viewer.RequiredActorId && (page.MaxId == null || m.Id < page.MaxId))
            .OrderByDescending(m => m.Id)
            .Take(PerPage + 1)
            .Select(m => new MuteLine(
                m.Id, new ActorName(m.MutedId, m.Muted!.Handle, m.Muted.Host, m.Muted.DisplayName, m.Muted.IconUrl), m.EndsAt))
            .ToListAsync(ct);
        return View("Mutes", new MutesPage([.. lines.Take(PerPage)], lines.Count > PerPage ? lines[PerPage - 1].Id : null));
    }

    [HttpPost("/mutes/{actorId:long}")]
    public async Task<IActionResult> Mute(long actorId, [FromForm] string? days, [FromServices] MuteActor mute, CancellationToken ct)
    {
        var isCounted = int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var count);
        var lasts = isCounted ? TimeSpan.FromDays(Math.Min(count, MuteActor.Longest.TotalDays)) : (TimeSpan?)null;
        await mute.RunAsync(viewer.RequiredActorId, actorId, hidesNotifications: true, lasts, ct);
        TempData["Done"] = texts["You muted them."].Value;
        return LocalRedirect(await db.Actors.PathOfAsync(actorId, ct));
    }

    [HttpPost("/mutes/{actorId:long}/end")]
    public async Task<IActionResult> Unmute(long actorId, [FromServices] UnmuteActor unmute, CancellationToken ct)
    {
        await unmute.RunAsync(viewer.RequiredActorId, actorId, ct);
        TempData["Done"] = texts["You no longer mute them."].Value;
        return LocalRedirect(await db.Actors.PathOfAsync(actorId, ct));
    }
}

/// <summary>Somebody muted.</summary>
/// <param name="EndsAt">Null for when it is taken back.</param>
public sealed record MuteLine(long Id, ActorName Name, DateTimeOffset? EndsAt);

/// <summary>A page of those muted.</summary>
/// <param name="Older">Where the next page goes on; null on the last.</param>
public sealed record MutesPage(IReadOnlyList<MuteLine> Lines, long? Older);
