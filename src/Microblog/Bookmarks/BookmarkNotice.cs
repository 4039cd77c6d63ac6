using Microblog.Data;
using Microblog.Reactions;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Bookmarks;

/// <summary>Marks a notice, so that one finds it again.</summary>
public sealed class BookmarkNotice(Db db, Snowflake ids, TimeProvider clock)
{
    /// <summary>Does nothing when it is marked already. Who marks a repeat marks what it repeats.</summary>
    /// <exception cref="RefusalException">There is no such notice to read.</exception>
    public Task RunAsync(long actorId, long noticeId, CancellationToken ct) => db.AgainIfOvertakenAsync(async () =>
    {
        var notice = await db.OriginalForAsync(actorId, noticeId, clock.GetUtcNow(), ct);
        if (await db.Bookmarks.AnyAsync(b => b.NoticeId == notice.Id && b.ActorId == actorId, ct))
            return;
        db.Bookmarks.Add(new Bookmark { Id = ids.Next(), ActorId = actorId, NoticeId = notice.Id });
        await db.SaveChangesAsync(ct);
    });
}
