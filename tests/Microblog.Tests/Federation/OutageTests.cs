using System.Collections.Concurrent;
using Microblog.Federation.Outbox;
using Microblog.Jobs;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>A host is down for days, and comes back.</summary>
public sealed class OutageTests
{
    [Theory]
    [EachDatabase]
    public async Task After_eight_days_a_host_gets_what_is_younger_than_seven_in_order_and_once(TestDatabase database)
    {
        await using var outage = await Outage.BeginAsync(database);
        for (var day = 0; day < 8; day++)
        {
            await outage.Alice.PostAsync($"morning {day}");
            await outage.Alice.PostAsync($"evening {day}");
            await outage.PassAsync(TimeSpan.FromDays(1));
            if (day > 0)
                Assert.Equal((1, true), await outage.KeptAsync());
        }

        await outage.EndAsync();

        // Half an hour after the eighth day ended, the first day's notices are older than a week.
        Assert.Equal(
            Enumerable.Range(1, 7).Where(day => day > 1).SelectMany(day => new[] { $"<p>morning {day}</p>", $"<p>evening {day}</p>" }),
            await outage.ReceivedAsync(12));
    }

    [Theory]
    [EachDatabase]
    public async Task After_two_days_a_host_gets_what_it_missed_and_what_is_new_after_it_but_nothing_of_what_was_deleted(TestDatabase database)
    {
        await using var outage = await Outage.BeginAsync(database);
        await outage.Alice.PostAsync("one");
        var two = await outage.Alice.PostAsync("two");
        await outage.PassAsync(TimeSpan.FromHours(25));
        var three = await outage.Alice.PostAsync("three");
        await outage.Alice.PostAsync("four");
        await outage.Alice.DeleteAsync(three);
        await outage.Alice.DeleteAsync(two);
        await outage.PassAsync(TimeSpan.FromHours(23));
        Assert.Equal((1, true), await outage.KeptAsync());

        await outage.EndAsync();
        await outage.Alice.PostAsync("five");

        Assert.Equal(
            ["<p>one</p>", "<p>four</p>", $"Delete {three.Uri}", $"Delete {two.Uri}", "<p>five</p>"], await outage.ReceivedAsync(5));
    }

    [Theory]
    [EachDatabase]
    public async Task Many_missed_ones_come_in_order_batch_after_batch(TestDatabase database)
    {
        await using var outage = await Outage.BeginAsync(database);
        await outage.Alice.PostAsync("notice 0");
        await outage.PassAsync(TimeSpan.FromHours(25));
        for (var i = 1; i < (2 * CatchUp.Batch) + 3; i++)
            await outage.Alice.PostAsync($"notice {i}");
        await outage.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal((1, true), await outage.KeptAsync());

        await outage.EndAsync();

        Assert.Equal(
            Enumerable.Range(0, (2 * CatchUp.Batch) + 3).Select(i => $"<p>notice {i}</p>"), await outage.ReceivedAsync((2 * CatchUp.Batch) + 3));
    }

    [Theory]
    [EachDatabase]
    public async Task A_host_that_is_heard_from_gets_what_it_missed_at_once(TestDatabase database)
    {
        await using var outage = await Outage.BeginAsync(database);
        await outage.Alice.PostAsync("one");
        await outage.PassAsync(TimeSpan.FromHours(25));
        await outage.Alice.PostAsync("two");
        await outage.SettledAsync();

        outage.Peer.Inbox = null;
        await using (var scope = outage.Server.NewScope())
            await scope.Get<HostLanes>().HeardFromAsync(outage.Peer.BaseUrl.Authority, TestContext.Current.CancellationToken);

        Assert.Equal(["<p>one</p>", "<p>two</p>"], await outage.ReceivedAsync(2));
    }

    [Theory]
    [EachDatabase]
    public async Task Followers_with_inboxes_of_their_own_get_each_missed_notice_once_each(TestDatabase database)
    {
        await using var outage = await Outage.BeginAsync(database);
        await outage.AddFollowerAsync("second");
        await outage.Alice.PostAsync("one");
        await outage.Alice.PostAsync("two");
        await outage.PassAsync(TimeSpan.FromHours(25));
        await outage.Alice.PostAsync("three");
        Assert.Equal((2, true), await outage.KeptAsync());
        var paths = new ConcurrentQueue<string>();

        await outage.EndAsync(http =>
        {
            paths.Enqueue(http.Request.Path);
            return Task.CompletedTask;
        });

        Assert.Equal(
            ["<p>one</p>", "<p>one</p>", "<p>two</p>", "<p>two</p>", "<p>three</p>", "<p>three</p>"], await outage.ReceivedAsync(6));
        Assert.Equal(3, paths.Count(p => p == "/peer/inbox"));
        Assert.Equal(3, paths.Count(p => p == "/second/inbox"));
    }

    [Theory]
    [EachDatabase]
    public async Task Who_left_meanwhile_is_not_sent_what_was_missed(TestDatabase database)
    {
        await using var outage = await Outage.BeginAsync(database);
        await outage.AddFollowerAsync("second");
        await outage.Alice.PostAsync("one");
        await outage.PassAsync(TimeSpan.FromHours(25));
        await outage.Alice.PostAsync("two");
        await outage.SettledAsync();
        await outage.Server.AskAsync(db => db.Follows.Where(f => f.Follower!.Handle == "second").ExecuteDeleteAsync());

        await outage.EndAsync();

        Assert.Equal(["<p>one</p>", "<p>one</p>", "<p>two</p>"], await outage.ReceivedAsync(3));
    }

    [Theory]
    [EachDatabase]
    public async Task Catching_up_twice_derives_once(TestDatabase database)
    {
        await using var outage = await Outage.BeginAsync(database);
        await outage.Alice.PostAsync("one");
        await outage.PassAsync(TimeSpan.FromHours(25));
        await outage.Alice.PostAsync("two");
        await outage.SettledAsync();

        // As after a crash between the handler's commit and the lane's return.
        for (var i = 0; i < 2; i++)
        {
            await using var scope = outage.Server.NewScope();
            await scope.Get<CatchUp>().HandleAsync(new LaneBehind(outage.Lane), TestContext.Current.CancellationToken);
        }

        Assert.Equal((1, true), await outage.KeptAsync());
        await outage.EndAsync();
        Assert.Equal(["<p>one</p>", "<p>two</p>"], await outage.ReceivedAsync(2));
    }

    [Theory]
    [EachDatabase]
    public async Task A_failure_after_others_went_well_is_the_first_in_a_row(TestDatabase database)
    {
        await using var outage = await Outage.BeginAsync(database);
        await outage.Alice.PostAsync("one");
        await outage.Alice.PostAsync("two");
        await outage.PassAsync(TimeSpan.FromHours(2));
        await outage.PassAsync(TimeSpan.FromHours(2));

        var knocks = 0;
        await outage.EndAsync(http =>
        {
            http.Response.StatusCode = Interlocked.Increment(ref knocks) == 1 ? 202 : 503;
            return Task.CompletedTask;
        });
        await Wait.UntilAsync(() => Task.FromResult(Volatile.Read(ref knocks) >= 2));
        await outage.SettledAsync();

        Assert.Equal(1, await outage.Server.AskAsync(db => db.Lanes.Where(l => l.Name == outage.Lane).Select(l => l.Failures).SingleAsync()));
    }
}
