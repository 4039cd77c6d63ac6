using Microblog.Accounts;
using Microblog.Data;
using Microblog.Filters;
using Microblog.Relations.Mutes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.Timelines;

/// <summary>The front page: what people here say in public.</summary>
[AllowAnonymous]
public sealed class PublicController(Db db, Viewer viewer, FillNotices fill, TimeProvider clock) : Controller
{
    /// <summary>The front page for passers-by; people who are signed in go to their home timeline.</summary>
    [HttpGet("/")]
    public Task<IActionResult> Front(PageQuery page, CancellationToken ct) =>
        viewer.IsSignedIn ? Task.FromResult<IActionResult>(LocalRedirect("/home")) : Show(page, ct);

    [HttpGet("/public")]
    public async Task<IActionResult> Show(PageQuery page, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var notices = db.Notices.OnPublicPage(now).InPlace().WithoutMutedBy(db, viewer.ActorId, now).VisibleTo(viewer.ActorId, now);
        return View("Public", await NoticeList.ReadAsync(notices, page, fill, ct, FilterContexts.Public));
    }
}
