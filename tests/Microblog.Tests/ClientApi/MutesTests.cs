using System.Globalization;
using System.Net;
using System.Text.Json;
using Microblog.Notices;
using Microblog.Tests.Pages;
using Microblog.Tests.Support;

namespace Microblog.Tests.ClientApi;

public sealed class MutesTests
{
    [Theory, EachDatabase]
    public async Task Who_is_muted_is_seen_on_no_timeline(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        var carol = await server.SignUpAsync("carol");
        await alice.FollowAsync(bob);
        await alice.FollowAsync(carol);
        var bobs = Id((await bob.PostAsync("of #wiki bob")).Id);
        var carols = Id((await carol.PostAsync("of #wiki carol")).Id);
        await server.WaitUntilIdleAsync();

        var relationship = await alice.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{bob.ActorId}/mute");

        Assert.Equal((true, true, JsonValueKind.Null), (
            relationship.GetProperty("muting").GetBoolean(),
            relationship.GetProperty("muting_notifications").GetBoolean(),
            relationship.GetProperty("muting_expires_at").ValueKind));
        Assert.True(relationship.GetProperty("following").GetBoolean());
        foreach (var timeline in new[] { "home", "public", "public?local=true", "tag/wiki" })
            Assert.Equal([carols], (await alice.GetAsync("/api/v1/timelines/" + timeline)).Ids());
        Assert.Equal([Id(bob.ActorId)], (await alice.GetAsync("/api/v1/mutes")).Ids());
        Assert.Contains(bobs, (await alice.GetAsync($"/api/v1/accounts/{bob.ActorId}/statuses")).Ids());
        Assert.Contains(bobs, (await carol.GetAsync("/api/v1/timelines/public")).Ids());

        await alice.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{bob.ActorId}/unmute");
        Assert.Contains(bobs, (await alice.GetAsync("/api/v1/timelines/home")).Ids());
        Assert.Empty((await alice.GetAsync("/api/v1/mutes")).Ids());
    }

    [Theory, EachDatabase]
    public async Task Who_is_muted_is_seen_neither_in_repeats_nor_in_conversations(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var (loud, carol) = (await server.SignUpAsync("loud"), await server.SignUpAsync("carol"));
        await alice.FollowAsync(carol);
        var said = await loud.PostAsync("loud");
        var repeat = Id(await carol.RepeatAsync(said.Id));
        var root = (await carol.PostAsync("What do you think?")).Id;
        await loud.PostAsync(new Draft("A lot!", Visibility.Public, root));
        await server.WaitUntilIdleAsync();
        using var page = await Visitor.SignedInAsync(server, alice);
        async Task<(bool Repeat, int Answers, bool OnPage)> SeesAsync()
        {
            await page.OpenAsync($"/@carol/{root}");
            return (
                (await alice.GetAsync("/api/v1/timelines/home")).Ids().Contains(repeat),
                (await alice.GetAsync($"/api/v1/statuses/{root}/context")).GetProperty("descendants").GetArrayLength(),
                page.Words.Contains("A lot!", StringComparison.Ordinal));
        }

        Assert.Equal((true, 1, true), await SeesAsync());
        await alice.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{loud.ActorId}/mute");
        Assert.Equal((false, 0, false), await SeesAsync());
    }

    [Theory, EachDatabase]
    public async Task A_mute_for_a_while_ends_of_itself(TestDatabase database)
    {
        var clock = new FakeClock();
        await using var server = await TestServer.StartAsync(database, o => o.Clock = clock);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        var notice = await bob.PostAsync("bob");

        var relationship = await alice.SendAsync(
            HttpMethod.Post, $"/api/v1/accounts/{bob.ActorId}/mute", ("duration", "3600"), ("notifications", "false"));

        Assert.Equal(clock.GetUtcNow().AddHours(1).ToUnixTimeSeconds(), relationship.GetProperty("muting_expires_at").GetDateTimeOffset().ToUnixTimeSeconds());
        Assert.False(relationship.GetProperty("muting_notifications").GetBoolean());
        Assert.Empty((await alice.GetAsync("/api/v1/timelines/public")).Ids());
        clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal([Id(notice.Id)], (await alice.GetAsync("/api/v1/timelines/public")).Ids());
        Assert.False((await alice.GetAsync($"/api/v1/accounts/relationships?id[]={bob.ActorId}"))[0].GetProperty("muting").GetBoolean());
    }

    [Fact]
    public async Task Nobody_mutes_themselves_or_nobody()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");

        using var oneself = await alice.TryAsync(HttpMethod.Post, $"/api/v1/accounts/{alice.ActorId}/mute");
        using var nobody = await alice.TryAsync(HttpMethod.Post, "/api/v1/accounts/12/mute");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.NotFound), (oneself.StatusCode, nobody.StatusCode));
    }

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
