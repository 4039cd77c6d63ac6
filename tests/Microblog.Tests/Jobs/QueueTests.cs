using System.Collections.Concurrent;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Jobs;

/// <summary>What the durable queue promises, on the real worker.</summary>
public sealed class QueueTests
{
    [Theory]
    [EachDatabase]
    public async Task A_job_is_stored_with_the_deed_or_not_at_all(TestDatabase database)
    {
        var done = new Log();
        await using var server = await StartAsync(database, done);
        await using (var scope = server.NewScope())
        {
            var db = scope.Get<Db>();
            await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
            scope.Get<JobQueue>().Raise(new Told("x", "undone"));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        }

        await RaiseAsync(server, new Told("x", "kept"));
        await server.WaitUntilIdleAsync();

        Assert.Equal(["kept"], done.Entries);
    }

    [Theory]
    [EachDatabase]
    public async Task Jobs_are_stored_in_the_order_of_their_lanes_and_in_a_lane_as_they_were_raised(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var due = TimeProvider.System.GetUtcNow().AddYears(1);
        await using var scope = server.NewScope();
        var (db, ct) = (scope.Get<Db>(), TestContext.Current.CancellationToken);

        // Twice, as what is taken out of the context and put back must not change the order either.
        foreach (var round in new[] { "1", "2" })
        {
            foreach (var lane in new[] { "z", "b", "a", "é", "b", "B", "z", "a" })
                db.Jobs.Add(new Job { Lane = lane + round, Kind = "Told", Payload = $"{db.ChangeTracker.Entries<Job>().Count():00}", DueAt = due });
            await db.SaveChangesAsync(ct);
        }

        var stored = await db.Jobs.AsNoTracking().Where(j => j.Kind == "Told").OrderBy(j => j.Id).Select(j => new { j.Lane, j.Payload }).ToListAsync(ct);
        foreach (var round in new[] { "1", "2" })
        {
            var those = stored.Where(j => j.Lane.EndsWith(round, StringComparison.Ordinal)).ToList();
            Assert.Equal(8, those.Count);
            Assert.Equal(those.OrderBy(j => j.Lane, StringComparer.Ordinal).ThenBy(j => j.Payload, StringComparer.Ordinal), those);
        }
    }

    [Theory]
    [EachDatabase]
    public async Task The_worker_is_woken_by_the_commit_and_not_by_the_save_before_it(TestDatabase database)
    {
        await using var server = await StartAsync(database, new Log());
        using var signal = new WorkerSignal();
        await using var scope = server.NewScope();
        var db = scope.Get<Db>();

        await db.InOneTransactionAsync(
            async () =>
            {
                signal.WakeAfterSave(db);
                await db.SaveChangesAsync(TestContext.Current.CancellationToken);
                Assert.False(await signal.WaitAsync(TimeSpan.Zero, TestContext.Current.CancellationToken));
            },
            TestContext.Current.CancellationToken);

        Assert.True(await signal.WaitAsync(TimeSpan.Zero, TestContext.Current.CancellationToken));
        signal.WakeAfterSave(db);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        Assert.True(await signal.WaitAsync(TimeSpan.Zero, TestContext.Current.CancellationToken));
    }

    [Theory]
    [EachDatabase]
    public async Task Jobs_of_one_lane_run_in_order_and_those_of_others_beside_them(TestDatabase database)
    {
        var done = new Log();
        await using var server = await StartAsync(database, done);
        done.Holds = "slow 0";

        for (var i = 0; i < 5; i++)
            await RaiseAsync(server, new Told("slow", $"slow {i}"));
        for (var i = 0; i < 5; i++)
            await RaiseAsync(server, new Told("fast", $"fast {i}"));
        await Wait.UntilAsync(() => Task.FromResult(done.Entries.Count(e => e.StartsWith("fast", StringComparison.Ordinal)) == 5));
        Assert.DoesNotContain("slow 1", done.Entries);

        done.Release.SetResult();
        await server.WaitUntilIdleAsync();
        Assert.Equal(
            ["slow 0", "slow 1", "slow 2", "slow 3", "slow 4"], done.Entries.Where(e => e.StartsWith("slow", StringComparison.Ordinal)));
    }

    [Theory]
    [EachDatabase]
    public async Task A_job_that_fails_for_good_is_kept_with_its_exception_and_its_lane_goes_on(TestDatabase database)
    {
        var done = new Log();
        var clock = new FakeClock();
        await using var server = await StartAsync(database, done, clock);

        await RaiseAsync(server, new Told("x", "broken"));
        await RaiseAsync(server, new Told("x", "well"));
        await Wait.UntilAsync(async () =>
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            return await server.AskAsync(db => db.Jobs.AnyAsync(j => j.FailedAt != null));
        });
        await Wait.UntilAsync(() => Task.FromResult(done.Entries.Contains("well", StringComparer.Ordinal)));

