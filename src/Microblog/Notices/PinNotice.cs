using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notices;

/// <summary>Puts a notice of one's own at the top of one's profile.</summary>
public sealed class PinNotice(Db db, JobQueue jobs, Snowflake ids, TimeProvider clock)
{
    /// <summary>Does nothing when it stands there already.</summary>
    /// <exception cref="RefusalException">It is not one's own, not for everybody, a repeat, or there are too many.</exception>
    public Task RunAsync(long authorId, long noticeId, CancellationToken ct) =>
        db.AgainIfOvertakenAsync(() => db.InOneTransactionAsync(() => PinAsync(authorId, noticeId, ct), ct));

    private async Task PinAsync(long authorId, long noticeId, CancellationToken ct)
    {
        var notice = await db.Notices
            .Where(n => n.Id == noticeId && n.AuthorId == authorId && n.Author!.Host == "")
            .Select(n => new { n.Uri, n.Visibility, n.RepeatOfId, IsPinned = n.Pins.Any() })
            .SingleOrDefaultAsync(ct) ?? throw new RefusalException(Refusal.NotFound);
        if (notice.IsPinned)
            return;
        if (notice.Visibility > Visibility.Unlisted || notice.RepeatOfId is not null)
            throw new RefusalException(Refusal.CannotPin);
        if (await db.Pins.CountAsync(p => p.ActorId == authorId, ct) >= Pin.Most)
            throw new RefusalException(Refusal.TooManyPins);

        db.Pins.Add(new Pin { ActorId = authorId, NoticeId = noticeId, PinnedAt = clock.GetUtcNow() });
        jobs.Raise(new NoticePinned(ids.Next(), notice.Uri, authorId, IsPinned: true));
        await db.SaveChangesAsync(ct);
    }
}
