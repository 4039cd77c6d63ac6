using Microblog.Data;
using Microblog.Reactions;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Bookmarks;

/// <summary>Takes a mark off a notice.</summary>
public sealed class UnbookmarkNotice(Db db)
{
    /// <summary>Does nothing when there is none.</summary>
    /// <param name="noticeId">The notice, or a repeat of it.</param>
    public async Task RunAsync(long actorId, long noticeId, CancellationToken ct)
    {
        var original = await db.OriginalIdAsync(noticeId, ct);
        await db.InOneTransactionAsync(
            () => db.Bookmarks.Where(b => b.NoticeId == original && b.ActorId == actorId).ExecuteDeleteAsync(ct), ct);
    }
}
