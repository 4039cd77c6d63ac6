using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Announcements;

/// <summary>What somebody is told and has not read yet.</summary>
public sealed class UnreadAnnouncements(Db db, TimeProvider clock)
{
    /// <summary>All of it, oldest first.</summary>
    public async Task<IReadOnlyList<Announcement>> OfAsync(long actorId, CancellationToken ct) => await db.Announcements.AsNoTracking()
        .Where(Announcement.StandsAt(clock.GetUtcNow()))
        .Where(a => !a.Reads.Any(r => r.ActorId == actorId))
        .OrderBy(a => a.Id)
        .Take(Announcement.Most)
        .ToListAsync(ct);
}
