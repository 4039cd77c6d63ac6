using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Filters;
using Microblog.Timelines;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notifications;

/// <summary>What a person is told of, and the form with which they say that they have read it.</summary>
[Authorize]
public sealed class NotificationsController(Db db, Viewer viewer, HeldNotifications held, FillNotices fill, TimeProvider clock) : Controller
{
    private const int PerPage = 30;

    [HttpGet("/notifications")]
    public async Task<IActionResult> Show(PageQuery page, CancellationToken ct)
    {
        var (me, now) = (viewer.RequiredActorId, clock.GetUtcNow());
        var rows = await db.Notifications.ShownTo(db, me, now)
            .On(new Page(page.MaxId, Limit: PerPage + 1), n => n.Id)
            .Select(n => new
            {
                n.Id,
                n.Kind,
                From = new ActorName(n.FromId, n.From!.Handle, n.From.Host, n.From.DisplayName, n.From.IconUrl),
                NoticeId = n.NoticeId == null ? null : n.Notice!.RepeatOfId ?? n.NoticeId,
            })
            .ToListAsync(ct);
        var notices = await fill.ReadAsync([.. rows.Select(r => r.NoticeId).OfType<long>().Distinct()], FilterContexts.Notifications, ct);
        var read = await db.Markers.LastReadOfAsync(me, ct);
        NotificationLine[] lines =
        [
            .. from row in rows.Take(PerPage)
               let notice = row.NoticeId is { } id ? notices.GetValueOrDefault(id) : null
               where row.NoticeId is null || notice is not null
               select new NotificationLine(row.Id, row.Kind, row.From, Snowflake.TimeOf(row.Id), notice, row.Id > read),
        ];
        return View("Notifications", new NotificationsPage(lines, rows.Count > PerPage ? rows[PerPage - 1].Id : null, await held.Of(me).CountAsync(ct)));
    }

    /// <summary>Nothing up to there is new any more.</summary>
    /// <param name="last">The newest that was on the page: what came meanwhile stays new.</param>
    [HttpPost("/notifications/read")]
    public async Task<IActionResult> Read([FromForm] long last, [FromServices] MarkRead mark, CancellationToken ct)
    {
        await mark.RunAsync(viewer.RequiredActorId, MarkedTimeline.Notifications, last, ct);
        return LocalRedirect("/notifications");
    }
}

/// <summary>One thing that somebody did.</summary>
/// <param name="Notice">What it is about; null for none.</param>
/// <param name="IsNew">Newer than what was read.</param>
public sealed record NotificationLine(long Id, NotificationKind Kind, ActorName From, DateTimeOffset At, NoticeView? Notice, bool IsNew)
{
    /// <summary>It speaks for itself: the whole notice is shown, with its buttons.</summary>
    public bool IsNotice => Kind is NotificationKind.Mention or NotificationKind.Notice or NotificationKind.Quote;
}

/// <summary>A page of notifications.</summary>
/// <param name="Older">Where the next page goes on; null on the last.</param>
/// <param name="HeldFrom">Of how many people something is held back.</param>
public sealed record NotificationsPage(IReadOnlyList<NotificationLine> Lines, long? Older, int HeldFrom);
