using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Jobs;

/// <summary>Takes lanes that are ready, for this process alone, with their first jobs.</summary>
/// <remarks>Lanes are claimed, not jobs: that is what keeps the order within a lane, across any number of nodes.</remarks>
public sealed class LaneClaims(Db db, NodeNumber node, TimeProvider clock)
{
    /// <summary>How many jobs of a lane are done before others get their turn.</summary>
    public const int JobsPerClaim = 32;

    private const string PostgreSql =
        """
        WITH due AS (
            SELECT name FROM lanes
            WHERE is_delivery = {0} AND ready_at <= {1} AND leased_by IS NULL
            ORDER BY ready_at LIMIT {2} FOR UPDATE SKIP LOCKED)
        UPDATE lanes SET leased_by = {3} FROM due WHERE lanes.name = due.name RETURNING lanes.*
        """;

    private const string Sqlite =
        """
        UPDATE lanes SET leased_by = {3} WHERE name IN (
            SELECT name FROM lanes
            WHERE is_delivery = {0} AND ready_at <= {1} AND ready_at IS NOT NULL AND leased_by IS NULL
            ORDER BY ready_at LIMIT {2})
        RETURNING *
        """;

    /// <summary>Claims at most <paramref name="most"/> lanes, those first that have been ready longest.</summary>
    public async Task<IReadOnlyList<ClaimedLane>> ClaimAsync(bool deliveries, int most, CancellationToken ct)
    {
        if (!await AnyReadyAsync(deliveries, ct))
            return [];

        var claimed = new List<ClaimedLane>();
        await db.InOneTransactionAsync(
            async () =>
            {
                var sql = db.Database.IsSqlite() ? Sqlite : PostgreSql;
                var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
                var lanes = await db.Lanes.FromSqlRaw(sql, deliveries, now, most, node.Process).AsNoTracking().ToListAsync(ct);
                foreach (var lane in lanes)
                    claimed.Add(new(lane, await FirstJobsAsync(lane.Name, ct)));
            },
            ct);
        return claimed;
    }

    // A look costs no write lock, and most looks find nothing.
    private Task<bool> AnyReadyAsync(bool deliveries, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.Lanes.AnyAsync(l => l.IsDelivery == deliveries && l.ReadyAt != null && l.ReadyAt <= now && l.LeasedBy == null, ct);
    }

    private Task<List<Job>> FirstJobsAsync(string lane, CancellationToken ct) => db.Jobs
        .AsNoTracking()
        .Where(j => j.Lane == lane && j.FailedAt == null)
        .OrderBy(j => j.Id)
        .Take(JobsPerClaim)
        .ToListAsync(ct);
}

/// <summary>A lane this process works on, and its first jobs in order.</summary>
public sealed record ClaimedLane(Lane Lane, IReadOnlyList<Job> Jobs);
