using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Moderation;
using Microblog.Notices;
using Microblog.Tests.Documents;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Reactions;

public sealed class LikingTests
{
    [Theory, EachDatabase]
    public async Task A_like_counts_once_and_goes_when_it_is_taken_back(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        var notice = await alice.PostAsync("like me");

        await bob.LikeAsync(notice.Id);
        await bob.LikeAsync(notice.Id);
        Assert.Equal([("", bob.ActorId)], await LikesAsync(server));

        await bob.UnlikeAsync(notice.Id);
        await bob.UnlikeAsync(notice.Id);
        Assert.Empty(await LikesAsync(server));
    }

    [Theory, EachDatabase]
    public async Task Emoji_are_given_beside_a_like_and_taken_back_by_themselves(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var notice = await alice.PostAsync("react");

        await alice.LikeAsync(notice.Id);
        await alice.LikeAsync(notice.Id, "🎉");
        await alice.LikeAsync(notice.Id, "❤");
        await alice.LikeAsync(notice.Id, "❤️");
        Assert.Equal(["", "❤️", "🎉"], (await LikesAsync(server)).Select(l => l.Emoji).Order(StringComparer.Ordinal));

        await alice.UnlikeAsync(notice.Id, "❤");
        Assert.Equal(["", "🎉"], (await LikesAsync(server)).Select(l => l.Emoji).Order(StringComparer.Ordinal));
        await RefusedAsync(Refusal.EmojiNotUnderstood, () => alice.LikeAsync(notice.Id, "no emoji"));
    }

    [Fact]
    public async Task Nobody_gives_a_notice_more_than_ten_reactions()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var notice = await alice.PostAsync("react");
        string[] emoji = ["😀", "😃", "😄", "😁", "😆", "😅", "😂", "🙂", "🙃", "😉"];
        foreach (var one in emoji)
            await alice.LikeAsync(notice.Id, one);

        await RefusedAsync(Refusal.TooManyReactions, () => alice.LikeAsync(notice.Id, "😊"));
    }

    [Theory, EachDatabase]
    public async Task Only_what_one_may_read_can_be_liked(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        var followers = await alice.PostAsync("among us", Visibility.Followers);
        var hidden = await alice.PostAsync("to be blocked");

        await RefusedAsync(Refusal.NotFound, () => bob.LikeAsync(followers.Id));
        await RefusedAsync(Refusal.NotFound, () => bob.LikeAsync(1));
        await bob.FollowAsync(alice);
        await bob.LikeAsync(followers.Id);
        await server.BlockAsync(alice);

        await RefusedAsync(Refusal.NotFound, () => bob.LikeAsync(hidden.Id));
        Assert.Single(await LikesAsync(server));
    }

    [Theory, EachDatabase]
    public async Task Who_likes_a_repeat_likes_what_it_repeats(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        var notice = await alice.PostAsync("original");
        var repeat = await bob.RepeatAsync(notice.Id);

        await alice.LikeAsync(repeat);

        Assert.Equal(notice.Id, await server.AskAsync(db => db.Likes.Select(l => l.NoticeId).SingleAsync()));
        await alice.UnlikeAsync(repeat);
        Assert.Empty(await LikesAsync(server));
    }

    [Theory]
    [EachDatabase(BlockScope.Posting)]
    public async Task A_blocked_account_may_not_like_but_may_take_a_like_back(TestDatabase database, BlockScope scope)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var notice = await alice.PostAsync("like me");
        await alice.LikeAsync(notice.Id);
        await using (var work = server.NewScope())
            await work.Get<BlockAccount>().RunAsync(alice.ActorId, null, scope, "spam", null, TestContext.Current.CancellationToken);

        await RefusedAsync(Refusal.MayNotReact, () => alice.LikeAsync(notice.Id, "🎉"));
        await alice.UnlikeAsync(notice.Id);

        Assert.Empty(await LikesAsync(server));
    }

    [Theory]
    [EachDatabase(false, true)]
    [EachDatabase(true, false)]
    public async Task A_newcomer_may_like_unless_their_wiki_blocks_them(TestDatabase database, bool isBlocked, bool mayReact)
    {
        await using var server = await TestServer.StartAsync(database);
        var newcomer = await NewcomerAsync(server, isBlocked);

        var (react, post) = await server.AskAsync(async db => (
            await db.Accounts.ThatMayReact(DateTimeOffset.UnixEpoch).AnyAsync(a => a.ActorId == newcomer),
            await db.Accounts.ThatMayPost(DateTimeOffset.UnixEpoch).AnyAsync(a => a.ActorId == newcomer)));

        Assert.Equal((mayReact, false), (react, post));
    }

    // Somebody with an account on a wiki that has not made it autoconfirmed yet.
    private static async Task<long> NewcomerAsync(TestServer server, bool isBlocked)
    {
        await using var scope = server.NewScope();
        var db = scope.Get<Db>();
        var actor = scope.Get<CreateLocalActor>().Add("newcomer", "Newcomer");
        var account = new Account { Id = 1, Actor = actor, CreatedAt = DateTimeOffset.UnixEpoch };
        account.WikiIdentities.Add(new WikiIdentity
        {
            Id = 1,
            AccountId = 1,
            WikiId = "demo",
            Sub = "1",
            UserId = 1,
            Name = "Newcomer",
            IsKnown = true,
            HasRequiredRight = false,
            Groups = "",
            BlockedUntil = isBlocked ? DateTimeOffset.MaxValue.AddDays(-1) : null,
            CheckedAt = DateTimeOffset.UnixEpoch,
            GoodUntil = DateTimeOffset.UnixEpoch.AddDays(1),
        });
        db.Accounts.Add(account);
        await db.SaveChangesAsync();
        return actor.Id;
    }

    private static Task<List<(string Emoji, long ActorId)>> LikesAsync(TestServer server) => server.AskAsync(async db =>
        (await db.Likes.Select(l => new { l.Emoji, l.ActorId }).ToListAsync()).ConvertAll(l => (l.Emoji, l.ActorId)));

    private static async Task RefusedAsync(Refusal refusal, Func<Task> deed) =>
        Assert.Equal(refusal, (await Assert.ThrowsAsync<RefusalException>(deed)).Refusal);
}
