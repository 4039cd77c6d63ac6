using System.Diagnostics;
using System.Text.Json;

namespace Microblog.Jobs;

/// <summary>Does a claimed lane's jobs in order until one has to be tried again.</summary>
internal sealed class LaneRun(IServiceScopeFactory scopes, Listeners listeners, JobResults results, TimeProvider clock, ILogger<LaneRun> log)
{
    /// <summary>A handler that takes longer than this is broken; the job counts as failed and is tried again.</summary>
    private static readonly TimeSpan LongestJob = TimeSpan.FromMinutes(5);

    /// <summary>How long a lane goes on before others get their turn, if it has not done <see cref="LaneClaims.JobsPerClaim"/> jobs before.</summary>
    public static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(5);

    public async Task RunAsync(ClaimedLane claimed, CancellationToken stop)
    {
        var (lane, jobs) = claimed;
        var ending = jobs.Count == 0 && lane.MissedFrom is not null ? await CatchUpAsync(lane, stop) : await RunJobsAsync(lane, jobs, stop);
        await results.AddAsync(ending);
    }

    private async Task<LaneResult> RunJobsAsync(Lane lane, IReadOnlyList<Job> jobs, CancellationToken stop)
    {
        var (isTried, isSlow, began) = (false, false, clock.GetTimestamp());
        foreach (var job in jobs)
        {
            if (job.DueAt > clock.GetUtcNow() || clock.GetElapsedTime(began) >= LongestTurn)
                break;
            if (stop.IsCancellationRequested || await RunJobAsync(job, stop) is not { } outcome)
                return new(lane.Name, LaneEnding.Left);
            isSlow |= outcome.Waited >= Lane.SlowAfter;

            var result = JobResult.Of(job, outcome, clock.GetUtcNow());
            await results.AddAsync(result);
            if (outcome.IsRetry && result.Ending == JobEnding.Done)
                log.JobIgnored(job.Kind, job.Id, outcome.Error!);
            if (outcome.IsRetry)
                return LaneResult.Troubled(lane, outcome, result.LeavesLane, workedBefore: isTried);
            isTried |= !outcome.IsUntried;
        }

        return new(lane.Name, isTried ? LaneEnding.Well : LaneEnding.Untried) { IsSlow = isSlow };
    }

    // No job is stored for it: that the lane has a position and nothing else to do is what asks for it.
    private async Task<LaneResult> CatchUpAsync(Lane lane, CancellationToken stop)
    {
        var fact = new LaneBehind(lane.Name);
        foreach (var (kind, _) in listeners.Of(typeof(LaneBehind)))
        {
            var job = new Job { Lane = lane.Name, Kind = kind, Payload = JsonSerializer.Serialize(fact), DueAt = clock.GetUtcNow() };
            if (await RunJobAsync(job, stop) is not { } outcome)
                return new(lane.Name, LaneEnding.Left);
            if (outcome.IsRetry)
                return LaneResult.Troubled(lane, outcome, leavesLane: false, workedBefore: false);
        }

        return new(lane.Name, LaneEnding.Untried);
    }

    // Null when this process is stopping and the job was left for the next.
    private async Task<Outcome?> RunJobAsync(Job job, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(LongestJob);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var started = Stopwatch.GetTimestamp();
            var outcome = await listeners.RunAsync(job, scope.ServiceProvider, limit.Token);
            JobMeters.Done(job.Kind, outcome, Stopwatch.GetElapsedTime(started));
            if (outcome.IgnoredBecause is { } reason)
                log.JobIgnored(job.Kind, job.Id, reason);
            return outcome;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception exception)
        {
            log.JobThrew(exception, job.Kind, job.Id, job.Attempts + 1);
            return Outcome.Retry(exception.ToString(), perhapsOnlyThis: true);
        }
    }
}

internal static partial class LaneRunLog
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "{Kind} {Job} was ignored: {Reason}")]
    public static partial void JobIgnored(this ILogger log, string kind, long job, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Kind} {Job} threw at attempt {Attempt}")]
    public static partial void JobThrew(this ILogger log, Exception exception, string kind, long job, int attempt);
}
