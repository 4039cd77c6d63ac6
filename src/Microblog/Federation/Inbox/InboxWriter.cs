using System.Threading.Channels;

namespace Microblog.Federation.Inbox;

/// <summary>Stores arrivals many at a time: a disk that can sync some hundred times a second then keeps up with thousands of them.</summary>
public sealed class InboxWriter(IServiceScopeFactory scopes, ILogger<InboxWriter> log) : BackgroundService
{
    private const int LargestBatch = 500;

    private const long MostWaitingBytes = 64 * 1024 * 1024;

    private readonly Channel<Waiting> arrivals = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(10_000) { SingleReader = true });
    private long waitingBytes;

    /// <summary>Returns once the arrival is durable, or known from before.</summary>
    /// <returns>False when so much waits already that the sender should come again later.</returns>
    public async Task<bool> TryStoreAsync(Arrival arrival, CancellationToken ct)
    {
        var waiting = new Waiting(arrival, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        if (Interlocked.Add(ref waitingBytes, arrival.Body.Length) > MostWaitingBytes || !arrivals.Writer.TryWrite(waiting))
        {
            Interlocked.Add(ref waitingBytes, -arrival.Body.Length);
            return false;
        }

        await waiting.Stored.Task.WaitAsync(ct);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await arrivals.Reader.WaitToReadAsync(CancellationToken.None))
        {
            var batch = new List<Waiting>();
            while (batch.Count < LargestBatch && arrivals.Reader.TryRead(out var waiting))
                batch.Add(waiting);
            await StoreAsync(batch);
        }
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        arrivals.Writer.TryComplete();
        return base.StopAsync(cancellationToken);
    }

    private async Task StoreAsync(List<Waiting> batch)
    {
        Interlocked.Add(ref waitingBytes, -batch.Sum(w => (long)w.Arrival.Body.Length));
        if (batch.Count > 1 && await TryStoreAsync(batch, isLastTry: false))
            return;

        // One that cannot be stored must not take the others with it.
        foreach (var waiting in batch)
            await TryStoreAsync([waiting], isLastTry: true);
    }

    private async Task<bool> TryStoreAsync(List<Waiting> batch, bool isLastTry)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<StoreArrivals>().RunAsync(
                [.. batch.Select(w => w.Arrival)], CancellationToken.None);
            batch.ForEach(w => w.Stored.TrySetResult());
            return true;
        }
        catch (Exception exception)
        {
            // The senders are not told that it is stored, so they send it again.
            log.CannotStore(exception, batch.Count);
            if (isLastTry)
                batch.ForEach(w => w.Stored.TrySetException(new IOException("The arrival could not be stored.", exception)));
            return false;
        }
    }

    private sealed record Waiting(Arrival Arrival, TaskCompletionSource Stored);
}

internal static partial class InboxWriterLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} arrivals could not be stored")]
    public static partial void CannotStore(this ILogger log, Exception exception, int count);
}
