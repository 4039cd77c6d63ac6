using Microblog.Data;
using Microblog.Jobs;
using Microblog.Notices.Quotes;
using Microblog.Reactions;
using Microblog.Streaming;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notices;

/// <summary>Deletes one's own notice, or takes one's repeat back. What stays is its address, so that it can say that it is gone.</summary>
public sealed class DeleteNotice(Db db, JobQueue jobs, TimeProvider clock)
{
    /// <summary>Most other servers that are told because somebody there liked or repeated the notice, beyond those that were sent it.</summary>
    private const int MostServers = 1000;

    /// <summary>Deletes the notice and raises the fact, together.</summary>
    /// <exception cref="RefusalException">There is no such notice of this author's.</exception>
    public Task RunAsync(long authorId, long noticeId, CancellationToken ct) =>
        db.AgainIfOvertakenAsync(() => DeleteAsync(authorId, noticeId, ct));

    private async Task DeleteAsync(long authorId, long noticeId, CancellationToken ct)
    {
        var notice = await db.Notices
            .Include(n => n.Addressees)
            .Include(n => n.RepeatOf)
            .SingleOrDefaultAsync(n => n.Id == noticeId && n.AuthorId == authorId, ct) ?? throw new RefusalException(Refusal.NotFound);

        db.Tombstones.Add(new Tombstone
        {
            Uri = notice.Uri,
            AuthorId = authorId,
            WasPublic = notice.Visibility <= Visibility.Unlisted,
            DeletedAt = clock.GetUtcNow(),
        });
        if (notice.RepeatOf is { } original)
            jobs.Raise(new RepeatEnded(notice.Uri, authorId, notice.Visibility, notice.PublishedAt, original.Uri, original.AuthorId));
        else
            jobs.Raise(new NoticeDeleted(noticeId, notice.Uri, authorId, notice.Visibility, await WhoHasItAsync(notice, ct)));
        db.Notices.Remove(notice);
        db.QuoteStamps.RemoveRange(await db.QuoteStamps.Of(authorId, notice.Uri).ToListAsync(ct));
        await db.InOneTransactionAsync(
            async () =>
            {
                await db.SaveChangesAsync(ct);
                await db.SpreadAsync(News.Deleted(noticeId, authorId, notice.Visibility <= Visibility.Unlisted, notice.Addressees.Select(a => a.ActorId)), ct);
            },
            ct);
    }

    // Those it names or named, whom it answers, whom it quotes and who quotes it; and one on each server where somebody liked or repeated it, as that has a copy without
    // following the author.
    private async Task<IReadOnlyList<long>> WhoHasItAsync(Notice notice, CancellationToken ct)
    {
        var reacted = db.Likes.Where(l => l.NoticeId == notice.Id).Select(l => l.ActorId)
            .Union(db.Notices.Where(r => r.RepeatOfId == notice.Id).Select(r => r.AuthorId))
            .Union(db.QuoteStamps.Where(s => s.QuotedId == notice.Id).Select(s => s.QuoterId))
            .Union(db.Quotes.Where(q => q.NoticeId == notice.Id && q.Quoted != null).Select(q => q.Quoted!.AuthorId));
        var servers = await db.Actors
            .Where(a => a.Host != "" && reacted.Contains(a.Id))
            .GroupBy(a => a.Host)
            .Select(g => g.Min(a => a.Id))
            .Take(MostServers)
            .ToListAsync(ct);
        var named = await db.FormerAddressees
            .Where(f => f.NoticeId == notice.Id)
            .Select(f => f.ActorId)
            .Union(db.Notices.Where(p => p.Id == notice.InReplyToId && notice.Visibility <= Visibility.Unlisted).Select(p => p.AuthorId))
            .ToListAsync(ct);
        return [.. notice.Addressees.Select(a => a.ActorId).Union(named).Union(servers)];
    }
}
