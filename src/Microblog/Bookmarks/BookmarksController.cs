using Microblog.Accounts;
using Microblog.Data;
using Microblog.SignIn;
using Microblog.Timelines;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.Bookmarks;

/// <summary>What a person marked, and the forms with which they mark.</summary>
[Authorize]
public sealed class BookmarksController(Db db, Viewer viewer, FillNotices fill, TimeProvider clock) : Controller
{
    [HttpGet("/bookmarks")]
    public async Task<IActionResult> Show(PageQuery page, CancellationToken ct)
    {
        var marked = db.Notices.BookmarkedBy(db, viewer.RequiredActorId).VisibleTo(viewer.ActorId, clock.GetUtcNow());
        return View("Bookmarks", await NoticeList.ReadAsync(marked, page, fill, ct));
    }

    [HttpPost("/notices/{id:long}/bookmark")]
    public async Task<IActionResult> Add(long id, [FromForm] string? back, [FromServices] BookmarkNotice bookmark, CancellationToken ct)
    {
        await bookmark.RunAsync(viewer.RequiredActorId, id, ct);
        return LocalRedirect(LocalPath.From(back));
    }

    [HttpPost("/notices/{id:long}/bookmark/end")]
    public async Task<IActionResult> Remove(long id, [FromForm] string? back, [FromServices] UnbookmarkNotice unbookmark, CancellationToken ct)
    {
        await unbookmark.RunAsync(viewer.RequiredActorId, id, ct);
        return LocalRedirect(LocalPath.From(back));
    }
}
