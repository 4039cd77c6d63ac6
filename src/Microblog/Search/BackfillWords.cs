using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Search;

/// <summary>Brings notices from before there was an index into it, the newest first.</summary>
public sealed class BackfillWords(Db db) : IRecur
{
    private const int AtOnce = 200;

    public async Task RunAsync(CancellationToken ct)
    {
        while (await db.UnindexedNotices.OrderByDescending(u => u.NoticeId).Select(u => u.NoticeId).Take(AtOnce).ToArrayAsync(ct) is { Length: > 0 } ids)
        {
            await db.AgainIfOvertakenAsync(() => IndexAsync(ids, ct));
            db.ChangeTracker.Clear();
        }
    }

    private Task IndexAsync(long[] ids, CancellationToken ct) => db.InOneTransactionAsync(
        async () =>
        {
            var notices = await db.Notices
                .Where(n => ids.Contains(n.Id) && !db.NoticeWords.Any(w => w.NoticeId == n.Id))
                .Include(n => n.Attachments)
                .Include(n => n.Poll!.Options)
                .Include(n => n.Quote)
                .AsSplitQuery()
                .AsNoTracking()
                .ToListAsync(ct);
            db.NoticeWords.AddRange(notices.Select(n => new NoticeWords { NoticeId = n.Id, Words = KeepWords.Joined(n, [.. n.Attachments], n.Poll) }));
            await db.SaveChangesAsync(ct);
            await db.UnindexedNotices.Where(u => ids.Contains(u.NoticeId)).ExecuteDeleteAsync(ct);
        },
        ct);
}
