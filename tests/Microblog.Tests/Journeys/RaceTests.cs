using Microblog.Notices;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Journeys;

/// <summary>The same deed asked for several times at once, as by an impatient finger.</summary>
public sealed class RaceTests
{
    private const int AtOnce = 8;

    [Theory, EachDatabase]
    public async Task Following_and_unfollowing_at_once_happen_once(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        await bob.PostAsync("Hello.");

        await AtOnceAsync(() => alice.FollowAsync(bob));
        Assert.Equal(1, await server.AskAsync(db => db.Follows.CountAsync()));

        await AtOnceAsync(() => alice.UnfollowAsync("bob"));
        Assert.Equal(0, await server.AskAsync(db => db.Follows.CountAsync()));
    }

    [Theory, EachDatabase]
    public async Task A_notice_is_deleted_once_and_answers_to_it_are_stored_or_refused(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        for (var i = 0; i < 5; i++)
        {
            var notice = await alice.PostAsync("Hello.");
            var answers = AtOnceAsync(() => AllowNotFoundAsync(alice.PostAsync(new Draft("Why?", InReplyToId: notice.Id))));
            await AtOnceAsync(() => AllowNotFoundAsync(alice.DeleteAsync(notice)));
            await answers;
        }

        Assert.Equal(5, await server.AskAsync(db => db.Tombstones.CountAsync()));
    }

    private static Task AtOnceAsync(Func<Task> deed) => Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(deed)));

    private static async Task AllowNotFoundAsync(Task deed)
    {
        try
        {
            await deed;
        }
        catch (RefusalException refusal)
        {
            Assert.Equal(Refusal.NotFound, refusal.Refusal);
        }
    }
}
