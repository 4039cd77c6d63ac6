using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Jobs;

/// <summary>Gives up hosts that are dead, and forgets what nobody has asked about for long, so that hosts cost bounded space.</summary>
public sealed class ForgetLanes(Db db, TimeProvider clock) : IRecur
{
    /// <summary>A host that was never seen alive is tried for so long. Then nothing is kept for it but that it was tried.</summary>
    public static readonly TimeSpan TriedFor = TimeSpan.FromDays(3);

    /// <summary>What is known of a host is kept for so long after it was last seen alive, or first failed.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    /// <summary>Hosts remembered at most.</summary>
    private const int MostHosts = 1_000_000;

    private const int Chunk = 1000;

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (tried, old) = (now - TriedFor, now - KeptFor);

        // What was set aside is no host: whether that was seen alive is written in its own lane, and an activity that is too old ends by itself.
        await InChunksAsync(
            db.Lanes.Where(l => l.FailingSince != null && l.FailingSince < tried && l.IsDelivery && l.ReadyAt != null && l.LeasedBy == null
                && !l.Name.Contains(Lane.Aside) && (l.AliveAt == null || l.FailingSince < old)),
            GiveUpAsync,
            ct);
        var idle = db.Lanes.Where(l => l.ReadyAt == null && l.LeasedBy == null);
        await InChunksAsync(idle.Where(l => (l.AliveAt ?? l.FailingSince ?? DateTimeOffset.UnixEpoch) < old), ForgetAsync, ct);
        if (await db.Lanes.CountAsync(ct) - MostHosts is > 0 and var tooMany)
            await InChunksAsync(idle.OrderBy(l => l.AliveAt ?? l.FailingSince).Take(tooMany), ForgetAsync, ct, tooMany);
        await ForgetFetchedAsync(old, ct);
    }

    private async Task ForgetFetchedAsync(DateTimeOffset old, CancellationToken ct)
    {
        await DeleteAsync(db.FetchedHosts.Where(h => h.AnsweredAt < old), int.MaxValue, ct);
        await DeleteAsync(db.FetchedHosts, await db.FetchedHosts.CountAsync(ct) - MostHosts, ct);
    }

    private async Task DeleteAsync(IQueryable<FetchedHost> which, int atMost, CancellationToken ct)
    {
        for (var left = atMost; left > 0;)
        {
            var (deleted, most) = (0, Math.Min(Chunk, left));
            await db.InOneTransactionAsync(async () => deleted = await which.OrderBy(h => h.AnsweredAt).Take(most).ExecuteDeleteAsync(ct), ct);
            if (deleted < most)
                return;
            left -= deleted;
        }
    }

    private async Task InChunksAsync(
        IQueryable<Lane> which, Func<string[], CancellationToken, Task<int>> act, CancellationToken ct, int atMost = int.MaxValue)
    {
        // Small transactions, so that nobody waits long for their turn to write.
        for (var left = atMost; left > 0;)
        {
            var names = await which.Select(l => l.Name).Take(Math.Min(Chunk, left)).ToArrayAsync(ct);
            var done = 0;
            if (names.Length > 0)
                await db.InOneTransactionAsync(async () => done = await act(names, ct), ct);
            if (done == 0)
                return;
            left -= done;
        }
    }

    // The position stays and nothing is ready: no delivery is stored for it, and nobody asks it, until it is heard from or forgotten.
    private async Task<int> GiveUpAsync(string[] names, CancellationToken ct)
    {
        await DeliveryOrder.HoldAsync(db, ct);
        await LaneRows.HoldAsync(db, names, ct);
        var next = Snowflake.FirstAt(clock.GetUtcNow());
        var given = await db.Lanes
            .Where(l => names.Contains(l.Name) && l.LeasedBy == null)
            .ExecuteUpdateAsync(
                l => l.SetProperty(x => x.ReadyAt, (DateTimeOffset?)null).SetProperty(x => x.MissedFrom, x => x.MissedFrom ?? next), ct);
        await db.Jobs
            .Where(j => names.Contains(j.Lane) && j.FailedAt == null && db.Lanes.Any(l => l.Name == j.Lane && l.ReadyAt == null && l.LeasedBy == null))
            .ExecuteDeleteAsync(ct);
        return given;
    }

    private async Task<int> ForgetAsync(string[] names, CancellationToken ct)
    {
        await LaneRows.HoldAsync(db, names, ct);
        return await db.Lanes.Where(l => names.Contains(l.Name) && l.ReadyAt == null && l.LeasedBy == null).ExecuteDeleteAsync(ct);
    }
}
