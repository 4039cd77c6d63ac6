using Microblog.Data;

namespace Microblog.Jobs;

/// <summary>Says every few seconds that this process lives, so that its leases stay its own, and frees those of dead ones.</summary>
internal sealed class Heartbeat(IServiceScopeFactory scopes, ILogger<Heartbeat> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(3);

    private readonly Lock stopping = new();
    private Task? left;

    // A host that somebody else stops is also stopped by the wait for its end, at the same time. Both get the one leaving:
    // a second could come when the first has returned and the database is already gone.
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        lock (stopping)
            return left ??= LeaveAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<NodeRegistry>().BeatAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.CannotBeat(exception);
            }
        }
    }

    private async Task LeaveAsync(CancellationToken ct)
    {
        await base.StopAsync(ct);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<NodeRegistry>().LeaveAsync(ct);
        }
        catch (Exception exception)
        {
            // The database is away; the others bury this node when they miss it.
            log.CannotBeat(exception);
        }
    }
}

internal static partial class HeartbeatLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "This node could not say that it lives")]
    public static partial void CannotBeat(this ILogger log, Exception exception);
}
