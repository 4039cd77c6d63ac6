using System.Text.Json;
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
            WHERE is_delivery = {0} AND is_fetch = {5} AND is_doubtful = {1} AND ready_at <= {2} AND leased_by IS NULL
            ORDER BY ready_at LIMIT {3} FOR UPDATE SKIP LOCKED)
        UPDATE lanes SET leased_by = {4} FROM due WHERE lanes.name = due.name RETURNING lanes.*
        """;

    private const string Sqlite =
        """
        UPDATE lanes SET leased_by = {4} WHERE name IN (
            SELECT name FROM lanes
            WHERE is_delivery = {0} AND is_fetch = {5} AND is_doubtful = {1} AND ready_at <= {2} AND ready_at IS NOT NULL AND leased_by IS NULL
            ORDER BY ready_at LIMIT {3})
        RETURNING *
        """;

    /// <summary>{0} names of lanes, {1} how many jobs of each.</summary>
    private const string PostgreSqlJobs =
        """
        SELECT j.* FROM unnest({0}) AS l(name) CROSS JOIN LATERAL (
            SELECT * FROM jobs WHERE lane = l.name AND failed_at IS NULL ORDER BY id LIMIT {1}) j
        """;

    /// <summary>The same for {0} as a JSON array and {1} less by one. SQLite has no LATERAL, and a window function would read all that waits.</summary>
    private const string SqliteJobs =
        """
        SELECT j.* FROM json_each({0}) l CROSS JOIN jobs j ON j.lane = l.value AND j.failed_at IS NULL AND j.id <= COALESCE(
            (SELECT id FROM jobs WHERE lane = l.value AND failed_at IS NULL ORDER BY id LIMIT 1 OFFSET {1}), 9223372036854775807)
        """;

    /// <summary>Claims at most <paramref name="most"/> lanes, those first that have been ready longest.</summary>
    public async Task<IReadOnlyList<ClaimedLane>> ClaimAsync(LaneKind kind, int most, CancellationToken ct)
    {
        var isDelivery = kind is LaneKind.Delivery or LaneKind.Doubtful;
        var isFetch = kind is LaneKind.Fetch or LaneKind.DoubtfulFetch;
        var isDoubtful = kind is LaneKind.Doubtful or LaneKind.DoubtfulFetch;
        if (!await AnyReadyAsync(isDelivery, isFetch, isDoubtful, ct))
            return [];

        IReadOnlyList<ClaimedLane> claimed = [];
        await db.InOneTransactionAsync(
            async () =>
            {
                var sql = db.Database.IsSqlite() ? Sqlite : PostgreSql;
                var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
                var lanes = await db.Lanes.FromSqlRaw(sql, isDelivery, isDoubtful, now, most, node.Process, isFetch).AsNoTracking().ToListAsync(ct);
                if (isFetch)
                    lanes = await InTheirPlaceAsync(lanes, isDoubtful, ct);
                var jobs = (await FirstJobsAsync([.. lanes.Select(l => l.Name)], ct)).ToLookup(j => j.Lane, StringComparer.Ordinal);
                claimed = [.. lanes.Select(l => new ClaimedLane(l, [.. jobs[l.Name].OrderBy(j => j.Id)]))];
            },
            ct);
        return claimed;
    }

    // A look costs no write lock, and most looks find nothing.
    private Task<bool> AnyReadyAsync(bool isDelivery, bool isFetch, bool isDoubtful, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.Lanes.AnyAsync(
            l => l.IsDelivery == isDelivery && l.IsFetch == isFetch && l.IsDoubtful == isDoubtful && l.ReadyAt != null && l.ReadyAt <= now && l.LeasedBy == null, ct);
    }

    // A server may have come into doubt since the lane was made, or have answered: the one gives its slot back before it has begun, the other is used at
    // once, and both are in their place from now on.
    private async Task<List<Lane>> InTheirPlaceAsync(List<Lane> lanes, bool isDoubtful, CancellationToken ct)
    {
        var hosts = lanes.SelectMany(l => Lane.FetchedIn(l.Name)).Distinct(StringComparer.Ordinal).ToArray();
        var well = await db.FetchedHosts.Where(h => hosts.Contains(h.Host) && !h.IsDoubtful).Select(h => h.Host).ToListAsync(ct);
        var moved = lanes
            .Where(l => IsInDoubt(l.Name, well) != isDoubtful)
            .Select(l => l.Name)
            .ToArray();
        if (moved.Length == 0)
            return lanes;
        await db.Lanes.Where(l => moved.Contains(l.Name)).ExecuteUpdateAsync(
            l => l
                .SetProperty(x => x.IsDoubtful, !isDoubtful)
                .SetProperty(x => x.LeasedBy, x => isDoubtful ? x.LeasedBy : null),
            ct);
        return isDoubtful ? lanes : lanes.FindAll(l => !moved.Contains(l.Name, StringComparer.Ordinal));
    }

    // What was set aside has failed three times, whoever is to blame.
    private static bool IsInDoubt(string lane, IReadOnlyCollection<string> well) =>
        lane.Contains(Lane.Aside, StringComparison.Ordinal) || Lane.FetchedIn(lane).Except(well, StringComparer.Ordinal).Any();

    private Task<List<Job>> FirstJobsAsync(string[] lanes, CancellationToken ct)
    {
        var jobs = db.Database.IsSqlite()
            ? db.Jobs.FromSqlRaw(SqliteJobs, JsonSerializer.Serialize(lanes), JobsPerClaim - 1)
            : db.Jobs.FromSqlRaw(PostgreSqlJobs, lanes, JobsPerClaim);
        return jobs.AsNoTracking().ToListAsync(ct);
    }
}

/// <summary>A lane this process works on, and its first jobs in order.</summary>
public sealed record ClaimedLane(Lane Lane, IReadOnlyList<Job> Jobs);
