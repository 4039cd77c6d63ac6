using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Microblog.Notices;

/// <summary>The forms with which a person pins and unpins a notice of theirs.</summary>
[Authorize]
public sealed class PinsController(Db db, Viewer viewer, IStringLocalizer<Texts> texts) : Controller
{
    [HttpPost("/pins/{noticeId:long}")]
    public async Task<IActionResult> Pin(long noticeId, [FromServices] PinNotice pin, CancellationToken ct)
    {
        await pin.RunAsync(viewer.RequiredActorId, noticeId, ct);
        TempData["Done"] = texts["The notice stands at the top of your profile now."].Value;
        return LocalRedirect(await db.Actors.PathOfAsync(viewer.RequiredActorId, ct));
    }

    [HttpPost("/pins/{noticeId:long}/end")]
    public async Task<IActionResult> Unpin(long noticeId, [FromServices] UnpinNotice unpin, CancellationToken ct)
    {
        await unpin.RunAsync(viewer.RequiredActorId, noticeId, ct);
        TempData["Done"] = texts["The notice no longer stands at the top of your profile."].Value;
        return LocalRedirect(await db.Actors.PathOfAsync(viewer.RequiredActorId, ct));
    }
}
