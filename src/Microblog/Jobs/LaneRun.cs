using System.Diagnostics;

namespace Microblog.Jobs;

/// <summary>Does a claimed lane's jobs in order until one has to be tried again.</summary>
internal sealed class LaneRun(IServiceScopeFactory scopes, Listeners listeners, JobResults results, TimeProvider clock, ILogger<LaneRun> log)
{
    /// <summary>A handler that takes longer than this is broken; the job counts as failed and is tried again.</summary>
    private static readonly TimeSpan LongestJob = TimeSpan.FromMinutes(5);

    public async Task RunAsync(ClaimedLane claimed, CancellationToken stop)
    {
        LaneResult? ending = null;
        foreach (var job in claimed.Jobs)
        {
            if (job.DueAt > clock.GetUtcNow())
                break;
            if (stop.IsCancellationRequested || await RunJobAsync(job, stop) is not { } outcome)
            {
                ending = LaneResult.Left(claimed.Lane);
                break;
            }

            var result = JobResult.Of(job, outcome, clock.GetUtcNow());
            await results.AddAsync(result);
            if (outcome.IsRetry)
            {
                ending = LaneResult.Troubled(claimed.Lane, outcome, leavesLane: result.LeavesLane);
                break;
            }
        }

        await results.AddAsync(ending ?? LaneResult.Fine(claimed.Lane));
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
