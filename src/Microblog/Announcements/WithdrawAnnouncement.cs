using Microblog.Data;
using Microblog.Streaming;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Announcements;

/// <summary>Takes an announcement back, with all that people answered.</summary>
public sealed class WithdrawAnnouncement(Db db)
{
    /// <summary>Takes it back.</summary>
    /// <exception cref="RefusalException">There is none of that id.</exception>
    public Task RunAsync(long id, CancellationToken ct) => db.InOneTransactionAsync(
        async () =>
        {
            if (await db.Announcements.Where(a => a.Id == id).ExecuteDeleteAsync(ct) == 0)
                throw new RefusalException(Refusal.NotFound);
            await db.SpreadAsync(News.Withdrawn(id), ct);
        },
        ct);
}
