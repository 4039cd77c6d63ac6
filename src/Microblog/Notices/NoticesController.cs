using System.Linq.Expressions;
using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Filters;
using Microblog.Reactions;
using Microblog.Timelines;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notices;

/// <summary>A notice's page, with what it answers and what answers it.</summary>
[AllowAnonymous]
public sealed class NoticesController(Db db, Viewer viewer, WriteComposer composer, OpenConversation opened, TimeProvider clock) : Controller
{
    // See ProfilesController for the shape of the route.
    [HttpGet("/{at:regex(^@)}/{id:long}")]
    public async Task<IActionResult> Show(string at, long id, [FromServices] LocalUris uris, [FromServices] FillNotices fill, CancellationToken ct)
    {
        if (await Readable(n => n.Id == id).As(NoticeView.Shape).SingleOrDefaultAsync(ct) is not { } notice)
            return StatusCode(await WasDeletedAsync(uris.Notice(id), ct) ? StatusCodes.Status410Gone : StatusCodes.Status404NotFound);
        if (Request.PrefersActivity)
            return Redirect(notice.Uri.AbsoluteUri);
        if (notice.Original is { } original)
            return LocalRedirect(original.Path);
        if (at[1..] != notice.Author.Address)
            return LocalRedirect(notice.Path);

        if (viewer.IsSignedIn)
            await opened.RunAsync(id, ct);
        var reply = viewer.ActorId is { } me ? await composer.ForAsync(me, ReplyTo(notice, me), ct) : null;
        var now = clock.GetUtcNow();
        var before = await ReadAsync(db.Before(id, viewer.ActorId, now), now, ct);
        var after = await ReadAsync(db.After(id, viewer.ActorId, now), now, ct);
        var shown = (await fill.RunAsync([.. before, notice, .. after], ct, FilterContexts.Thread)).Select(n => n.Id).ToHashSet();
        return View("Notice", new NoticePage(
            [.. before.Where(n => shown.Contains(n.Id))],
            notice,
            await db.ReactionsToAsync(id, viewer.ActorId, now, ct),
            [.. after.Where(n => shown.Contains(n.Id))],
            reply));
    }

    // A reply starts with whom it is for, and is no more open than what it answers.
    private static NoticeForm ReplyTo(NoticeView notice, long me) => new()
    {
        InReplyTo = notice.Id,
        Text = notice.Author.Id == me ? null : $"@{notice.Author.Address} ",
        Visibility = notice.Visibility,
        Summary = notice.Summary,
    };

    private async Task<IReadOnlyList<NoticeView>> ReadAsync(IQueryable<Placed> notices, DateTimeOffset now, CancellationToken ct) =>
        await notices.VisibleTo(viewer.ActorId, now).InOrder(Conversation.Most).As(NoticeView.Shape).ToListAsync(ct);

    private ReadableNotices Readable(Expression<Func<Notice, bool>> which) =>
        db.Notices.Where(which).VisibleTo(viewer.ActorId, clock.GetUtcNow());

    private Task<bool> WasDeletedAsync(Uri uri, CancellationToken ct) => db.Tombstones.AnyAsync(t => t.Uri == uri && t.WasPublic, ct);
}

/// <summary>A notice among what was said before and after it.</summary>
/// <param name="Before">What it answers, oldest first.</param>
/// <param name="Reactions">The emoji it was given.</param>
/// <param name="After">What answers it, oldest first.</param>
/// <param name="Reply">Where to answer it; null for a passer-by.</param>
public sealed record NoticePage(
    IReadOnlyList<NoticeView> Before, NoticeView Notice, IReadOnlyList<ReactionGroup> Reactions, IReadOnlyList<NoticeView> After, Composer? Reply);
