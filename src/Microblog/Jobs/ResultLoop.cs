namespace Microblog.Jobs;

/// <summary>Writes results as they come, until the worker has ended and the last is written.</summary>
internal sealed class ResultLoop(IServiceScopeFactory scopes, JobResults results, WorkerSignal signal, ILogger<ResultLoop> log) : IHostedService
{
    private const int AttemptsPerJob = 5;

    private Task loop = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        loop = Task.Run(LoopAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => loop.WaitAsync(cancellationToken);

    private async Task LoopAsync()
    {
        while (await results.TakeAsync(CancellationToken.None) is { Count: > 0 } batch)
        {
            await WriteAsync(batch);
            signal.Wake();
        }
    }

    private async Task WriteAsync(IReadOnlyList<Result> batch)
    {
        while (!await TryWriteAsync(batch))
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            if (batch.Count > 1)
            {
                // The database is away, or it refuses one of them: that one must not hold up the others.
                foreach (var result in batch)
                    await WriteOneAsync(result);
                return;
            }
        }
    }

    private async Task WriteOneAsync(Result result)
    {
        for (var attempt = 1; !await TryWriteAsync([result]); attempt++)
        {
            // What is not written of a job is done again; a lane that is not given back would be stuck.
            if (result is JobResult && attempt >= AttemptsPerJob)
                return;
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }

    private async Task<bool> TryWriteAsync(IReadOnlyList<Result> batch)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ResultWriter>().WriteAsync(batch, CancellationToken.None);
            return true;
        }
        catch (Exception exception)
        {
            log.CannotWriteResults(exception, batch.Count);
            return false;
        }
    }
}
