using System.Text.Json;
using Microblog.Data;
using Microblog.Moderation;
using Microblog.Notices;
using Microblog.Tests.Documents;
using Microblog.Tests.Support;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Reactions;

public sealed class RepeatingTests
{
    [Theory, EachDatabase]
    public async Task A_repeat_stands_on_the_homes_of_followers_and_on_the_profile_with_the_words_of_the_original(TestDatabase database)
    {
        await using var cast = await Cast.SetAsync(database);
        var notice = await cast.Alice.PostAsync("worth repeating #wiki");

        var repeat = await cast.Bob.RepeatAsync(notice.Id);
        Assert.Equal(repeat, await cast.Bob.RepeatAsync(notice.Id));
        await cast.Carol.SeesAtHomeAsync("worth repeating");

        var shown = Assert.Single(await cast.ReadAsync(db => db.Notices.By(cast.Bob.ActorId).InPlace(), cast.Carol));
        Assert.Equal((repeat, notice.Id), (shown.Id, shown.Original!.Id));
        Assert.Equal(("bob", "alice"), (shown.Author.Handle, shown.Original.Author.Handle));
        Assert.Equal(1, shown.Original.Repeats);
        Assert.Equal([notice.Id], await cast.IdsAsync(db => db.Notices.OnPublicPage(DateTimeOffset.MaxValue).InPlace()));
        Assert.Equal([notice.Id], await cast.IdsAsync(db => db.Notices.Tagged(db, "wiki", DateTimeOffset.MaxValue)));
    }

    [Theory, EachDatabase]
    public async Task Repeats_that_are_not_for_everybody_are_not_counted(TestDatabase database)
    {
        await using var cast = await Cast.SetAsync(database);
        var notice = await cast.Alice.PostAsync("worth repeating");
        await cast.Bob.RepeatAsync(notice.Id, Visibility.Followers);

        var shown = Assert.Single(await cast.ReadAsync(db => db.Notices.Where(n => n.Id == notice.Id).InPlace(), cast.Carol));
        Assert.Equal((0, false), (shown.Repeats, shown.IsRepeated));
        using var status = JsonDocument.Parse(
            await cast.Server.PasserBy.GetStringAsync($"/api/v1/statuses/{notice.Id}", TestContext.Current.CancellationToken));
        Assert.Equal(0, status.RootElement.GetProperty("reblogs_count").GetInt32());

        await cast.Carol.RepeatAsync(notice.Id, Visibility.Unlisted);
        Assert.Equal(1, Assert.Single(await cast.ReadAsync(db => db.Notices.Where(n => n.Id == notice.Id).InPlace(), cast.Carol)).Repeats);
    }

