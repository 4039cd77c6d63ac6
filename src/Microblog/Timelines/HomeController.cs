using Microblog.Accounts;
using Microblog.Announcements;
using Microblog.Data;
using Microblog.Filters;
using Microblog.Notices;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.Timelines;

/// <summary>What those a person follows have said, below the place to say something.</summary>
[Authorize]
public sealed class HomeController(Db db, Viewer viewer, WriteComposer composer, FillNotices fill, TimeProvider clock) : Controller
{
    [HttpGet("/home")]
    public async Task<IActionResult> Show(PageQuery page, [FromServices] UnreadAnnouncements announcements, CancellationToken ct)
    {
        var (owner, now) = (viewer.RequiredActorId, clock.GetUtcNow());
        var notices = db.Notices.ReadAtHomeBy(db, owner, now).VisibleTo(owner, now);
        return View("Home", new HomePage(
            await composer.ForAsync(owner, await FreshFormAsync(owner, ct), ct),
            await NoticeList.ReadAsync(notices, page, fill, ct, FilterContexts.Home),
            await announcements.OfAsync(owner, ct)));
    }

    private async Task<NoticeForm> FreshFormAsync(long owner, CancellationToken ct)
    {
        var posting = await db.PostingDefaultsOfAsync(owner, ct);
        return new NoticeForm { Visibility = posting.Visibility, IsSensitive = posting.IsSensitive, Quotable = posting.QuotePolicy };
    }
}

public sealed record HomePage(Composer Composer, NoticeList Notices, IReadOnlyList<Announcement> Announcements);
