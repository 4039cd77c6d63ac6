using System.Linq.Expressions;
using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Jobs;

/// <summary>What an administrator can see of the queue. What can be done to it is in <see cref="JobAdmin"/>.</summary>
public sealed class JobsView(Db db)
{
    private const int MostLanes = 200;
    private const int MostFailed = 100;

    /// <summary>What waits, what is in trouble and what failed for good.</summary>
    /// <param name="host">Only about this host's deliveries; null for everything.</param>
    public async Task<JobsStatus> StatusAsync(string? host, CancellationToken ct)
    {
        var lanes = db.Lanes.AsQueryable();
        var jobs = db.Jobs.AsQueryable();
        if (host is not null)
        {
            var (lane, aside) = (Lane.OfHost(host), Lane.OfHost(host) + Lane.Aside);
            lanes = lanes.Where(l => l.Name == lane || l.Name.StartsWith(aside));
            jobs = jobs.Where(j => j.Lane == lane || j.Lane.StartsWith(aside));
        }

        // Two counts, each from an index, rather than one through the whole table.
        var waiting = await jobs.CountAsync(j => j.FailedAt == null, ct) - await jobs.CountAsync(j => j.RecursEvery != null, ct);
        var shown = await Busy(lanes).OrderByDescending(l => l.Failures).ThenBy(l => l.Name).Take(MostLanes + 1).Select(Shape()).ToListAsync(ct);
        var failed = await jobs.Where(j => j.FailedAt != null).OrderByDescending(j => j.FailedAt).Take(MostFailed).Select(FailedShape).ToListAsync(ct);
        return new(Math.Max(0, waiting), [.. shown.Take(MostLanes)], shown.Count > MostLanes, failed);
    }

    /// <summary>Hosts for which something waits or which are in trouble, by name.</summary>
    /// <param name="find">Only those whose name holds this; null for all.</param>
    /// <param name="after">Only those after this name of a lane; null from the first on.</param>
    public async Task<IReadOnlyList<LaneStatus>> HostsAsync(string? find, string? after, int most, CancellationToken ct)
    {
        var lanes = Busy(db.Lanes.Where(l => l.IsDelivery));
        if (find is not null)
            lanes = lanes.Where(l => l.Name.Substring(Lane.HostPrefix.Length).Contains(find));
#pragma warning disable CA1309 // The database compares, in the same way as it sorts.
        if (after is not null)
            lanes = lanes.Where(l => string.Compare(l.Name, after) > 0);
#pragma warning restore CA1309
        return await lanes.OrderBy(l => l.Name).Take(most).Select(Shape()).ToListAsync(ct);
    }

    /// <summary>Jobs that failed for good, the latest made first.</summary>
    /// <param name="before">Only those with a smaller id; null from the first on.</param>
    public async Task<IReadOnlyList<FailedJob>> FailedAsync(long? before, int most, CancellationToken ct) => await db.Jobs
        .Where(j => j.FailedAt != null && (before == null || j.Id < before))
        .OrderByDescending(j => j.Id)
        .Take(most)
        .Select(FailedShape)
        .ToListAsync(ct);

    private IQueryable<Lane> Busy(IQueryable<Lane> lanes) => lanes.Where(l =>
        l.FailingSince != null || l.MissedFrom != null || db.Jobs.Any(j => j.Lane == l.Name && j.FailedAt == null && j.RecursEvery == null));

    private Expression<Func<Lane, LaneStatus>> Shape() => l => new LaneStatus(
        l.Name,
        db.Jobs.Count(j => j.Lane == l.Name && j.FailedAt == null && j.RecursEvery == null),
        db.Jobs.Where(j => j.Lane == l.Name && j.FailedAt == null && j.RecursEvery == null)
            .OrderBy(j => j.Id).Select(j => (DateTimeOffset?)j.DueAt).FirstOrDefault(),
        l.ReadyAt,
        l.LeasedBy != null,
        l.Failures,
        l.FailingSince,
        l.LastError,
        l.MissedFrom,
        l.AliveAt);

    private static readonly Expression<Func<Job, FailedJob>> FailedShape = j =>
        new FailedJob(j.Id, j.Lane, j.Kind, j.Payload, j.Attempts, j.FailedAt!.Value, j.LastError ?? "");
}
