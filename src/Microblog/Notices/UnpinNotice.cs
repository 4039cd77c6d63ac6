using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notices;

/// <summary>Takes a notice of one's own from the top of one's profile.</summary>
public sealed class UnpinNotice(Db db, JobQueue jobs, Snowflake ids)
{
    /// <summary>Does nothing when it does not stand there.</summary>
    /// <exception cref="RefusalException">There is no such notice of this author's.</exception>
    public Task RunAsync(long authorId, long noticeId, CancellationToken ct) =>
        db.AgainIfOvertakenAsync(() => UnpinAsync(authorId, noticeId, ct));

    private async Task UnpinAsync(long authorId, long noticeId, CancellationToken ct)
    {
        var uri = await db.Notices
            .Where(n => n.Id == noticeId && n.AuthorId == authorId && n.Author!.Host == "")
            .Select(n => n.Uri)
            .SingleOrDefaultAsync(ct) ?? throw new RefusalException(Refusal.NotFound);
        if (await db.Pins.SingleOrDefaultAsync(p => p.NoticeId == noticeId && p.ActorId == authorId, ct) is not { } pin)
            return;
        db.Pins.Remove(pin);
        jobs.Raise(new NoticePinned(ids.Next(), uri, authorId, IsPinned: false));
        await db.SaveChangesAsync(ct);
    }
}
