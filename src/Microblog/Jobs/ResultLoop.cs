namespace Microblog.Jobs;

/// <summary>Writes results as they come, until the worker has ended and the last is written.</summary>
internal sealed class ResultLoop(IServiceScopeFactory scopes, JobResults results, WorkerSignal signal, ILogger<Worker> log) : IHostedService
{
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
        while (true)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<ResultWriter>().WriteAsync(batch, CancellationToken.None);
                return;
            }
            catch (Exception exception)
            {
                log.CannotWriteResults(exception, batch.Count);
                await Task.Delay(TimeSpan.FromSeconds(1));
            }
        }
    }
}
