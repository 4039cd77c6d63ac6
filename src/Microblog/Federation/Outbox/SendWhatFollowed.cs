using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Sends a host again what it was sent about a notice before it took an earlier word of it.</summary>
/// <remarks>It may have ignored an edit of what it did not know then. What comes a second time does no harm (ActivityPub §6.3: the whole object).</remarks>
public sealed class SendWhatFollowed(Db db, TimeProvider clock) : IHandle<DeliveredLate>
{
    /// <summary>The newest say what the others did.</summary>
    private const int Most = 3;

    public async Task<Outcome> HandleAsync(DeliveredLate fact, CancellationToken ct)
    {
        await db.InOneTransactionAsync(() => SendAsync(fact, ct), ct);
        return Outcome.Done;
    }

    private async Task SendAsync(DeliveredLate fact, CancellationToken ct)
    {
        await DeliveryOrder.HoldAsync(db, ct);
        var lane = Lane.OfHost(fact.Host);
        var itsAsides = lane + Lane.Aside;
        var position = await db.Lanes.Where(l => l.Name == lane).Select(l => l.MissedFrom).SingleOrDefaultAsync(ct) ?? long.MaxValue;

        // What waits for the host still, or is missed by it, comes after the late one anyway.
        var activities = db.Activities;
        var sent = await activities
            .Where(late => late.Id == fact.ActivityId && late.NoticeId != null)
            .SelectMany(late => activities.Where(a => a.NoticeId == late.NoticeId && a.Id > late.Id && a.Id < position))
            .Where(a => !db.Jobs.Any(j => j.ActivityId == a.Id && j.FailedAt == null && (j.Lane == lane || j.Lane.StartsWith(itsAsides))))
            .OrderByDescending(a => a.Id)
            .Select(a => a.Id)
            .Take(Most)
            .ToListAsync(ct);
        if (sent.Count > 0)
            await DeliveryRows.AddForHostAsync(db, fact.Host, sent, clock.GetUtcNow(), ct);
    }
}
