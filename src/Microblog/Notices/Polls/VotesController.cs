using Microblog.Accounts;
using Microblog.Data;
using Microblog.Timelines;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Microblog.Notices.Polls;

/// <summary>The form with which a person votes.</summary>
[Authorize]
public sealed class VotesController(Db db, Vote vote, Viewer viewer, TimeProvider clock, IStringLocalizer<Texts> texts) : Controller
{
    [HttpPost("/notices/{id:long}/votes")]
    public async Task<IActionResult> Cast(long id, [FromForm(Name = "choice")] IReadOnlyList<int> choices, CancellationToken ct)
    {
        if (!ModelState.IsValid)
            throw new RefusalException(Refusal.ChoiceNotUnderstood);
        await vote.RunAsync(viewer.RequiredActorId, id, choices, ct);
        TempData["Done"] = texts["Your vote is counted."].Value;
        var notice = await db.Notices.Where(n => n.Id == id).VisibleTo(viewer.ActorId, clock.GetUtcNow()).As(NoticeView.Shape).SingleAsync(ct);
        return LocalRedirect(notice.Path);
    }
}
