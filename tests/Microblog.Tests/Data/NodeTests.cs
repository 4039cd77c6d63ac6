using Microblog.Data;
using Microblog.Jobs;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Data;

public sealed class NodeTests
{
    [Theory, EachDatabase]
    public async Task Processes_that_join_at_once_get_different_numbers_and_make_different_ids(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var clock = new FakeClock();

        var nodes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => JoinAsync(server, TimeProvider.System))));

        Assert.Equal(6, nodes.Select(n => n.Value).Distinct().Count());
        var ids = nodes.SelectMany(node =>
        {
            var snowflake = new Snowflake(clock, node);
            return Enumerable.Range(0, 3000).Select(_ => snowflake.Next()).ToList();
        });
        Assert.Equal(18_000, ids.Distinct().Count());
    }

    [Theory, EachDatabase]
    public async Task The_sixty_fifth_process_is_refused(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        for (var number = 1; number < Node.MaxNodes; number++)
            await JoinAsync(server, TimeProvider.System);

        await Assert.ThrowsAsync<InvalidOperationException>(() => JoinAsync(server, TimeProvider.System));
    }

    [Theory, EachDatabase]
    public async Task What_a_dead_process_had_leased_is_free_again_and_so_is_its_number(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var dead = await JoinAsync(server, new StoppedClock(TimeProvider.System.GetUtcNow() - NodeRegistry.DeadAfter - TimeSpan.FromSeconds(1)));
        await server.AskAsync(async db =>
        {
            db.Lanes.Add(new Lane { Name = "host:dead.test", LeasedBy = dead.Process });
            return await db.SaveChangesAsync();
        });

        await server.WaitUntilAsync(async db =>
            !await db.Nodes.AnyAsync(n => n.Process == dead.Process) && !await db.Lanes.AnyAsync(l => l.LeasedBy == dead.Process));

        Assert.Equal(dead.Value, (await JoinAsync(server, TimeProvider.System)).Value);
    }

    private static async Task<NodeNumber> JoinAsync(TestServer server, TimeProvider clock)
    {
        var node = new NodeNumber();
        await using var scope = server.NewScope();
        await new NodeRegistry(scope.Get<Db>(), node, clock).JoinAsync(TestContext.Current.CancellationToken);
        return node;
    }

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
