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

/// <summary>Whom a person has blocked for themselves, and the forms with which they block and unblock.</summary>
[Authorize]
public sealed class BlocksController(Db db, Viewer viewer, IStringLocalizer<Texts> texts) : Controller
{
    private const int PerPage = 40;

    [HttpGet("/blocks")]
    public async Task<IActionResult> Show(PageQuery page, CancellationToken ct)
    {
        var lines = await db.PersonalBlocks
            .Where(b => b.BlockerId == viewer.RequiredActorId && (page.MaxId == null || b.Id < page.MaxId))
            .OrderByDescending(b => b.Id)
            .Take(PerPage + 1)
            .Select(b => new { b.Id, Name = new ActorName(b.BlockedId, b.Blocked!.Handle, b.Blocked.Host, b.Blocked.DisplayName, b.Blocked.IconUrl) })
            .ToListAsync(ct);
        var older = lines.Count > PerPage ? lines[PerPage - 1].Id : (long?)null;
        return View("Blocks", new BlocksPage([.. lines.Take(PerPage).Select(l => l.Name)], older));
    }

    [HttpPost("/blocks/{actorId:long}")]
    public async Task<IActionResult> Block(long actorId, [FromServices] BlockActor block, CancellationToken ct)
    {
        await block.RunAsync(viewer.RequiredActorId, actorId, ct);
        TempData["Done"] = texts["You blocked them."].Value;
        return LocalRedirect(await db.Actors.PathOfAsync(actorId, ct));
    }

    [HttpPost("/blocks/{actorId:long}/end")]
    public async Task<IActionResult> Unblock(long actorId, [FromServices] UnblockActor unblock, CancellationToken ct)
    {
        await unblock.RunAsync(viewer.RequiredActorId, actorId, ct);
        TempData["Done"] = texts["You no longer block them."].Value;
        return LocalRedirect(await db.Actors.PathOfAsync(actorId, ct));
    }
}

/// <summary>A page of those blocked.</summary>
/// <param name="Older">Where the next page goes on; null on the last.</param>
public sealed record BlocksPage(IReadOnlyList<ActorName> Names, long? Older);
