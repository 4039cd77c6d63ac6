using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Timelines;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Microblog.Relations;

/// <summary>Who asks to follow a person, and the forms with which that person answers and shows followers out.</summary>
[Authorize]
public sealed class FollowRequestsController(Db db, Viewer viewer, IStringLocalizer<Texts> texts, TimeProvider clock) : Controller
{
    private const int PerPage = 40;

    [HttpGet("/follow-requests")]
    public async Task<IActionResult> Show(PageQuery page, CancellationToken ct)
    {
        var lines = await db.Follows
            .Waiting(viewer.RequiredActorId, clock.GetUtcNow())
            .Where(f => page.MaxId == null || f.Id < page.MaxId)
            .OrderByDescending(f => f.Id)
            .Take(PerPage + 1)
            .Select(f => new FollowRequestLine(
                f.Id, f.CreatedAt, new ActorName(f.FollowerId, f.Follower!.Handle, f.Follower.Host, f.Follower.DisplayName, f.Follower.IconUrl)))
            .ToListAsync(ct);
        var older = lines.Count > PerPage ? lines[PerPage - 1].Id : (long?)null;
        return View("FollowRequests", new FollowRequestsPage([.. lines.Take(PerPage)], older));
    }

    [HttpPost("/follow-requests/{actorId:long}")]
    public async Task<IActionResult> Approve(long actorId, [FromServices] ApproveFollow approve, CancellationToken ct)
    {
        await approve.RunAsync(viewer.RequiredActorId, actorId, ct);
        TempData["Done"] = texts["They follow you now."].Value;
        return LocalRedirect("/follow-requests");
    }

    [HttpPost("/follow-requests/{actorId:long}/refuse")]
    public async Task<IActionResult> Refuse(long actorId, [FromServices] RefuseFollower refuse, CancellationToken ct)
    {
        await refuse.RunAsync(viewer.RequiredActorId, actorId, ct);
        TempData["Done"] = texts["The request is refused."].Value;
        return LocalRedirect("/follow-requests");
    }

    [HttpPost("/followers/{actorId:long}/remove")]
    public async Task<IActionResult> Remove(long actorId, [FromServices] RefuseFollower refuse, CancellationToken ct)
    {
        await refuse.RunAsync(viewer.RequiredActorId, actorId, ct);
        TempData["Done"] = texts["They no longer follow you."].Value;
        return LocalRedirect(await db.Actors.PathOfAsync(actorId, ct));
    }
}

/// <summary>Somebody who asks to follow.</summary>
public sealed record FollowRequestLine(long Id, DateTimeOffset At, ActorName Name);

/// <summary>A page of those who ask to follow.</summary>
/// <param name="Older">Where the next page goes on; null on the last.</param>
public sealed record FollowRequestsPage(IReadOnlyList<FollowRequestLine> Lines, long? Older);
