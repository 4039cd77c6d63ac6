using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Announcements;

/// <summary>Somebody has read an announcement.</summary>
public sealed class DismissAnnouncement(Db db, TimeProvider clock)
{
    /// <summary>Remembers it; twice is as once.</summary>
    /// <exception cref="RefusalException">It does not stand.</exception>
    public Task RunAsync(long id, long actorId, CancellationToken ct) => db.InOneTransactionAsync(
        async () =>
        {
            await db.HoldAnnouncementAsync(id, clock.GetUtcNow(), ct);
            if (await db.AnnouncementReads.AnyAsync(r => r.AnnouncementId == id && r.ActorId == actorId, ct))
                return;
            db.AnnouncementReads.Add(new AnnouncementRead { AnnouncementId = id, ActorId = actorId });
            await db.SaveChangesAsync(ct);
        },
        ct);
}
