using System.Globalization;
using System.Net;
using System.Text.Json;
using Microblog.Notices;
using Microblog.Tests.Support;

namespace Microblog.Tests.ClientApi;

public sealed class ListsTests
{
    [Theory, EachDatabase]
    public async Task A_list_shows_what_its_members_say_and_repeat(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob, carol) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"), await server.SignUpAsync("carol"));
        var stranger = await server.SignUpAsync("stranger");
        await alice.FollowAsync(bob);
        await alice.FollowAsync(carol);
        var list = (await alice.SendAsync(HttpMethod.Post, "/api/v1/lists", ("title", "Editors"))).Text("id");
        await alice.SendAsync(HttpMethod.Post, $"/api/v1/lists/{list}/accounts", ("account_ids[]", Id(bob.ActorId)));

        var bobs = await bob.PostAsync("bob");
        await carol.PostAsync("carol");
        var repeat = await bob.RepeatAsync((await stranger.PostAsync("worth repeating")).Id);
        await carol.RepeatAsync((await stranger.PostAsync("repeated by no member")).Id);
        await server.WaitUntilIdleAsync();

        Assert.Equal(4, (await alice.GetAsync("/api/v1/timelines/home")).Ids().Count);
        Assert.Equal([Id(repeat), Id(bobs.Id)], (await alice.GetAsync($"/api/v1/timelines/list/{list}")).Ids());
        Assert.Equal([Id(bob.ActorId)], (await alice.GetAsync($"/api/v1/lists/{list}/accounts?limit=0")).Ids());
        Assert.Equal([list], (await alice.GetAsync($"/api/v1/accounts/{bob.ActorId}/lists")).Ids());
        Assert.Empty((await alice.GetAsync($"/api/v1/accounts/{carol.ActorId}/lists")).Ids());

        await alice.SendAsync(HttpMethod.Delete, $"/api/v1/lists/{list}/accounts?account_ids[]={bob.ActorId}");
        Assert.Empty((await alice.GetAsync($"/api/v1/timelines/list/{list}")).Ids());
    }

    [Theory, EachDatabase]
    public async Task What_an_exclusive_list_shows_is_not_on_the_home_timeline(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        await alice.FollowAsync(bob);
        var list = (await alice.SendAsync(HttpMethod.Post, "/api/v1/lists", ("title", "Loud"), ("exclusive", "true"))).Text("id");
        await alice.SendAsync(HttpMethod.Post, $"/api/v1/lists/{list}/accounts", ("account_ids[]", Id(bob.ActorId)));
        var notice = await bob.PostAsync("bob");
        await server.WaitUntilIdleAsync();

        Assert.Empty((await alice.GetAsync("/api/v1/timelines/home")).Ids());
        Assert.Equal([Id(notice.Id)], (await alice.GetAsync($"/api/v1/timelines/list/{list}")).Ids());

        var changed = await alice.SendAsync(HttpMethod.Put, $"/api/v1/lists/{list}", ("title", "Quiet"), ("exclusive", "false"));
        Assert.Equal("Quiet", changed.Text("title"));
        Assert.Equal([Id(notice.Id)], (await alice.GetAsync("/api/v1/timelines/home")).Ids());
    }

    [Theory]
    [EachDatabase("list", "himself", "a member", "the owner")]
    [EachDatabase("followed", "himself", "a member", "one followed", "the owner")]
    [EachDatabase("none", "himself", "the owner")]
    public async Task A_list_shows_the_answers_that_its_policy_says(TestDatabase database, string policy, params string[] answered)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob, carol) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"), await server.SignUpAsync("carol"));
        var (dave, eve) = (await server.SignUpAsync("dave"), await server.SignUpAsync("eve"));
        foreach (var followed in new[] { bob, carol, dave })
            await alice.FollowAsync(followed);
        var list = (await alice.SendAsync(HttpMethod.Post, "/api/v1/lists", ("title", "x"), ("replies_policy", policy))).Text("id");
        await alice.SendAsync(
            HttpMethod.Post, $"/api/v1/lists/{list}/accounts", ("account_ids[]", Id(bob.ActorId)), ("account_ids[]", Id(carol.ActorId)));

        foreach (var (who, name) in new[] { (bob, "himself"), (carol, "a member"), (dave, "one followed"), (eve, "one not followed"), (alice, "the owner") })
            await bob.PostAsync(new Draft(name, Visibility.Public, (await who.PostAsync("says something")).Id));
        await server.WaitUntilIdleAsync();

        var shown = await alice.GetAsync($"/api/v1/timelines/list/{list}");
        var answers = shown.EnumerateArray().Where(s => s.GetProperty("in_reply_to_id").ValueKind == JsonValueKind.String).Select(s => s.Text("content"));
        Assert.Equal(answered.Select(a => $"<p>{a}</p>").Order(), answers.Order());
    }

    [Theory, EachDatabase]
    public async Task Only_people_whom_one_follows_stand_on_a_list_and_leave_it_with_the_follow(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var list = (await alice.SendAsync(HttpMethod.Post, "/api/v1/lists", ("title", "x"))).Text("id");
        using (var stranger = await alice.TryAsync(HttpMethod.Post, $"/api/v1/lists/{list}/accounts", ("account_ids[]", Id(bob.ActorId))))
            Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);

        await alice.FollowAsync(bob);
        await alice.SendAsync(HttpMethod.Post, $"/api/v1/lists/{list}/accounts", ("account_ids[]", Id(bob.ActorId)));
        await alice.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{bob.ActorId}/unfollow");

        Assert.Empty((await alice.GetAsync($"/api/v1/lists/{list}/accounts")).Ids());
    }

    [Theory, EachDatabase]
    public async Task The_lists_of_others_are_not_there(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, mallory) = (await server.SignUpAsync("alice"), await server.SignUpAsync("mallory"));
        var list = (await alice.SendAsync(HttpMethod.Post, "/api/v1/lists", ("title", "secret"))).Text("id");

        foreach (var (method, path) in new[]
        {
            (HttpMethod.Get, $"/api/v1/lists/{list}"), (HttpMethod.Put, $"/api/v1/lists/{list}"), (HttpMethod.Delete, $"/api/v1/lists/{list}"),
            (HttpMethod.Get, $"/api/v1/lists/{list}/accounts"), (HttpMethod.Post, $"/api/v1/lists/{list}/accounts"),
            (HttpMethod.Delete, $"/api/v1/lists/{list}/accounts"), (HttpMethod.Get, $"/api/v1/timelines/list/{list}"),
        })
        {
            using var answer = await mallory.TryAsync(method, path, ("title", "mine"));
            Assert.True(answer.StatusCode == HttpStatusCode.NotFound, $"{method} {path} answers {answer.StatusCode}");
        }

        Assert.Equal("secret", (await alice.GetAsync($"/api/v1/lists/{list}")).Text("title"));
        Assert.Empty((await mallory.GetAsync("/api/v1/lists")).Ids());
    }

    [Fact]
    public async Task A_list_needs_a_name_and_a_policy_that_exists()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");

        using var nameless = await alice.TryAsync(HttpMethod.Post, "/api/v1/lists", ("title", " "));
        using var odd = await alice.TryAsync(HttpMethod.Post, "/api/v1/lists", ("title", "x"), ("replies_policy", "some"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (nameless.StatusCode, odd.StatusCode));
        Assert.Empty((await alice.GetAsync("/api/v1/lists")).Ids());
    }

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
