namespace Microblog.Jobs;

/// <summary>Does what the queue holds: claims ready lanes, runs them side by side, writes what came of it.</summary>
public sealed class Worker(
    IServiceScopeFactory scopes, WorkerSignal signal, LaneSlots slots, RecurringTasks recurring, ILogger<Worker> log) : BackgroundService
{
    /// <summary>How long a job added by another process may lie before it is seen, where nothing wakes us.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    /// <summary>Ends once what runs has ended, and lets those who write results end after it.</summary>
    /// <remarks>Not when the loop ends: of a server that stops as soon as it started, the loop never began.</remarks>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await slots.AllFreeAsync().WaitAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isScheduled = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!isScheduled)
                    await recurring.ScheduleAsync(stoppingToken);
                isScheduled = true;
                foreach (var kind in Enum.GetValues<LaneKind>())
                    await ClaimAsync(kind, stoppingToken);
                await signal.WaitAsync(LookEvery, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                // The database is away; nothing is lost, it is asked again.
                log.CannotClaim(exception);
                await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
            }
        }
    }

    private async Task ClaimAsync(LaneKind kind, CancellationToken ct)
    {
        var free = slots.Free(kind);
        if (free == 0)
            return;

        await using var scope = scopes.CreateAsyncScope();
        var claimed = await scope.ServiceProvider.GetRequiredService<LaneClaims>().ClaimAsync(kind, free, ct);
        foreach (var lane in claimed)
            slots.Run(lane, kind, ct);
    }
}

internal static partial class WorkerLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The job queue could not be read")]
    public static partial void CannotClaim(this ILogger log, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Results of {Count} jobs and lanes could not be written; trying again")]
    public static partial void CannotWriteResults(this ILogger log, Exception exception, int count);
}