        var failed = await server.AskAsync(db => db.Jobs.SingleAsync(j => j.FailedAt != null));
        Assert.Equal(BackOff.MaxAttempts, failed.Attempts);
        Assert.Contains("this one is broken", failed.LastError, StringComparison.Ordinal);
        Assert.Contains(nameof(WriteDown), failed.LastError, StringComparison.Ordinal);
    }

    [Theory]
    [EachDatabase]
    public async Task What_a_dead_process_had_taken_is_done_by_the_living(TestDatabase database)
    {
        var done = new Log();
        await using var server = await StartAsync(database, done);
        await using (var scope = server.NewScope())
        {
            var db = scope.Get<Db>();
            db.Nodes.Add(new Node { Number = 63, Process = "dead", SeenAt = TimeProvider.System.GetUtcNow() - NodeRegistry.DeadAfter });
            db.Lanes.Add(new Lane { Name = "Jobs x", LeasedBy = "dead", ReadyAt = TimeProvider.System.GetUtcNow() });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await RaiseAsync(server, new Told("x", "inherited"));

        await Wait.UntilAsync(() => Task.FromResult(done.Entries.Contains("inherited", StringComparer.Ordinal)));
    }

    [Theory]
    [EachDatabase]
    public async Task A_recurring_task_comes_round_and_has_one_row(TestDatabase database)
    {
        var done = new Log();
        var clock = new FakeClock();
        await using var server = await StartAsync(database, done, clock);
        await server.WaitUntilAsync(db => db.Jobs.AnyAsync(j => j.Kind == nameof(ComeRound)));

        for (var round = 1; round <= 3; round++)
        {
            clock.Advance(TimeSpan.FromMinutes(61));
            await Wait.UntilAsync(() => Task.FromResult(done.Entries.Count == round));
            // What has run is written down after it ran, and comes round an hour after that.
            var now = clock.GetUtcNow();
            await server.WaitUntilAsync(db => db.Jobs.AnyAsync(j => j.Kind == nameof(ComeRound) && j.DueAt > now));
        }

        await using var scope = server.NewScope();
        await scope.Get<RecurringTasks>().ScheduleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, await server.AskAsync(db => db.Jobs.CountAsync(j => j.Kind == nameof(ComeRound))));
    }

    [Fact]
    public async Task A_node_that_is_stopped_twice_touches_the_database_once()
    {
        await using var server = await TestServer.StartAsync();
        var heartbeat = server.Services.GetServices<IHostedService>().OfType<Heartbeat>().Single();
        await heartbeat.StopAsync(TestContext.Current.CancellationToken);
        await using var scope = server.NewScope();
        var db = scope.Get<Db>();
        db.Nodes.Add(new Node { Number = 0, Process = scope.Get<NodeNumber>().Process, SeenAt = TimeProvider.System.GetUtcNow() });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);

        await heartbeat.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, await db.Nodes.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_recurring_task_runs_once_each_time_it_is_due_on_two_nodes()
    {
        Assert.SkipWhen(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? "");
        const string lane = "task " + nameof(ComeRound);
        var done = new Log();
        await using var one = await StartAsync(TestDatabase.PostgreSql, done);
        await using var two = await StartAsync(TestDatabase.PostgreSql, done, sharesDatabaseOf: one);
        await one.WaitUntilAsync(db => db.Jobs.AnyAsync(j => j.Lane == lane));

        for (var round = 1; round <= 10; round++)
        {
            await using (var scope = two.NewScope())
                await scope.Get<JobAdmin>().RetryLaneAsync(lane, TestContext.Current.CancellationToken);
            await one.WaitUntilAsync(db => NothingIsDueAsync(db, lane));

            Assert.Equal(round, done.Entries.Count);
        }

        Assert.Equal(1, await one.AskAsync(db => db.Jobs.CountAsync(j => j.Lane == lane)));
    }

    private static async Task<bool> NothingIsDueAsync(Db db, string lane)
    {
        var now = TimeProvider.System.GetUtcNow();
        return !await db.Lanes.AnyAsync(l => l.Name == lane && (l.LeasedBy != null || l.ReadyAt <= now))
            && !await db.Jobs.AnyAsync(j => j.Lane == lane && j.DueAt <= now);
    }

    private static Task<TestServer> StartAsync(TestDatabase database, Log done, FakeClock? clock = null, TestServer? sharesDatabaseOf = null) =>
        TestServer.StartAsync(database, options =>
        {
            options.Clock = clock;
            options.SharesDatabaseOf = sharesDatabaseOf;
            options.Services = services =>
            {
                services.AddSingleton(done);
                var listeners = (Listeners)services.Last(s => s.ServiceType == typeof(Listeners)).ImplementationInstance!;
                listeners.On<Told, WriteDown>().Every<ComeRound>(TimeSpan.FromHours(1));
            };
        });

    private static async Task RaiseAsync(TestServer server, Told fact)
    {
        await using var scope = server.NewScope();
        scope.Get<JobQueue>().Raise(fact);
        await scope.Get<Db>().SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    internal sealed class Log
    {
        private readonly ConcurrentQueue<string> entries = new();

        public IReadOnlyList<string> Entries => [.. entries];

        public string? Holds { get; set; }

        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Add(string entry) => entries.Enqueue(entry);
    }

    internal sealed record Told(string Lane, string What) : IFact;

    internal sealed class WriteDown(Log log) : IHandle<Told>
    {
        public async Task<Outcome> HandleAsync(Told fact, CancellationToken ct)
        {
            if (fact.What == "broken")
                throw new InvalidOperationException("this one is broken");
            if (fact.What == log.Holds)
                await log.Release.Task.WaitAsync(ct);
            log.Add(fact.What);
            return Outcome.Done;
        }
    }

    internal sealed class ComeRound(Log log) : IRecur
    {
        public Task RunAsync(CancellationToken ct)
        {
            log.Add("round");
            return Task.CompletedTask;
        }
    }
}
