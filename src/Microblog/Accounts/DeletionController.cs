using Microblog.Actors;
using Microblog.Data;
using Microblog.SignIn;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Microblog.Accounts;

/// <summary>Deleting one's own account: the page says what goes, and the name must be typed.</summary>
[Authorize]
[Route("settings/deletion")]
public sealed class DeletionController(Db db, Viewer viewer, SignInCookies cookies, RefusalTexts refusals, IStringLocalizer<Texts> texts) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Show(CancellationToken ct) => View("Deletion", await PageAsync(problem: null, ct));

    [HttpPost]
    public async Task<IActionResult> Delete([FromForm] string? name, [FromServices] DeleteAccount delete, CancellationToken ct)
    {
        var page = await PageAsync(problem: null, ct);
        if (Actor.KeyOf((name ?? "").Trim().TrimStart('@')) != Actor.KeyOf(page.Handle))
            return Refused(page, StatusCodes.Status422UnprocessableEntity, texts["That is not the name of this account: nothing is deleted."]);
        try
        {
            await delete.RunAsync(viewer.RequiredActorId, ct);
        }
        catch (RefusalException refusal)
        {
            return Refused(page, RefusalFilter.StatusOf(refusal.Refusal), refusals.Of(refusal));
        }

        cookies.Delete(Response, cookies.Session);
        TempData["Done"] = texts["The account {0} is deleted.", page.Handle].Value;
        return LocalRedirect("/");
    }

    private ViewResult Refused(DeletionPage page, int status, string problem)
    {
        Response.StatusCode = status;
        return View("Deletion", page with { Problem = problem });
    }

    private async Task<DeletionPage> PageAsync(string? problem, CancellationToken ct)
    {
        var me = viewer.RequiredActorId;
        return new DeletionPage(
            await db.Actors.Where(a => a.Id == me).Select(a => a.Handle).SingleAsync(ct),
            await db.Notices.LongCountAsync(n => n.AuthorId == me, ct),
            await db.Likes.LongCountAsync(l => l.ActorId == me, ct),
            await db.Follows.LongCountAsync(f => f.FollowedId == me, ct),
            await db.Follows.LongCountAsync(f => f.FollowerId == me, ct),
            problem);
    }
}

/// <summary>What the page about deleting an account shows: all that goes.</summary>
/// <param name="Notices">Repeats included.</param>
/// <param name="Likes">Emoji included.</param>
/// <param name="Followers">Requests included.</param>
/// <param name="Following">Requests included.</param>
/// <param name="Problem">Why it was not done; null on a fresh page.</param>
public sealed record DeletionPage(string Handle, long Notices, long Likes, long Followers, long Following, string? Problem);