    [Theory, EachDatabase]
    public async Task A_home_shows_a_notice_once_among_its_newest_however_often_it_is_repeated(TestDatabase database)
    {
        await using var cast = await Cast.SetAsync(database);
        var dave = await cast.Server.SignUpAsync("dave");
        await cast.Carol.FollowAsync(dave);
        var notice = await cast.Alice.PostAsync("once");

        await cast.Bob.RepeatAsync(notice.Id);
        await cast.Server.WaitUntilIdleAsync();
        await dave.RepeatAsync(notice.Id);
        await cast.Server.WaitUntilIdleAsync();
        Assert.Single(await cast.Carol.HomeAsync());

        for (var i = 0; i < 50; i++)
            await cast.Bob.PostAsync($"later {i}");
        await cast.Server.WaitUntilIdleAsync();
        var erin = await cast.Server.SignUpAsync("erin");
        await cast.Carol.FollowAsync(erin);
        await erin.RepeatAsync(notice.Id);
        await cast.Server.WaitUntilIdleAsync();
        Assert.Contains("once", (await cast.Carol.HomeAsync())[0], StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task What_stands_at_home_itself_is_not_repeated_there(TestDatabase database)
    {
        await using var cast = await Cast.SetAsync(database);
        await cast.Carol.FollowAsync(cast.Alice);
        var notice = await cast.Alice.PostAsync("hello");
        await cast.Carol.SeesAtHomeAsync("hello");

        await cast.Bob.RepeatAsync(notice.Id);
        await cast.Server.WaitUntilIdleAsync();

        Assert.Single(await cast.Carol.HomeAsync());
    }

    [Theory, EachDatabase]
    public async Task What_is_for_followers_is_repeated_by_its_author_alone_and_only_to_them(TestDatabase database)
    {
        await using var cast = await Cast.SetAsync(database);
        await cast.Bob.FollowAsync(cast.Alice);
        var notice = await cast.Alice.PostAsync("among us", Visibility.Followers);
        var direct = await cast.Alice.PostAsync("@bob you alone", Visibility.Direct);

        await RefusedAsync(Refusal.CannotRepeat, () => cast.Bob.RepeatAsync(notice.Id));
        await RefusedAsync(Refusal.CannotRepeat, () => cast.Bob.RepeatAsync(direct.Id));
        await RefusedAsync(Refusal.CannotRepeat, () => cast.Alice.RepeatAsync(direct.Id));
        await RefusedAsync(Refusal.NotFound, () => cast.Carol.RepeatAsync(notice.Id));
        var repeat = await cast.Alice.RepeatAsync(notice.Id, Visibility.Public);

        Assert.Equal(Visibility.Followers, await cast.Server.AskAsync(db => db.Notices.Where(n => n.Id == repeat).Select(n => n.Visibility).SingleAsync()));
        Assert.Empty(await cast.ReadAsync(db => db.Notices.By(cast.Alice.ActorId).InPlace(), cast.Carol));
        Assert.Equal(3, (await cast.ReadAsync(db => db.Notices.By(cast.Alice.ActorId).InPlace(), cast.Bob)).Count);
    }

    [Theory, EachDatabase]
    public async Task A_repeat_shows_to_nobody_who_may_not_read_the_original(TestDatabase database)
    {
        await using var cast = await Cast.SetAsync(database);
        var notice = await cast.Alice.PostAsync("spam");
        await cast.Bob.RepeatAsync(notice.Id);
        await cast.Carol.SeesAtHomeAsync("spam");

        await cast.Server.BlockAsync(cast.Alice);

        Assert.Empty(await cast.Carol.HomeAsync());
        Assert.Empty(await cast.ReadAsync(db => db.Notices.By(cast.Bob.ActorId).InPlace(), cast.Bob));
    }

    [Theory, EachDatabase]
    public async Task Repeats_and_likes_of_the_blocked_are_not_counted(TestDatabase database)
    {
        await using var cast = await Cast.SetAsync(database);
        var notice = await cast.Alice.PostAsync("counted");
        await cast.Bob.RepeatAsync(notice.Id);
        await cast.Bob.LikeAsync(notice.Id);
        await cast.Carol.LikeAsync(notice.Id);
        await cast.Carol.LikeAsync(notice.Id, "🎉");

        await cast.Server.BlockAsync(cast.Bob);

        var shown = Assert.Single(await cast.ReadAsync(db => db.Notices.Where(n => n.Id == notice.Id).InPlace(), cast.Carol));
        Assert.Equal((1, 0, true, false), (shown.Likes, shown.Repeats, shown.IsLiked, shown.IsRepeated));
    }

    [Theory, EachDatabase]
    public async Task Who_may_not_post_may_not_repeat_but_may_take_a_repeat_back(TestDatabase database)
    {
        await using var cast = await Cast.SetAsync(database);
        var one = await cast.Alice.PostAsync("one");
        var two = await cast.Alice.PostAsync("two");
        await cast.Bob.RepeatAsync(one.Id);
        await using (var scope = cast.Server.NewScope())
        {
            await scope.Get<BlockAccount>().RunAsync(
                cast.Bob.ActorId, null, BlockScope.Posting, "spam", null, TestContext.Current.CancellationToken);
        }

        await RefusedAsync(Refusal.MayNotPost, () => cast.Bob.RepeatAsync(two.Id));
        await cast.Bob.UnrepeatAsync(one.Id);
        await cast.Bob.UnrepeatAsync(one.Id);

        Assert.False(await cast.Server.AskAsync(db => db.Notices.AnyAsync(n => n.RepeatOfId != null)));
    }

    [Theory, EachDatabase]
    public async Task A_deleted_notice_takes_its_repeats_and_likes_along(TestDatabase database)
    {
        await using var cast = await Cast.SetAsync(database);
        var notice = await cast.Alice.PostAsync("gone soon");
        await cast.Bob.RepeatAsync(notice.Id);
        await cast.Carol.LikeAsync(notice.Id);
        await cast.Carol.SeesAtHomeAsync("gone soon");

        await cast.Alice.DeleteAsync(notice);

        Assert.Empty(await cast.Carol.HomeAsync());
        Assert.False(await cast.Server.AskAsync(db => db.Likes.AnyAsync()));
        Assert.False(await cast.Server.AskAsync(db => db.Notices.AnyAsync()));
    }

    [Theory, EachDatabase]
    public async Task Who_replies_to_a_repeat_replies_to_the_original(TestDatabase database)
    {
        await using var cast = await Cast.SetAsync(database);
        var notice = await cast.Alice.PostAsync("question");
        var repeat = await cast.Bob.RepeatAsync(notice.Id);

        var reply = await cast.Carol.PostAsync(new Draft("answer", InReplyToId: repeat));

        Assert.Equal(notice.Id, reply.InReplyToId);
    }

    [Theory, EachDatabase]
    public async Task A_new_follower_finds_recent_repeats_at_home_except_of_what_stands_there(TestDatabase database)
    {
        await using var cast = await Cast.SetAsync(database);
        var known = await cast.Alice.PostAsync("known");
        var news = await cast.Server.SignUpAsync("news");
        var other = await news.PostAsync("unknown");
        await cast.Bob.RepeatAsync(known.Id);
        await cast.Bob.RepeatAsync(other.Id);
        var frank = await cast.Server.SignUpAsync("frank");
        await frank.FollowAsync(cast.Alice);

        await frank.FollowAsync(cast.Bob);

        Assert.Equal(["<p>known</p>", "<p>unknown</p>"], (await frank.HomeAsync()).Order(StringComparer.Ordinal));
    }

    private static async Task RefusedAsync(Refusal refusal, Func<Task> deed) =>
        Assert.Equal(refusal, (await Assert.ThrowsAsync<RefusalException>(deed)).Refusal);

    /// <summary>Alice writes, bob repeats, carol follows bob.</summary>
    private sealed record Cast(TestServer Server, Person Alice, Person Bob, Person Carol) : IAsyncDisposable
    {
        public static async Task<Cast> SetAsync(TestDatabase database)
        {
            var server = await TestServer.StartAsync(database);
            var cast = new Cast(server, await server.SignUpAsync("alice"), await server.SignUpAsync("bob"), await server.SignUpAsync("carol"));
            await cast.Carol.FollowAsync(cast.Bob);
            return cast;
        }

        public async Task<IReadOnlyList<NoticeView>> ReadAsync(Func<Db, IQueryable<Placed>> which, Person? viewer = null)
        {
            await using var scope = Server.NewScope();
            var now = scope.Get<TimeProvider>().GetUtcNow();
            return await which(scope.Get<Db>()).VisibleTo(viewer?.ActorId, now).On(new Page()).As(NoticeView.Shape)
                .ToListAsync(TestContext.Current.CancellationToken);
        }

        public async Task<IReadOnlyList<long>> IdsAsync(Func<Db, IQueryable<Placed>> which) => [.. (await ReadAsync(which)).Select(n => n.Id)];

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
