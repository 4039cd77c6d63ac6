using Microblog.Accounts;
using Microblog.Moderation;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Moderation;

/// <summary>Security catalogue §7-47.</summary>
public sealed class BlockTests
{
    private readonly FakeClock clock = new();

    [Theory, EachDatabase]
    public async Task Moderators_lift_no_block_of_their_own_or_of_their_equals(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var moderator = await server.SignUpAsync("moderator", Role.Moderator);
        var equal = await server.SignUpAsync("equal", Role.Moderator);
        var administrator = await server.SignUpAsync("administrator", Role.Administrator);
        await BlockAsync(server, moderator, until: null);

        await Assert.ThrowsAsync<RefusalException>(() => LiftAsync(server, moderator, by: moderator));
        await Assert.ThrowsAsync<RefusalException>(() => LiftAsync(server, moderator, by: equal));
        Assert.Equal(1, await StandingAsync(server));

        await LiftAsync(server, moderator, by: administrator);
        Assert.Equal(0, await StandingAsync(server));
    }

    [Theory, EachDatabase]
    public async Task However_many_block_at_once_one_block_stands_and_lifting_it_frees(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => BlockAsync(server, alice, until: null)));

        Assert.Equal(1, await StandingAsync(server));
        Assert.Equal(1, await server.AskAsync(db => db.LogEntries.CountAsync(e => e.Action == LogAction.Block)));
        await LiftAsync(server, alice, by: null);
        Assert.Equal(0, await StandingAsync(server));
    }

    [Theory, EachDatabase]
    public async Task A_block_whose_time_is_over_makes_room_for_a_new_one(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database, o => o.Clock = clock);
        var alice = await server.SignUpAsync("alice");
        await BlockAsync(server, alice, clock.GetUtcNow().AddDays(1));
        clock.Advance(TimeSpan.FromDays(2));
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => LiftAsync(server, alice, by: null));
        Assert.Equal(Refusal.NotFound, refusal.Refusal);

        await BlockAsync(server, alice, until: null);

        Assert.Equal(1, await StandingAsync(server));
        Assert.Equal(
            [LogAction.Block, LogAction.Block], await server.AskAsync(db => db.LogEntries.Select(e => e.Action).ToListAsync()));
    }

    private static async Task BlockAsync(TestServer server, Person person, DateTimeOffset? until)
    {
        await using var scope = server.NewScope();
        await scope.Get<BlockAccount>().RunAsync(
            person.ActorId, byActorId: null, BlockScope.Posting, "spam", until, TestContext.Current.CancellationToken);
    }

    private static async Task LiftAsync(TestServer server, Person person, Person? by)
    {
        await using var scope = server.NewScope();
        await scope.Get<LiftBlock>().RunAsync(person.ActorId, by?.ActorId, "sorry", TestContext.Current.CancellationToken);
    }

    private static Task<int> StandingAsync(TestServer server) => server.AskAsync(db => db.Blocks.CountAsync(b => b.LiftedAt == null));
}
