using Microblog.Accounts;
using Microblog.Moderation;
using Microblog.Tests.ClientApi;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Moderation;

/// <summary>Who is silenced is met by followers alone; whose files are marked shows none at once.</summary>
public sealed class SilencedTests
{
    private readonly FakeClock clock = new();

    [Theory, EachDatabase]
    public async Task Followers_read_them_as_before_and_strangers_do_not_meet_them(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database, o => o.Clock = clock);
        var (alice, friend, stranger) = (await server.SignUpAsync("alice"), await server.SignUpAsync("friend"), await server.SignUpAsync("stranger"));
        await friend.FollowAsync(alice);
        await stranger.SendAsync(HttpMethod.Post, "/api/v1/tags/maps/follow");
        await alice.SendAsync(HttpMethod.Patch, "/api/v1/accounts/update_credentials", ("discoverable", "true"), ("indexable", "true"));
        var question = await stranger.PostAsync("Where is it?");
        Assert.Contains($"{alice.ActorId}", (await stranger.GetAsync("/api/v1/directory")).Ids());
        await BlockAsync(server, alice, BlockScope.Silence, until: clock.GetUtcNow().AddDays(1));

        var notice = await alice.SendAsync(HttpMethod.Post, "/api/v1/statuses", ("status", "Look at #maps"), ("in_reply_to_id", $"{question.Id}"));
        await server.WaitUntilIdleAsync();

        var id = notice.Text("id");
        string[] doors = ["/api/v1/timelines/public", "/api/v1/timelines/public?local=true", "/api/v1/timelines/tag/maps", "/api/v1/timelines/tag/other?any[]=maps", "/api/v1/timelines/home"];
        foreach (var door in doors)
            Assert.DoesNotContain(id, (await stranger.GetAsync(door)).Ids());
        Assert.DoesNotContain(id, (await stranger.GetAsync($"/api/v1/statuses/{question.Id}/context")).GetProperty("descendants").Ids());
        Assert.Empty((await stranger.GetAsync("/api/v2/search?q=look&type=statuses")).GetProperty("statuses").Ids());
        Assert.Empty((await stranger.GetAsync("/api/v1/accounts/search?q=alice")).Ids());
        Assert.DoesNotContain($"{alice.ActorId}", (await stranger.GetAsync("/api/v1/directory")).Ids());
        Assert.Contains(id, (await friend.GetAsync("/api/v1/timelines/home")).Ids());
        Assert.Contains(id, (await friend.GetAsync($"/api/v1/statuses/{question.Id}/context")).GetProperty("descendants").Ids());
        Assert.Contains(id, (await alice.GetAsync($"/api/v1/statuses/{question.Id}/context")).GetProperty("descendants").Ids());
        Assert.Equal(id, (await stranger.GetAsync($"/api/v1/statuses/{id}")).Text("id"));

        clock.Advance(TimeSpan.FromDays(2));
        Assert.Contains(id, (await stranger.GetAsync("/api/v1/timelines/public")).Ids());
        Assert.Contains(id, (await stranger.GetAsync("/api/v1/timelines/tag/maps")).Ids());
    }

    [Theory, EachDatabase]
    public async Task Whatever_they_post_is_sensitive_and_they_post_and_like_all_the_same(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var earlier = await alice.PostAsync("Before");
        await BlockAsync(server, alice, BlockScope.Sensitive, until: null);
        await BlockAsync(server, alice, BlockScope.Silence, until: null);
        var bobs = await bob.PostAsync("Hello");

        var later = await alice.PostAsync("After");
        await alice.LikeAsync(bobs.Id);

        foreach (var id in new[] { earlier.Id, later.Id })
            Assert.True((await bob.GetAsync($"/api/v1/statuses/{id}")).GetProperty("sensitive").GetBoolean());
        Assert.False((await alice.GetAsync($"/api/v1/statuses/{bobs.Id}")).GetProperty("sensitive").GetBoolean());
        Assert.Equal(2, await server.AskAsync(db => db.Blocks.CountAsync(b => b.LiftedAt == null)));
        await using var scope = server.NewScope();
        await scope.Get<LiftBlock>().RunAsync(alice.ActorId, null, "Enough", [BlockScope.Sensitive], TestContext.Current.CancellationToken);
        Assert.False((await bob.GetAsync($"/api/v1/statuses/{later.Id}")).GetProperty("sensitive").GetBoolean());
        Assert.Equal(BlockScope.Silence, await server.AskAsync(db => db.Blocks.Where(b => b.LiftedAt == null).Select(b => b.Scope).SingleAsync()));
    }

    [Theory, EachDatabase]
    public async Task On_the_page_a_moderator_silences_warns_and_lets_be(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        await server.SignUpAsync("alice");
        using var moderator = await Pages.Visitor.SignedInAsync(server, await server.SignUpAsync("boss", Role.Moderator));
        await moderator.OpenAsync("/moderation/accounts/alice");

        await moderator.SubmitAsync("/moderation/accounts/alice/blocks", ("scope", "Silence"), ("reason", "Too loud"), ("until", "forever"));
        Assert.Contains("Silenced", moderator.Words, StringComparison.Ordinal);
        await moderator.SubmitAsync("/moderation/accounts/alice/warnings", ("reason", "Be kind"));
        await moderator.SubmitAsync("/moderation/accounts/alice/blocks/lift", ("scope", "Silence"), ("reason", "Quiet now"));
        Assert.DoesNotContain("Silenced", moderator.Words, StringComparison.Ordinal);

        Assert.Equal(
            [LogAction.Block, LogAction.Warn, LogAction.Unblock], await server.AskAsync(db => db.LogEntries.OrderBy(e => e.Id).Select(e => e.Action).ToListAsync()));
    }

    private static async Task BlockAsync(TestServer server, Person person, BlockScope what, DateTimeOffset? until)
    {
        await using var scope = server.NewScope();
        await scope.Get<BlockAccount>().RunAsync(person.ActorId, byActorId: null, what, "spam", until, TestContext.Current.CancellationToken);
    }
}
