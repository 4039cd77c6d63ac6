using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Jobs;

/// <summary>What an administrator can do to the queue: have it try again, drop. What can be seen of it is in <see cref="JobsView"/>.</summary>
public sealed class JobAdmin(Db db, WorkerSignal signal, TimeProvider clock)
{
    /// <summary>Has a failed job, or the whole lane a waiting one is in, tried again at once.</summary>
    /// <exception cref="RefusalException">There is no such job.</exception>
    public async Task RetryJobAsync(long jobId, CancellationToken ct)
    {
        var job = await JobAsync(jobId, ct);
        if (job.FailedAt is null)
            await RetryLaneAsync(job.Lane, ct);
        else
            await db.InOneTransactionAsync(() => InsertAnewAsync([job], ct), ct);
        signal.Wake();
    }

    /// <summary>Has all of a lane tried again at once: what waits, what its host has missed, and what failed for good.</summary>
    /// <returns>How many jobs that is; what was missed is none until it is derived.</returns>
    /// <exception cref="RefusalException">The lane has no jobs.</exception>
    public async Task<int> RetryLaneAsync(string lane, CancellationToken ct)
    {
        var (jobs, isBehind) = (0, false);
        await db.InOneTransactionAsync(
            async () =>
            {
                await LaneRows.HoldAsync(db, [lane], ct);
                var now = clock.GetUtcNow();
                var failed = await db.Jobs.AsNoTracking().Where(j => j.Lane == lane && j.FailedAt != null).OrderBy(j => j.Id).ToListAsync(ct);
                await db.Jobs.Where(j => j.Lane == lane && j.FailedAt == null && j.DueAt > now)
                    .ExecuteUpdateAsync(j => j.SetProperty(x => x.DueAt, now), ct);
                await InsertAnewAsync(failed, ct);
                await db.Lanes.Where(l => l.Name == lane && (l.ReadyAt != null || l.MissedFrom != null))
                    .ExecuteUpdateAsync(l => l.SetProperty(x => x.ReadyAt, now), ct);
                jobs = await db.Jobs.CountAsync(j => j.Lane == lane && j.FailedAt == null, ct);
                isBehind = await db.Lanes.AnyAsync(l => l.Name == lane && l.MissedFrom != null, ct);
                db.AfterCommit(signal.Wake);
            },
            ct);
        return jobs > 0 || isBehind ? jobs : throw new RefusalException(Refusal.NotFound, $"No lane called '{lane}' has jobs.");
    }

    /// <summary>Drops a job, failed or waiting. One that runs at this moment is finished and then gone.</summary>
    /// <exception cref="RefusalException">There is no such job, or it is a recurring task.</exception>
    public async Task DropJobAsync(long jobId, CancellationToken ct)
    {
        var job = await JobAsync(jobId, ct);
        if (job.RecursEvery is not null)
            throw new RefusalException(Refusal.NotFound, $"Job {jobId} is a recurring task; only the program decides about those.");
        await DropAsync(job.Lane, db.Jobs.Where(j => j.Id == jobId), () => Task.CompletedTask, ct);
    }

    /// <summary>Drops all of a lane, failed and waiting, recurring tasks aside, and what its host has missed.</summary>
    /// <returns>How many jobs were dropped; what was missed counts as none.</returns>
    /// <exception cref="RefusalException">The lane has no such jobs.</exception>
    public async Task<int> DropLaneAsync(string lane, CancellationToken ct)
    {
        var (dropped, wasBehind) = await EmptyLaneAsync(lane, ct);
        return dropped > 0 || wasBehind ? dropped : throw new RefusalException(Refusal.NotFound, $"No lane called '{lane}' has jobs.");
    }

    /// <summary>Drops all of a lane likewise, if there is anything.</summary>
    /// <returns>How many jobs were dropped.</returns>
    public async Task<int> DropLaneIfAnyAsync(string lane, CancellationToken ct) => (await EmptyLaneAsync(lane, ct)).Dropped;

    private async Task<(int Dropped, bool WasBehind)> EmptyLaneAsync(string lane, CancellationToken ct)
    {
        var wasBehind = false;
        var dropped = await DropAsync(
            lane,
            db.Jobs.Where(j => j.Lane == lane && j.RecursEvery == null),
            async () => wasBehind = await db.Lanes.Where(l => l.Name == lane && l.MissedFrom != null)
                .ExecuteUpdateAsync(l => l.SetProperty(x => x.MissedFrom, (long?)null), ct) > 0,
            ct);
        return (dropped, wasBehind);
    }

    private async Task<Job> JobAsync(long jobId, CancellationToken ct) =>
        await db.Jobs.AsNoTracking().SingleOrDefaultAsync(j => j.Id == jobId, ct)
        ?? throw new RefusalException(Refusal.NotFound, $"There is no job {jobId}; it may have been done meanwhile.");

    private async Task<int> DropAsync(string lane, IQueryable<Job> which, Func<Task> andAlso, CancellationToken ct)
    {
        var dropped = 0;
        await db.InOneTransactionAsync(
            async () =>
            {
                await LaneRows.HoldAsync(db, [lane], ct);
                dropped = await which.ExecuteDeleteAsync(ct);
                await andAlso();
                await SettleAsync(lane, ct);
            },
            ct);
        return dropped;
    }

    // Inserted anew rather than changed, so that the trigger makes its lane.
    private async Task InsertAnewAsync(IReadOnlyList<Job> jobs, CancellationToken ct)
    {
        var ids = jobs.Select(j => j.Id).ToArray();
        var still = (await db.Jobs.Where(j => ids.Contains(j.Id)).Select(j => j.Id).ToListAsync(ct)).ToHashSet();
        if (await db.Jobs.Where(j => ids.Contains(j.Id)).ExecuteDeleteAsync(ct) != still.Count)
            throw new RefusalException(Refusal.NotFound, "Somebody else is deciding about the same job.");
        db.Jobs.AddRange(jobs.Where(j => still.Contains(j.Id)).Select(job => new Job
        {
            Lane = job.Lane,
            Kind = job.Kind,
            Payload = job.Payload,
            ActivityId = job.ActivityId,
            RecursEvery = job.RecursEvery,
            DueAt = clock.GetUtcNow(),
        }));
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    // A lane that a node works on is settled by that node when it gives the lane back.
    private async Task SettleAsync(string lane, CancellationToken ct)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        var free = db.Lanes.Where(l => l.Name == lane && l.LeasedBy == null);
        await free.Where(l => l.MissedFrom == null && !db.Jobs.Any(j => j.Lane == l.Name && j.FailedAt == null)).ExecuteDeleteAsync(ct);
        await free.Where(l => l.Failures == 0).ExecuteUpdateAsync(
            l => l.SetProperty(x => x.ReadyAt, x => db.Jobs
                .Where(j => j.Lane == x.Name && j.FailedAt == null)
                .OrderBy(j => j.Id)
                .Select(j => (DateTimeOffset?)j.DueAt)
                .FirstOrDefault() ?? (x.MissedFrom != null ? now : null)),
            ct);
    }
}
