using Microsoft.EntityFrameworkCore;

namespace Microblog.Notifications;

/// <summary>The words by which it is asked how far somebody has read.</summary>
public static class MarkerQueries
{
    extension(IQueryable<Marker> markers)
    {
        /// <summary>The newest notification that they have read; 0 for none.</summary>
        public Task<long> LastReadOfAsync(long ownerId, CancellationToken ct) => markers
            .Where(m => m.OwnerId == ownerId && m.Timeline == MarkedTimeline.Notifications)
            .Select(m => m.LastReadId)
            .SingleOrDefaultAsync(ct);
    }
}
