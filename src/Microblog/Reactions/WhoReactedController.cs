using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Timelines;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Reactions;

/// <summary>Who likes a notice or gave it an emoji, and who repeated it, for those who may read it; the newest first.</summary>
[AllowAnonymous]
public sealed class WhoReactedController(Db db, Viewer viewer, TimeProvider clock) : Controller
{
    // See ProfilesController for the shape of the routes.
    [HttpGet("/{at:regex(^@)}/{id:long}/likes")]
    public async Task<IActionResult> Likes(string at, long id, PageQuery page, CancellationToken ct) =>
        await FindAsync(id, ct) is var notice && at[1..] == notice.Author.Address && notice.Original is null
            ? View("Who", WhoPage.Of(notice, areLikes: true, await LikersAsync(id, page, ct)))
            : LocalRedirect((notice.Original ?? notice).Path + "/likes");

    [HttpGet("/{at:regex(^@)}/{id:long}/repeats")]
    public async Task<IActionResult> Repeats(string at, long id, PageQuery page, CancellationToken ct) =>
        await FindAsync(id, ct) is var notice && at[1..] == notice.Author.Address && notice.Original is null
            ? View("Who", WhoPage.Of(notice, areLikes: false, await RepeatersAsync(id, page, ct)))
            : LocalRedirect((notice.Original ?? notice).Path + "/repeats");

    private async Task<NoticeView> FindAsync(long id, CancellationToken ct) =>
        await db.Notices.Where(n => n.Id == id).VisibleTo(viewer.ActorId, clock.GetUtcNow()).As(NoticeView.Shape).SingleOrDefaultAsync(ct)
            ?? throw new RefusalException(Refusal.NotFound);

    private Task<List<WhoLine>> LikersAsync(long id, PageQuery page, CancellationToken ct) =>
        db.Likes
            .Where(l => l.NoticeId == id && (page.MaxId == null || l.Id < page.MaxId))
            .Join(db.Actors.ThatAreShown(clock.GetUtcNow()), l => l.ActorId, a => a.Id, (l, a) => new { Like = l, Actor = a })
            .OrderByDescending(x => x.Like.Id)
            .Take(WhoPage.Size + 1)
            .Select(x => new WhoLine(x.Like.Id, new ActorName(x.Actor.Id, x.Actor.Handle, x.Actor.Host, x.Actor.DisplayName, x.Actor.IconUrl), x.Like.Emoji))
            .ToListAsync(ct);

    private Task<List<WhoLine>> RepeatersAsync(long id, PageQuery page, CancellationToken ct) =>
        db.Notices
            .Where(n => n.RepeatOfId == id)
            .VisibleTo(viewer.ActorId, clock.GetUtcNow())
            .On(new Page(page.MaxId, Limit: WhoPage.Size + 1))
            .As(n => new WhoLine(n.Id, new ActorName(n.AuthorId, n.Author!.Handle, n.Author.Host, n.Author.DisplayName, n.Author.IconUrl), Emoji.None))
            .ToListAsync(ct);
}

/// <summary>Somebody who reacted.</summary>
/// <param name="Place">By what the list is paged.</param>
/// <param name="Emoji">Empty for a plain like and a repeat.</param>
public sealed record WhoLine(long Place, ActorName Name, string Emoji);

/// <summary>A page of those who like a notice or repeated it.</summary>
/// <param name="AreLikes">These like it; otherwise they repeated it.</param>
/// <param name="Older">Where the next page goes on; null on the last.</param>
public sealed record WhoPage(NoticeView Notice, bool AreLikes, IReadOnlyList<WhoLine> Lines, long? Older)
{
    /// <summary>Lines on a page.</summary>
    public const int Size = 30;

    /// <summary>A page of what was read.</summary>
    /// <param name="read">One more than a page holds tells that there is another.</param>
    internal static WhoPage Of(NoticeView notice, bool areLikes, IReadOnlyList<WhoLine> read) =>
        new(notice, areLikes, [.. read.Take(Size)], read.Count > Size ? read[Size - 1].Place : null);
}
