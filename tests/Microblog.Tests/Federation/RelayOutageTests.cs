using Microblog.Jobs;
using Microblog.Moderation.Relays;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>A relay is down for days, and comes back or does not.</summary>
public sealed class RelayOutageTests
{
    [Theory, EachDatabase]
    public async Task A_relay_that_was_down_costs_one_row_and_gets_what_it_missed_in_order(TestDatabase database)
    {
        await using var outage = await BeginAsync(database);
        Assert.Equal(1, await outage.KeptAsync());

        await outage.Alice.PostAsync("after a day");
        await outage.Alice.PostAsync("and more");
        await outage.SettledAsync();
        Assert.Equal(1, await outage.KeptAsync());

        outage.Relay.Inbox = null;
        outage.Clock.Advance(TimeSpan.FromHours(2));
        await Wait.UntilAsync(() => Task.FromResult(outage.Relay.Received.Count >= 4));
        await outage.Server.WaitUntilIdleAsync();
        Assert.Equal(
            ["<p>at first</p>", "<p>then</p>", "<p>after a day</p>", "<p>and more</p>"],
            outage.Relay.Received.Select(a => (string?)a["object"]!["content"]));
    }

    [Theory, EachDatabase]
    public async Task A_relay_that_we_left_meanwhile_is_sent_nothing_of_what_it_missed(TestDatabase database)
    {
        await using var outage = await BeginAsync(database);
        await outage.Alice.PostAsync("after a day");
        await outage.SettledAsync();
        await using (var scope = outage.Server.NewScope())
        {
            var id = await outage.Server.AskAsync(db => db.Set<Relay>().Select(r => r.Id).SingleAsync());
            await scope.Get<RemoveRelay>().RunAsync(id, TestContext.Current.CancellationToken);
        }

        await outage.SettledAsync();
        outage.Relay.Inbox = null;
        outage.Clock.Advance(TimeSpan.FromHours(2));
        await Wait.UntilAsync(() => Task.FromResult(outage.Relay.Received.Any(a => (string?)a["type"] == "Undo")));
        await outage.Server.WaitUntilIdleAsync();

        Assert.DoesNotContain(outage.Relay.Received, a => a.ToJsonString().Contains("after a day", StringComparison.Ordinal));
    }

    private static async Task<RelayOutage> BeginAsync(TestDatabase database)
    {
        var clock = new FakeClock();
        clock.Advance(TimeProvider.System.GetUtcNow() - clock.GetUtcNow());
        var server = await TestServer.StartAsync(database, options => options.Clock = clock);
        var relay = await Peer.StartAsync();
        relay.Clock = clock;
        var outage = new RelayOutage(server, relay, await server.SignUpAsync("alice"), clock);
        await RelayTests.JoinAsync(server, relay);
        await server.WaitUntilIdleAsync();
        relay.Inbox = http =>
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        };
        await outage.Alice.PostAsync("at first");
        await outage.Alice.PostAsync("then");
        await outage.SettledAsync();
        var knocks = relay.Knocks;
        clock.Advance(TimeSpan.FromHours(25));
        await Wait.UntilAsync(() => Task.FromResult(relay.Knocks > knocks));
        await outage.SettledAsync();
        await using var scope = server.NewScope();
        await scope.Get<FoldLanes>().RunAsync(TestContext.Current.CancellationToken);
        return outage;
    }

    private sealed record RelayOutage(TestServer Server, Peer Relay, Person Alice, FakeClock Clock) : IAsyncDisposable
    {
        /// <summary>What was done here has been handed to the queue of deliveries, and the relay was tried.</summary>
        public Task SettledAsync() => Server.WaitUntilAsync(async db =>
        {
            var now = Clock.GetUtcNow();
            return !await db.Jobs.AnyAsync(j => j.ActivityId == null && j.RecursEvery == null)
                && !await db.Lanes.AnyAsync(l => l.IsDelivery && (l.LeasedBy != null || l.ReadyAt <= now));
        });

        public Task<int> KeptAsync() => Server.AskAsync(db => db.Jobs.CountAsync(j => j.ActivityId != null));

        public async ValueTask DisposeAsync()
        {
            await Server.DisposeAsync();
            await Relay.DisposeAsync();
        }
    }
}
