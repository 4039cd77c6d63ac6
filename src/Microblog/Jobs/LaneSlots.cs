namespace Microblog.Jobs;

/// <summary>How many lanes run at a time: many deliveries, which mostly wait for others, and few that work on our database.</summary>
public sealed class LaneSlots
{
    private const int Deliveries = 512;
    private const int Others = 16;

    private readonly LaneRun run;
    private readonly JobResults results;
    private int deliveriesRunning;
    private int othersRunning;

    internal LaneSlots(LaneRun run, JobResults results)
    {
        this.run = run;
        this.results = results;
    }

    public int Free(bool deliveries) => deliveries
        ? Deliveries - Volatile.Read(ref deliveriesRunning)
        : Others - Volatile.Read(ref othersRunning);

    public bool AreAllFree => Free(deliveries: true) == Deliveries && Free(deliveries: false) == Others;

    /// <summary>Starts a claimed lane; its slot is free again when it ends.</summary>
    public void Run(ClaimedLane lane, bool deliveries, CancellationToken ct)
    {
        Interlocked.Increment(ref deliveries ? ref deliveriesRunning : ref othersRunning);
        _ = RunAndFreeAsync(lane, deliveries, ct);
    }

    /// <summary>Returns when nothing runs any more and every result has been handed over.</summary>
    public async Task AllFreeAsync()
    {
        while (!AreAllFree)
            await Task.Delay(10);
        results.Complete();
    }

    private async Task RunAndFreeAsync(ClaimedLane lane, bool deliveries, CancellationToken ct)
    {
        // Handlers run until their first wait on the caller's thread, and the caller has more lanes to start.
        await Task.Yield();
        try
        {
            await run.RunAsync(lane, ct);
        }
        finally
        {
            Interlocked.Decrement(ref deliveries ? ref deliveriesRunning : ref othersRunning);
        }
    }
}
