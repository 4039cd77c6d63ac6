using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Derives again what a host has missed, in the order of old, a batch at a time. The host is sent a batch before the next is derived.</summary>
/// <remarks>While a host is behind, <see cref="SendActivity"/> stores no deliveries for it, so that what is new comes after what was missed.</remarks>
public sealed class CatchUp(Db db, TimeProvider clock) : IHandle<LaneBehind>
{
    /// <summary>Activities derived at a time for a host that answers; for one that still fails it is one, to try it with.</summary>
    public const int Batch = LaneClaims.JobsPerClaim;

    public async Task<Outcome> HandleAsync(LaneBehind fact, CancellationToken ct)
    {
        await db.InOneTransactionAsync(() => DeriveAsync(fact.Name, ct), ct);
        return Outcome.Untried("it only looked for what was missed");
    }

    private async Task DeriveAsync(string name, CancellationToken ct)
    {
        await DeliveryOrder.HoldAsync(db, ct);
        var lane = await db.Lanes.Where(l => l.Name == name).Select(l => new { l.MissedFrom, l.Failures }).SingleOrDefaultAsync(ct);

        // A run that died after its commit has derived a batch already: that comes first.
        if (lane?.MissedFrom is not { } position || await db.Jobs.AnyAsync(j => j.Lane == name && j.FailedAt == null, ct))
            return;

        var (host, most) = (Lane.HostIn(name), lane.Failures == 0 ? Batch : 1);
        var now = clock.GetUtcNow();
        var missed = await MissedBy(host, Math.Max(position, Snowflake.FirstAt(now - Deliver.Expiry))).Take(most).ToListAsync(ct);
        if (missed.Count > 0)
            await DeliveryRows.AddForHostAsync(db, host, missed, now, ct);
        long? next = missed.Count < most ? null : missed[^1] + 1;
        await db.Lanes.Where(l => l.Name == name && l.MissedFrom != null).ExecuteUpdateAsync(l => l.SetProperty(x => x.MissedFrom, next), ct);
    }

    // In the order of ids, so that it stops once enough are found.
    private IQueryable<long> MissedBy(string host, long from)
    {
        var there = db.Actors.Where(a => a.InboxHost == host && a.Host != "" && a.GoneAt == null && a.Inbox != null);
        var followed = there.Join(db.Follows.Where(f => f.IsAccepted), a => a.Id, f => f.FollowerId, (_, f) => f.FollowedId);
        var named = db.ActivityRecipients.Where(r => there.Any(a => a.Id == r.ActorId));
        return db.Activities
            .Where(x => x.Id >= from && ((x.ToFollowers && followed.Contains(x.ActorId)) || named.Any(r => r.ActivityId == x.Id)))
            .OrderBy(x => x.Id)
            .Select(x => x.Id);
    }
}
