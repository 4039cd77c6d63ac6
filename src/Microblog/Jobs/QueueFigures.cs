using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Jobs;

/// <summary>How the queue is doing, in numbers.</summary>
/// <param name="Waiting">Jobs that wait or run, recurring tasks aside.</param>
/// <param name="Oldest">How long the most overdue lane has been ready, hosts in doubt aside.</param>
/// <param name="Failed">Jobs that failed for good.</param>
/// <param name="OpenCircuits">Hosts that failed ten times in a row.</param>
/// <param name="Behind">Failing hosts of which only a position is kept.</param>
public sealed record QueueFigures(int Waiting, TimeSpan Oldest, int Failed, int OpenCircuits, int Behind)
{
    public static async Task<QueueFigures> ReadAsync(Db db, DateTimeOffset now, CancellationToken ct)
    {
        // Each from an index that holds no more than what is counted.
        var unfinished = await db.Jobs.CountAsync(j => j.FailedAt == null, ct);
        var recurring = await db.Jobs.CountAsync(j => j.RecursEvery != null, ct);
        var failed = await db.Jobs.CountAsync(j => j.FailedAt != null, ct);
        var failing = db.Lanes.Where(l => l.FailingSince != null && l.IsDelivery);
        var open = await failing.CountAsync(l => l.Failures >= Lane.OpensAfter, ct);
        var behind = await failing.CountAsync(l => l.MissedFrom != null, ct);
        var ready = db.Lanes.Where(l => l.ReadyAt != null && l.LeasedBy == null && !l.IsDoubtful);
        var oldest = Earliest(
            await ready.Where(l => l.IsDelivery && !l.IsFetch).MinAsync(l => l.ReadyAt, ct),
            Earliest(
                await ready.Where(l => !l.IsDelivery && l.IsFetch).MinAsync(l => l.ReadyAt, ct),
                await ready.Where(l => !l.IsDelivery && !l.IsFetch).MinAsync(l => l.ReadyAt, ct)));
        return new(Math.Max(0, unfinished - recurring), oldest is { } since && since < now ? now - since : TimeSpan.Zero, failed, open, behind);
    }

    private static DateTimeOffset? Earliest(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;
}

/// <summary>Has the meters show the queue's figures, read anew now and then.</summary>
internal sealed class ReadFigures(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ReadFigures> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                JobMeters.Show(await QueueFigures.ReadAsync(scope.ServiceProvider.GetRequiredService<Db>(), clock.GetUtcNow(), stoppingToken));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.CannotCount(exception);
            }
        }
    }
}

internal static partial class ReadFiguresLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The queue could not be counted")]
    public static partial void CannotCount(this ILogger log, Exception exception);
}
