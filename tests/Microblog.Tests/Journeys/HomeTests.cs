using Microblog.Tests.Support;

namespace Microblog.Tests.Journeys;

public sealed class HomeTests
{
    [Theory, EachDatabase]
    public async Task A_follower_here_sees_the_notice_and_no_longer_once_it_is_deleted(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        await bob.FollowAsync(alice);

        var notice = await alice.PostAsync("Hello, reader.");

        await bob.SeesAtHomeAsync("Hello, reader.");
        await alice.DeleteAsync(notice);
        Assert.Empty(await bob.HomeAsync());
    }

    [Theory, EachDatabase]
    public async Task The_queue_comes_to_rest(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");

        await alice.PostAsync("One.");

        await server.WaitUntilIdleAsync();
    }
}
