using System.Threading.Channels;

namespace Microblog.Jobs;

/// <summary>Collects results so that they are written many at a time, never one transaction per delivery.</summary>
internal sealed class JobResults
{
    private const int LargestBatch = 1000;

    private readonly Channel<Result> waiting = Channel.CreateBounded<Result>(new BoundedChannelOptions(4096) { SingleReader = true });

    public ValueTask AddAsync(Result result) => waiting.Writer.WriteAsync(result);

    public void Complete() => waiting.Writer.TryComplete();

    /// <summary>Waits for the first result and takes with it whatever else is there.</summary>
    /// <returns>At least one result; none once the last was taken after <see cref="Complete"/>.</returns>
    public async Task<IReadOnlyList<Result>> TakeAsync(CancellationToken ct)
    {
        if (!await waiting.Reader.WaitToReadAsync(ct))
            return [];

        var batch = new List<Result>();
        while (batch.Count < LargestBatch && waiting.Reader.TryRead(out var result))
            batch.Add(result);
        return batch;
    }
}
