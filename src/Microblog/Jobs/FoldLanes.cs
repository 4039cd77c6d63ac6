using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Jobs;

/// <summary>Of hosts that have been down for a day only the first activity stays to be tried; of the rest its position is kept.</summary>
public sealed class FoldLanes(Db db, TimeProvider clock) : IRecur
{
    /// <summary>How long a host that was seen alive may fail before it is folded. One that never was has no more than one activity anyway.</summary>
    public static readonly TimeSpan DownAfter = TimeSpan.FromDays(1);

    private const int Chunk = 500;

    public async Task RunAsync(CancellationToken ct)
    {
        for (var names = await NextAsync(ct); names.Length > 0; names = await NextAsync(ct))
        {
            var folded = 0;
            await db.InOneTransactionAsync(async () => folded = await FoldAsync(names, ct), ct);
            if (folded == 0)
                break; // All of them run at this moment; the next time will do.
        }
    }

    private Task<string[]> NextAsync(CancellationToken ct)
    {
        var since = clock.GetUtcNow() - DownAfter;
        return db.Lanes
            .Where(l => l.FailingSince != null && l.FailingSince < since && l.IsDelivery && l.ReadyAt != null
                && l.MissedFrom == null && l.LeasedBy == null && !l.Name.Contains(Lane.Aside)
                && db.Jobs.Any(j => j.Lane == l.Name && j.FailedAt == null && j.ActivityId != null))
            .OrderBy(l => l.FailingSince)
            .Select(l => l.Name)
            .Take(Chunk)
            .ToArrayAsync(ct);
    }

    // Whoever has the lane's row has the lane: nobody can take it between the two statements.
    private async Task<int> FoldAsync(string[] names, CancellationToken ct)
    {
        await DeliveryOrder.HoldAsync(db, ct);
        await LaneRows.HoldAsync(db, names, ct);
        var folded = await db.Lanes
            .Where(l => names.Contains(l.Name) && l.LeasedBy == null && l.MissedFrom == null)
            .ExecuteUpdateAsync(
                l => l.SetProperty(x => x.MissedFrom, x => db.Jobs
                    .Where(j => j.Lane == x.Name && j.FailedAt == null && j.ActivityId != null)
                    .OrderBy(j => j.Id)
                    .Select(j => j.ActivityId + 1)
                    .FirstOrDefault()),
                ct);
        await db.Jobs
            .Where(j => names.Contains(j.Lane) && j.FailedAt == null
                && j.ActivityId >= db.Lanes.Where(l => l.Name == j.Lane && l.LeasedBy == null).Select(l => l.MissedFrom).FirstOrDefault())
            .ExecuteDeleteAsync(ct);
        return folded;
    }
}
