using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Jobs;

/// <summary>Writes a batch of results in one transaction.</summary>
internal sealed class ResultWriter(Db db, NodeNumber node, TimeProvider clock)
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
            Lane = $"{job.Lane}/{job.Id}",
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

        var names = results.Select(r => r.Lane).Order(StringComparer.Ordinal).ToArray();
        await LockAsync(names, ct);
        await GiveBackAsync([.. results.Where(r => r.Failures == 0 && !r.IsLeft).Select(r => r.Lane)], ct);
        foreach (var result in results.Where(r => r.Failures > 0 && !r.IsLeft))
            await GiveBackTroubledAsync(result, ct);
        await GiveBackLeftAsync([.. results.Where(r => r.IsLeft).Select(r => r.Lane)], ct);

        // A lane that is empty and well says nothing; its row comes back with its next job.
        await db.Lanes
            .Where(l => names.Contains(l.Name) && l.ReadyAt == null && l.LeasedBy == null && l.Failures == 0)
            .ExecuteDeleteAsync(ct);
    }

    // The subquery for the next job must see what was added while we waited for the lane's row, and only a new statement does.
    private async Task LockAsync(string[] names, CancellationToken ct)
    {
        if (!db.Database.IsSqlite())
            await db.Database.ExecuteSqlAsync($"SELECT 1 FROM lanes WHERE name = ANY({names}) ORDER BY name FOR UPDATE", ct);
    }

    private Task GiveBackAsync(string[] lanes, CancellationToken ct) => db.Lanes
        .Where(l => lanes.Contains(l.Name) && l.LeasedBy == node.Process)
        .ExecuteUpdateAsync(
            l => l
                .SetProperty(x => x.LeasedBy, (string?)null)
                .SetProperty(x => x.Failures, 0)
                .SetProperty(x => x.FailingSince, (DateTimeOffset?)null)
                .SetProperty(x => x.LastError, (string?)null)
                .SetProperty(x => x.ReadyAt, x => db.Jobs
                    .Where(j => j.Lane == x.Name && j.FailedAt == null)
                    .OrderBy(j => j.Id)
                    .Select(j => (DateTimeOffset?)j.DueAt)
                    .FirstOrDefault()),
            ct);

    private Task GiveBackLeftAsync(string[] lanes, CancellationToken ct) => lanes.Length == 0
        ? Task.CompletedTask
        : db.Lanes
            .Where(l => lanes.Contains(l.Name) && l.LeasedBy == node.Process)
            .ExecuteUpdateAsync(l => l.SetProperty(x => x.LeasedBy, (string?)null), ct);

    private async Task GiveBackTroubledAsync(LaneResult result, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var retryAt = now + result.Wait;
        await db.Lanes
            .Where(l => l.Name == result.Lane && l.LeasedBy == node.Process)
            .ExecuteUpdateAsync(
                l => l
                    .SetProperty(x => x.LeasedBy, (string?)null)
                    .SetProperty(x => x.Failures, result.Failures)
                    .SetProperty(x => x.FailingSince, x => x.FailingSince ?? now)
                    .SetProperty(x => x.LastError, result.Error)
                    .SetProperty(x => x.ReadyAt, x => retryAt ?? db.Jobs
                        .Where(j => j.Lane == x.Name && j.FailedAt == null)
                        .OrderBy(j => j.Id)
                        .Select(j => (DateTimeOffset?)j.DueAt)
                        .FirstOrDefault()),
                ct);
    }
}
