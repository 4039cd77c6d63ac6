using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Jobs;

/// <summary>Writes a batch of results in one transaction.</summary>
internal sealed class ResultWriter(Db db, JobQueue queue, NodeNumber node, TimeProvider clock)
{
    public Task WriteAsync(IReadOnlyList<Result> results, CancellationToken ct) => db.InOneTransactionAsync(
        async () =>
        {
            await WriteJobsAsync([.. results.OfType<JobResult>()], ct);
            await WriteLanesAsync([.. results.OfType<LaneResult>()], ct);
        },
        ct);

    private async Task WriteJobsAsync(IReadOnlyList<JobResult> results, CancellationToken ct)
    {
        var done = results.Where(r => r.Ending == JobEnding.Done).Select(r => r.Job.Id).ToArray();
        if (done.Length > 0)
            await db.Jobs.Where(j => done.Contains(j.Id)).ExecuteDeleteAsync(ct);

        foreach (var result in results.Where(r => r.Ending != JobEnding.Done))
            await WriteJobAsync(result, ct);
        await TellOfLateAsync([.. results.Where(r => r.IsLateDelivery).Select(r => r.Job)], ct);
    }

    private async Task TellOfLateAsync(IReadOnlyList<Job> delivered, CancellationToken ct)
    {
        if (delivered.Count == 0)
            return;
        foreach (var job in delivered)
            queue.Raise(new DeliveredLate(job.ActivityId!.Value, Lane.HostIn(job.Lane)));
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    private async Task WriteJobAsync(JobResult result, CancellationToken ct)
    {
        var job = result.Job;
        if (result.Ending == JobEnding.SetAside)
        {
            await SetAsideAsync(result, ct);
            return;
        }

        var dueAt = result.Ending == JobEnding.Recurs ? result.At.AddMilliseconds(job.RecursEvery!.Value) : job.DueAt;
        DateTimeOffset? failedAt = result.Ending == JobEnding.Failed ? result.At : null;
        await Unchanged(job).ExecuteUpdateAsync(
            j => j
                .SetProperty(x => x.Attempts, job.Attempts + 1)
                .SetProperty(x => x.LastError, result.Error)
                .SetProperty(x => x.DueAt, dueAt)
                .SetProperty(x => x.FailedAt, failedAt),
            ct);
    }

    // Inserted anew rather than moved, so that the trigger makes its lane.
    private async Task SetAsideAsync(JobResult result, CancellationToken ct)
    {
        var job = result.Job;
        if (await Unchanged(job).ExecuteDeleteAsync(ct) == 0)
            return;
        db.Jobs.Add(new Job
        {
            Lane = $"{job.Lane}{Lane.Aside}{job.Id}",
            Kind = job.Kind,
            Payload = job.Payload,
            ActivityId = job.ActivityId,
            DueAt = result.At + BackOff.After(job.Attempts + 1),
            Attempts = job.Attempts + 1,
            LastError = result.Error,
        });
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    // Dropped by an administrator, or done by another node that took us for dead: then there is nothing to write.
    private IQueryable<Job> Unchanged(Job job) => db.Jobs.Where(j => j.Id == job.Id && j.Attempts == job.Attempts && j.FailedAt == null);

    private async Task WriteLanesAsync(IReadOnlyList<LaneResult> results, CancellationToken ct)
    {
        if (results.Count == 0)
            return;

        var names = results.Select(r => r.Lane).ToArray();
        await LaneRows.HoldAsync(db, names, ct);
        var (hosts, others) = (Names(results, LaneEnding.Well, isHost: true), Names(results, LaneEnding.Well, isHost: false));
        var now = clock.GetUtcNow();
        if (hosts.Length > 0)
            await GiveBackAsync(hosts, now, ct);
        if (others.Length > 0)
            await GiveBackAsync(others, aliveAt: null, ct);
        await DoubtAsync([.. results.Where(r => r is { Ending: LaneEnding.Well, IsSlow: true }).Select(r => r.Lane)], ct);
        await GiveBackUntriedAsync([.. results.Where(r => r.Ending == LaneEnding.Untried).Select(r => r.Lane)], ct);
        foreach (var result in results.Where(r => r.Ending == LaneEnding.Troubled))
            await GiveBackTroubledAsync(result, ct);
        await GiveBackLeftAsync([.. results.Where(r => r.Ending == LaneEnding.Left).Select(r => r.Lane)], ct);

        // A lane that is empty says nothing; its row comes back with its next job. A host's says that it was seen alive.
        await db.Lanes
            .Where(l => names.Contains(l.Name) && l.ReadyAt == null && l.LeasedBy == null && l.AliveAt == null && l.MissedFrom == null)
            .ExecuteDeleteAsync(ct);
    }

    private static string[] Names(IEnumerable<LaneResult> results, LaneEnding ending, bool isHost) =>
        [.. results.Where(r => r.Ending == ending && Lane.IsHost(r.Lane) == isHost).Select(r => r.Lane)];

    private IQueryable<Lane> Ours(string[] lanes) => db.Lanes.Where(l => lanes.Contains(l.Name) && l.LeasedBy == node.Process);

    // What is left of a lane waits behind all that is ready now, however long it has been due: a host with a backlog has no right of way.
    private Task GiveBackAsync(string[] lanes, DateTimeOffset? aliveAt, CancellationToken ct)
    {
        var at = clock.GetUtcNow();
        DateTimeOffset? now = at;
        var forgiven = now - Lane.Probation;
        return Ours(lanes).ExecuteUpdateAsync(
            l => l
                .SetProperty(x => x.LeasedBy, (string?)null)
                .SetProperty(x => x.IsDoubtful, x => x.IsDoubtful && (!x.IsDelivery || x.TroubledAt > forgiven))
                .SetProperty(x => x.TroubledAt, x => x.TroubledAt > forgiven ? x.TroubledAt : null)
                .SetProperty(x => x.RestUntil, (DateTimeOffset?)null)
                .SetProperty(x => x.AliveAt, aliveAt)
                .SetProperty(x => x.Failures, 0)
                .SetProperty(x => x.FailingSince, (DateTimeOffset?)null)
                .SetProperty(x => x.LastError, (string?)null)
                .SetProperty(x => x.ReadyAt, x => db.Jobs
                    .Where(j => j.Lane == x.Name && j.FailedAt == null)
                    .OrderBy(j => j.Id)
                    .Select(j => (DateTimeOffset?)(j.DueAt > at ? j.DueAt : at))
                    .FirstOrDefault() ?? (x.MissedFrom != null ? now : null)),
            ct);
    }

    // Of deliveries alone: a host that is fetched from is judged by each answer (FetchedHosts), as several may be asked for one thing.
    private Task DoubtAsync(string[] slow, CancellationToken ct)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        return slow.Length == 0
            ? Task.CompletedTask
            : db.Lanes.Where(l => slow.Contains(l.Name) && l.IsDelivery)
                .ExecuteUpdateAsync(l => l.SetProperty(x => x.IsDoubtful, true).SetProperty(x => x.TroubledAt, now), ct);
    }

    private async Task GiveBackUntriedAsync(string[] lanes, CancellationToken ct)
    {
        if (lanes.Length == 0)
            return;

        var at = clock.GetUtcNow();
        DateTimeOffset? now = at;
        await Ours(lanes).ExecuteUpdateAsync(
            l => l
                .SetProperty(x => x.LeasedBy, (string?)null)
                .SetProperty(x => x.ReadyAt, x => db.Jobs
                    .Where(j => j.Lane == x.Name && j.FailedAt == null)
                    .OrderBy(j => j.Id)
                    .Select(j => (DateTimeOffset?)(j.DueAt > at ? j.DueAt : at))
                    .FirstOrDefault() ?? (x.MissedFrom != null ? now : null)),
            ct);
    }

    private Task GiveBackLeftAsync(string[] lanes, CancellationToken ct) => lanes.Length == 0
        ? Task.CompletedTask
        : Ours(lanes).ExecuteUpdateAsync(l => l.SetProperty(x => x.LeasedBy, (string?)null), ct);

    private async Task GiveBackTroubledAsync(LaneResult result, CancellationToken ct)
    {
        var at = clock.GetUtcNow();
        DateTimeOffset? now = at;
        var (retryAt, restUntil) = (now + result.Wait, now + result.Rest);
        var isAlive = result.WorkedBefore && Lane.IsHost(result.Lane);
        await Ours([result.Lane]).ExecuteUpdateAsync(
            l => l
                .SetProperty(x => x.LeasedBy, (string?)null)
                .SetProperty(x => x.IsDoubtful, x => x.IsDoubtful || x.IsDelivery)
                .SetProperty(x => x.TroubledAt, now)
                .SetProperty(x => x.RestUntil, restUntil)
                .SetProperty(x => x.Failures, result.Failures)
                .SetProperty(x => x.FailingSince, x => result.WorkedBefore ? now : x.FailingSince ?? now)
                .SetProperty(x => x.AliveAt, x => isAlive ? now : x.AliveAt)
                .SetProperty(x => x.LastError, result.Error)
                .SetProperty(x => x.ReadyAt, x => retryAt ?? db.Jobs
                    .Where(j => j.Lane == x.Name && j.FailedAt == null)
                    .OrderBy(j => j.Id)
                    .Select(j => (DateTimeOffset?)(j.DueAt > at ? j.DueAt : at))
                    .FirstOrDefault() ?? (x.MissedFrom != null ? now : null)),
            ct);
    }
}
