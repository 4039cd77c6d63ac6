using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notices;

/// <summary>Deletes one's own notice. What stays is its address, so that it can say that it is gone.</summary>
public sealed class DeleteNotice(Db db, JobQueue jobs, TimeProvider clock)
{
    /// <summary>Deletes the notice and raises the fact, together.</summary>
    /// <exception cref="RefusalException">There is no such notice of this author's.</exception>
    public Task RunAsync(long authorId, long noticeId, CancellationToken ct) =>
        db.AgainIfOvertakenAsync(() => DeleteAsync(authorId, noticeId, ct));

    private async Task DeleteAsync(long authorId, long noticeId, CancellationToken ct)
    {
        var notice = await db.Notices
            .Include(n => n.Addressees)
            .SingleOrDefaultAsync(n => n.Id == noticeId && n.AuthorId == authorId, ct) ?? throw new RefusalException(Refusal.NotFound);

        db.Tombstones.Add(new Tombstone
        {
            Uri = notice.Uri,
            AuthorId = authorId,
            WasPublic = notice.Visibility <= Visibility.Unlisted,
            DeletedAt = clock.GetUtcNow(),
        });
        db.Notices.Remove(notice);
        jobs.Raise(new NoticeDeleted(
            noticeId, notice.Uri, authorId, notice.Visibility, [.. notice.Addressees.Select(a => a.ActorId)]));
        await db.SaveChangesAsync(ct);
    }
}
