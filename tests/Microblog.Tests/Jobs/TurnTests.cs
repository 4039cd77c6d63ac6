using System.Collections.Concurrent;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Jobs;

/// <summary>How long a lane goes on before others get their turn.</summary>
public sealed class TurnTests
{
    [Theory, EachDatabase]
    public async Task A_turn_ends_when_it_has_taken_long_and_the_rest_waits_behind_all_that_is_ready(TestDatabase database)
    {
        var clock = new FakeClock();
        var readyAt = new ConcurrentQueue<DateTimeOffset>();
        await using var server = await TestServer.StartAsync(database, options =>
        {
            options.Clock = clock;
            options.Services = services =>
            {
                services.AddSingleton(clock).AddSingleton(readyAt);
                ((Listeners)services.Last(s => s.ServiceType == typeof(Listeners)).ImplementationInstance!).On<Asked, TakeTwoSeconds>();
            };
        });
        var due = clock.GetUtcNow();

        await using (var scope = server.NewScope())
        {
            for (var i = 0; i < 6; i++)
                scope.Get<JobQueue>().Raise(new Asked("x"));
            await scope.Get<Db>().SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await Wait.UntilAsync(() => Task.FromResult(readyAt.Count == 6));
        Assert.Equal([due, due, due, due.AddSeconds(6), due.AddSeconds(6), due.AddSeconds(6)], readyAt);
    }

    internal sealed record Asked(string Lane) : IFact;

    /// <summary>Writes down since when its lane has been ready.</summary>
    internal sealed class TakeTwoSeconds(Db db, FakeClock clock, ConcurrentQueue<DateTimeOffset> readyAt) : IHandle<Asked>
    {
        public async Task<Outcome> HandleAsync(Asked fact, CancellationToken ct)
        {
            readyAt.Enqueue(await db.Lanes.Where(l => l.Name == "Jobs x").Select(l => l.ReadyAt!.Value).SingleAsync(ct));
            clock.Advance(TimeSpan.FromSeconds(2));
            return Outcome.Done;
        }
    }
}
