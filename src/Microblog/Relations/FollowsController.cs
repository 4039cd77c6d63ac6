using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Microblog.Relations;

/// <summary>The forms with which a person follows and stops following.</summary>
[Authorize]
public sealed class FollowsController(Db db, Viewer viewer, FollowActor follow, RefusalTexts refusals, IStringLocalizer<Texts> texts)
    : Controller
{
    [HttpGet("/follow")]
    public IActionResult Show([FromQuery] string? name) => View("Follow", new FollowForm(name));

    /// <summary>Follows whoever has that address, asking their server if need be.</summary>
    [HttpPost("/follows")]
    public async Task<IActionResult> Follow([FromForm] string? name, [FromServices] IActorDirectory directory, CancellationToken ct)
    {
        try
        {
            var followed = await directory.FindAsync(name ?? "", ct);
            return await FollowAsync(followed.Id, ct);
        }
        catch (RefusalException refusal)
        {
            Response.StatusCode = RefusalFilter.StatusOf(refusal.Refusal);
            return View("Follow", new FollowForm(name, refusals.Of(refusal)));
        }
    }

    /// <summary>Follows somebody whose page is open: nobody needs to be asked who that is.</summary>
    [HttpPost("/follows/{actorId:long}")]
    public Task<IActionResult> FollowKnown(long actorId, CancellationToken ct) => FollowAsync(actorId, ct);

    [HttpPost("/follows/{actorId:long}/end")]
    public async Task<IActionResult> Unfollow(long actorId, [FromServices] UnfollowActor unfollow, CancellationToken ct)
    {
        await unfollow.RunAsync(viewer.RequiredActorId, actorId, ct);
        return LocalRedirect(await db.Actors.PathOfAsync(actorId, ct));
    }

    private async Task<IActionResult> FollowAsync(long actorId, CancellationToken ct)
    {
        await follow.RunAsync(viewer.RequiredActorId, actorId, ct);
        var isAccepted = await db.Follows.AnyAsync(f => f.FollowerId == viewer.ActorId && f.FollowedId == actorId && f.IsAccepted, ct);
        TempData["Done"] = (isAccepted ? texts["You follow them now."] : texts["You asked to follow them."]).Value;
        return LocalRedirect(await db.Actors.PathOfAsync(actorId, ct));
    }
}

/// <summary>The form that takes an address.</summary>
/// <param name="Name">What was typed.</param>
/// <param name="Problem">What was wrong with it; null on a fresh form.</param>
public sealed record FollowForm(string? Name, string? Problem = null);
