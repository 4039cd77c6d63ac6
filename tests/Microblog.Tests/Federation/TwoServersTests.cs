using Microblog.Notices;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>Two of our servers over HTTP.</summary>
public sealed class TwoServersTests
{
    [Theory]
    [EachDatabase]
    public async Task A_follower_on_another_server_receives_the_notice_and_loses_it_when_it_is_deleted(TestDatabase database)
    {
        await using var a = await TestServer.StartAsync(database);
        await using var b = await TestServer.StartAsync(database);
        var alice = await a.SignUpAsync("alice");
        var bob = await b.SignUpAsync("bob");
        await bob.FollowAsync(alice.Address);
        await b.WaitUntilAsync(db => db.Follows.AnyAsync(f => f.IsAccepted));

        var notice = await alice.PostAsync("Hello, fediverse.");
        await bob.SeesAtHomeAsync("Hello, fediverse.");

        await alice.DeleteAsync(notice);
        await b.WaitUntilAsync(async db => !await db.Notices.AnyAsync());
        Assert.Empty(await bob.HomeAsync());
    }

    [Theory]
    [EachDatabase]
    public async Task Who_no_longer_follows_receives_nothing(TestDatabase database)
    {
        await using var a = await TestServer.StartAsync(database);
        await using var b = await TestServer.StartAsync(database);
        var alice = await a.SignUpAsync("alice");
        var bob = await b.SignUpAsync("bob");
        await bob.FollowAsync(alice.Address);
        await b.WaitUntilAsync(db => db.Follows.AnyAsync(f => f.IsAccepted));

        await bob.UnfollowAsync(alice.Address);
        await a.WaitUntilAsync(async db => !await db.Follows.AnyAsync());
        await alice.PostAsync("Nobody hears this.");
        await a.WaitUntilIdleAsync();

        Assert.False(await b.AskAsync(db => db.Notices.AnyAsync()));
    }

    [Theory]
    [EachDatabase]
    public async Task A_direct_notice_reaches_only_whom_it_names(TestDatabase database)
    {
        await using var a = await TestServer.StartAsync(database);
        await using var b = await TestServer.StartAsync(database);
        var alice = await a.SignUpAsync("alice");
        var bob = await b.SignUpAsync("bob");
        var carol = await b.SignUpAsync("carol");
        await bob.FollowAsync(alice.Address);
        await carol.FollowAsync(alice.Address);
        await b.WaitUntilAsync(async db => await db.Follows.CountAsync(f => f.IsAccepted) == 2);

        await alice.PostAsync($"@{bob.Address} for your eyes", Visibility.Direct);
        await b.WaitUntilAsync(db => db.Notices.AnyAsync());

        var addressees = await b.AskAsync(db => db.Addressees.Select(x => x.ActorId).ToListAsync());
        Assert.Equal([bob.ActorId], addressees);
        Assert.Equal(Visibility.Direct, await b.AskAsync(db => db.Notices.Select(n => n.Visibility).SingleAsync()));
        Assert.Empty(await carol.HomeAsync());
    }
}
