using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notifications;

/// <summary>Remembers how far a person has read.</summary>
public sealed class MarkRead(Db db, TimeProvider clock)
{
    /// <summary>Sets it, also back to something older. Whoever sets it last counts.</summary>
    public Task<Marker> RunAsync(long ownerId, MarkedTimeline timeline, long lastReadId, CancellationToken ct) =>
        db.AgainIfOvertakenAsync(() => MarkAsync(ownerId, timeline, lastReadId, ct));

    private async Task<Marker> MarkAsync(long ownerId, MarkedTimeline timeline, long lastReadId, CancellationToken ct)
    {
        var marker = await db.Markers.SingleOrDefaultAsync(m => m.OwnerId == ownerId && m.Timeline == timeline, ct);
        if (marker is null)
        {
            marker = new Marker { OwnerId = ownerId, Timeline = timeline, LastReadId = lastReadId, Version = 0, UpdatedAt = clock.GetUtcNow() };
            db.Markers.Add(marker);
        }

        marker.LastReadId = lastReadId;
        marker.Version++;
        marker.UpdatedAt = clock.GetUtcNow();
        await db.SaveChangesAsync(ct);
        return marker;
    }
}
