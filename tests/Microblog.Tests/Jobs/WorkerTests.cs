using Microblog.Jobs;
using Microblog.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Microblog.Tests.Jobs;

/// <summary>How the worker begins and ends.</summary>
public sealed class WorkerTests
{
    [Fact]
    public async Task A_server_that_stops_as_soon_as_it_started_ends()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var server = await TestServer.StartAsync();
        var services = server.Services;
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        var results = new JobResults();
        using var signal = new WorkerSignal();
        using var worker = new Worker(
            scopes,
            signal,
            new LaneSlots(services.GetRequiredService<LaneRun>(), results),
            services.GetRequiredService<RecurringTasks>(),
            NullLogger<Worker>.Instance);
        var loop = new ResultLoop(scopes, results, signal, NullLogger<ResultLoop>.Instance);
        await loop.StartAsync(ct);

        // Stopped before its loop had its first turn.
        await worker.StartAsync(new CancellationToken(canceled: true));
        await worker.StopAsync(ct);

        await loop.StopAsync(ct).WaitAsync(TimeSpan.FromMinutes(1), ct);
    }
}
