using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Jobs;

/// <summary>What an administrator can see of the queue and do to it: look, try again, drop.</summary>
public sealed class JobAdmin(Db db, TimeProvider clock)
{
    /// <summary>How many failed jobs are shown.</summary>
    private const int MostFailed = 100;

    public async Task<JobsStatus> StatusAsync(CancellationToken ct)
    {
        var waiting = await db.Jobs
            .Where(j => j.FailedAt == null && j.RecursEvery == null)
            .GroupBy(j => j.Lane)
            .Select(g => new { Lane = g.Key, Count = g.Count(), Since = g.Min(j => j.DueAt) })
            .ToDictionaryAsync(g => g.Lane, StringComparer.Ordinal, ct);
        var lanes = await db.Lanes.AsNoTracking().ToListAsync(ct);
        var shown =
            from lane in lanes
            let jobs = waiting.GetValueOrDefault(lane.Name)
            where jobs is not null || lane.Failures > 0
            select new LaneStatus(
                lane.Name, jobs?.Count ?? 0, jobs?.Since, lane.ReadyAt, lane.LeasedBy is not null, lane.Failures, lane.FailingSince, lane.LastError);
        var failed = await db.Jobs
            .Where(j => j.FailedAt != null)
            .OrderByDescending(j => j.FailedAt)
            .Take(MostFailed)
            .Select(j => new FailedJob(j.Id, j.Lane, j.Kind, j.Payload, j.Attempts, j.FailedAt!.Value, j.LastError ?? ""))
            .ToListAsync(ct);
        return new([.. shown.OrderByDescending(l => l.Failures).ThenBy(l => l.Name, StringComparer.Ordinal)], failed);
    }

    /// <summary>Has a failed job, or the whole lane a waiting one is in, tried again at once.</summary>
    /// <exception cref="RefusalException">There is no such job.</exception>
    public async Task RetryJobAsync(long jobId, CancellationToken ct)
    {
        var job = await JobAsync(jobId, ct);
        if (job.FailedAt is null)
            await RetryLaneAsync(job.Lane, ct);
        else
            await db.InOneTransactionAsync(() => InsertAnewAsync([job], ct), ct);
    }

    /// <summary>Has all of a lane tried again at once: what waits, and what failed for good.</summary>
    /// <returns>How many jobs that is.</returns>
    /// <exception cref="RefusalException">The lane has no jobs.</exception>
    public async Task<int> RetryLaneAsync(string lane, CancellationToken ct)
    {
        var jobs = 0;
        await db.InOneTransactionAsync(
            async () =>
            {
                await LockAsync(lane, ct);
                var now = clock.GetUtcNow();
                var failed = await db.Jobs.AsNoTracking().Where(j => j.Lane == lane && j.FailedAt != null).OrderBy(j => j.Id).ToListAsync(ct);
                await db.Jobs.Where(j => j.Lane == lane && j.FailedAt == null && j.DueAt > now)
                    .ExecuteUpdateAsync(j => j.SetProperty(x => x.DueAt, now), ct);
                await InsertAnewAsync(failed, ct);
                await db.Lanes.Where(l => l.Name == lane && l.ReadyAt != null)
                    .ExecuteUpdateAsync(l => l.SetProperty(x => x.ReadyAt, now), ct);
                jobs = await db.Jobs.CountAsync(j => j.Lane == lane && j.FailedAt == null, ct);
            },
            ct);
        return jobs > 0 ? jobs : throw new RefusalException(Refusal.NotFound, $"No lane called '{lane}' has jobs.");
    }

    /// <summary>Drops a job, failed or waiting. One that runs at this moment is finished and then gone.</summary>
    /// <exception cref="RefusalException">There is no such job, or it is a recurring task.</exception>
    public async Task DropJobAsync(long jobId, CancellationToken ct)
    {
        var job = await JobAsync(jobId, ct);
        if (job.RecursEvery is not null)
            throw new RefusalException(Refusal.NotFound, $"Job {jobId} is a recurring task; only the program decides about those.");
        await DropAsync(job.Lane, db.Jobs.Where(j => j.Id == jobId), ct);
    }

    /// <summary>Drops all of a lane, failed and waiting, recurring tasks aside.</summary>
    /// <returns>How many jobs were dropped.</returns>
    /// <exception cref="RefusalException">The lane has no such jobs.</exception>
    public async Task<int> DropLaneAsync(string lane, CancellationToken ct)
    {
        var dropped = await DropLaneIfAnyAsync(lane, ct);
        return dropped > 0 ? dropped : throw new RefusalException(Refusal.NotFound, $"No lane called '{lane}' has jobs.");
    }

    /// <summary>Drops all of a lane likewise, if there is anything.</summary>
    /// <returns>How many jobs were dropped.</returns>
    public Task<int> DropLaneIfAnyAsync(string lane, CancellationToken ct) =>
        DropAsync(lane, db.Jobs.Where(j => j.Lane == lane && j.RecursEvery == null), ct);

    private async Task<Job> JobAsync(long jobId, CancellationToken ct) =>
        await db.Jobs.AsNoTracking().SingleOrDefaultAsync(j => j.Id == jobId, ct)
        ?? throw new RefusalException(Refusal.NotFound, $"There is no job {jobId}; it may have been done meanwhile.");

    private async Task<int> DropAsync(string lane, IQueryable<Job> which, CancellationToken ct)
    {
        var dropped = 0;
        await db.InOneTransactionAsync(
            async () =>
            {
                await LockAsync(lane, ct);
                dropped = await which.ExecuteDeleteAsync(ct);
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
        var free = db.Lanes.Where(l => l.Name == lane && l.LeasedBy == null);
        await free.Where(l => !db.Jobs.Any(j => j.Lane == l.Name && j.FailedAt == null)).ExecuteDeleteAsync(ct);
        await free.Where(l => l.Failures == 0).ExecuteUpdateAsync(
            l => l.SetProperty(x => x.ReadyAt, x => db.Jobs
                .Where(j => j.Lane == x.Name && j.FailedAt == null)
                .OrderBy(j => j.Id)
                .Select(j => (DateTimeOffset?)j.DueAt)
                .FirstOrDefault()),
            ct);
    }

    // What another transaction is adding to the lane must be seen by the statements that follow.
    private async Task LockAsync(string lane, CancellationToken ct)
    {
        if (!db.Database.IsSqlite())
            await db.Database.ExecuteSqlAsync($"SELECT 1 FROM lanes WHERE name = {lane} FOR UPDATE", ct);
    }
}
