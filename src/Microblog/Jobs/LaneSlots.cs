namespace Microblog.Jobs;

/// <summary>How many lanes run at a time: many deliveries, which mostly wait for others, and few that work on our database.</summary>
/// <remarks>Hosts in doubt have few slots, of their own: a hundred thousand dead ones wait for each other and for nobody else.</remarks>
public sealed class LaneSlots
{
    /// <summary>By <see cref="LaneKind"/>.</summary>
    private static readonly int[] Slots = [16, 512, 64, 64, 64];

    private readonly int[] running = new int[Slots.Length];
    private readonly LaneRun run;
    private readonly JobResults results;

    internal LaneSlots(LaneRun run, JobResults results)
    {
        this.run = run;
        this.results = results;
    }

    public bool AreAllFree => Enum.GetValues<LaneKind>().All(kind => Free(kind) == Slots[(int)kind]);

    public int Free(LaneKind kind) => Slots[(int)kind] - Volatile.Read(ref running[(int)kind]);

    /// <summary>Starts a claimed lane; its slot is free again when it ends.</summary>
    public void Run(ClaimedLane lane, LaneKind kind, CancellationToken ct)
    {
        Interlocked.Increment(ref running[(int)kind]);
        _ = RunAndFreeAsync(lane, kind, ct);
    }

    /// <summary>Returns when nothing runs any more and every result has been handed over.</summary>
    public async Task AllFreeAsync()
    {
        while (!AreAllFree)
            await Task.Delay(10);
        results.Complete();
    }

    private async Task RunAndFreeAsync(ClaimedLane lane, LaneKind kind, CancellationToken ct)
    {
        // Handlers run until their first wait on the caller's thread, and the caller has more lanes to start.
        await Task.Yield();
        try
        {
            await run.RunAsync(lane, ct);
        }
        finally
        {
            Interlocked.Decrement(ref running[(int)kind]);
        }
    }
}
