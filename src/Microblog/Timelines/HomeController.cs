using Microblog.Accounts;
using Microblog.Data;
using Microblog.Lists;
using Microblog.Notices;
using Microblog.Relations.Mutes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.Timelines;

/// <summary>What those a person follows have said, below the place to say something.</summary>
[Authorize]
public sealed class HomeController(Db db, Viewer viewer, WriteComposer composer, FillNotices fill, TimeProvider clock) : Controller
{
    [HttpGet("/home")]
    public async Task<IActionResult> Show(PageQuery page, CancellationToken ct)
    {
        var notices = db.Notices.OnHomeOf(db, viewer.RequiredActorId)
            .WithoutExclusiveLists(db, viewer.RequiredActorId)
            .WithoutMutedBy(db, viewer.ActorId, clock.GetUtcNow())
            .VisibleTo(viewer.ActorId, clock.GetUtcNow());
        return View("Home", new HomePage(
            await composer.ForAsync(viewer.RequiredActorId, new NoticeForm(), ct),
            await NoticeList.ReadAsync(notices, page, fill, ct)));
    }
}

public sealed record HomePage(Composer Composer, NoticeList Notices);
