using System.Globalization;
using System.Net;
using System.Text.Json;
using Microblog.Notices;
using Microblog.Tests.Federation;
using Microblog.Tests.Pages;
using Microblog.Tests.Support;

namespace Microblog.Tests.ClientApi;

public sealed class NotificationPolicyTests
{
    [Theory, EachDatabase]
    public async Task What_strangers_say_to_one_alone_is_held_back_until_they_are_accepted(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob, carol) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"), await server.SignUpAsync("carol"));
        await alice.FollowAsync(carol);
        var first = await bob.PostAsync("@alice psst", Visibility.Direct);
        var second = await bob.PostAsync("@alice really", Visibility.Direct);
        var open = await bob.PostAsync("@alice in the open");
        await server.WaitUntilIdleAsync();
        var known = await carol.PostAsync("@alice between us", Visibility.Direct);
        await server.WaitUntilIdleAsync();

        Assert.Equal([Id(known.Id), Id(open.Id)], About(await alice.GetAsync("/api/v1/notifications")));
        Assert.Equal(4, (await alice.GetAsync("/api/v1/notifications?include_filtered=true")).GetArrayLength());
        Assert.Equal([Id(open.Id), Id(second.Id), Id(first.Id)], About(await alice.GetAsync($"/api/v1/notifications?account_id={bob.ActorId}")));
        var summary = (await alice.GetAsync("/api/v2/notifications/policy")).GetProperty("summary");
        Assert.Equal((1, 2), (summary.GetProperty("pending_requests_count").GetInt32(), summary.GetProperty("pending_notifications_count").GetInt32()));
        var request = Assert.Single((await alice.GetAsync("/api/v1/notifications/requests")).EnumerateArray());
        Assert.Equal(("bob", "2", Id(second.Id)), (request.GetProperty("account").Text("acct"), request.Text("notifications_count"), request.GetProperty("last_status").Text("id")));

        await alice.SendAsync(HttpMethod.Post, $"/api/v1/notifications/requests/{request.Text("id")}/accept");
        var third = await bob.PostAsync("@alice thanks", Visibility.Direct);
        await server.WaitUntilIdleAsync();

        Assert.Equal([Id(third.Id), Id(known.Id), Id(open.Id), Id(second.Id), Id(first.Id)], About(await alice.GetAsync("/api/v1/notifications")));
        Assert.Empty((await alice.GetAsync("/api/v1/notifications/requests")).EnumerateArray());
        using var gone = await alice.TryAsync(HttpMethod.Get, $"/api/v1/notifications/requests/{bob.ActorId}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task An_answer_to_what_one_said_oneself_is_not_held_back(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var asked = await alice.PostAsync("@bob may I ask?", Visibility.Direct);
        var answer = await bob.PostAsync(new Draft("@alice you may", Visibility.Direct, asked.Id));
        await server.WaitUntilIdleAsync();

        Assert.Equal([Id(answer.Id)], About(await alice.GetAsync("/api/v1/notifications")));
    }

    [Theory]
    [EachDatabase("for_not_following", false, true)]
    [EachDatabase("for_not_following", true, false)]
    [EachDatabase("for_not_followers", true, true)]
    [EachDatabase("for_new_accounts", false, true)]
    [EachDatabase("for_new_accounts", true, false)]
    [EachDatabase("for_private_mentions", false, false)]
    public async Task The_policy_says_who_is_held_back_or_forgotten(TestDatabase database, string which, bool isFollowed, bool isHeld)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var notice = await alice.PostAsync("About sources");
        if (isFollowed)
            await alice.FollowAsync(bob);

        await alice.SendAsync(HttpMethod.Patch, "/api/v2/notifications/policy", (which, "filter"));
        await bob.LikeAsync(notice.Id);
        await server.WaitUntilIdleAsync();
        Assert.Equal(isHeld ? 0 : 1, (await alice.GetAsync("/api/v1/notifications")).GetArrayLength());

        var changed = await alice.SendAsync(HttpMethod.Patch, "/api/v2/notifications/policy", (which, "drop"));
        Assert.Equal("drop", changed.Text(which));
        await bob.RepeatAsync(notice.Id);
        await server.WaitUntilIdleAsync();
        Assert.Equal(isHeld ? 1 : 2, (await alice.GetAsync("/api/v1/notifications?include_filtered=true")).GetArrayLength());
    }

    [Theory, EachDatabase]
    public async Task Who_has_followed_for_three_days_is_a_follower(TestDatabase database)
    {
        var clock = new FakeClock();
        await using var server = await TestServer.StartAsync(database, options => options.Clock = clock);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var notice = await alice.PostAsync("About sources");
        await alice.SendAsync(HttpMethod.Patch, "/api/v2/notifications/policy", ("for_not_followers", "filter"));
        await bob.FollowAsync(alice);
        await bob.LikeAsync(notice.Id);
        await server.WaitUntilIdleAsync();
        Assert.Equal(0, (await alice.GetAsync("/api/v1/notifications")).GetArrayLength());

        clock.Advance(TimeSpan.FromDays(4));
        await bob.RepeatAsync(notice.Id);
        await server.WaitUntilIdleAsync();

        Assert.Equal("reblog", Assert.Single((await alice.GetAsync("/api/v1/notifications")).EnumerateArray()).Text("type"));
    }

    [Theory, EachDatabase]
    public async Task What_is_dismissed_is_gone_and_what_comes_next_is_held_back_again(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var (alice, bob) = (scene.Alice, await scene.Server.SignUpAsync("bob"));
        await bob.PostAsync("@alice psst", Visibility.Direct);
        await scene.Server.WaitUntilIdleAsync();

        await alice.SendAsync(HttpMethod.Post, "/api/v1/notifications/requests/dismiss", ("id[]", Id(bob.ActorId)));
        Assert.Empty((await alice.GetAsync("/api/v1/notifications/requests")).EnumerateArray());
        await bob.PostAsync("@alice psst again", Visibility.Direct);
        await scene.Server.WaitUntilIdleAsync();

        Assert.Equal("1", Assert.Single((await alice.GetAsync("/api/v1/notifications/requests")).EnumerateArray()).Text("notifications_count"));
        using var nonsense = await alice.TryAsync(HttpMethod.Patch, "/api/v2/notifications/policy", ("for_new_accounts", "shout"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nonsense.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task The_pages_show_who_is_held_back_and_let_them_through(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        await bob.PostAsync("@alice psst", Visibility.Direct);
        await server.WaitUntilIdleAsync();
        using var page = await Visitor.SignedInAsync(server, alice);
        await page.OpenAsync("/notifications");
        Assert.DoesNotContain("psst", page.Words, StringComparison.Ordinal);
        Assert.Contains("Of 1 person something is held back", page.Words, StringComparison.Ordinal);

        await page.OpenAsync("/notifications/held");
        Assert.Contains("@bob", page.Words, StringComparison.Ordinal);
        await page.SubmitAsync($"/notifications/held/{bob.ActorId}/accept");
        Assert.Contains("Nothing is held back", page.Words, StringComparison.Ordinal);
        await page.OpenAsync("/notifications");
        Assert.Contains("psst", page.Words, StringComparison.Ordinal);

        await page.OpenAsync("/notifications/held");
        await page.SubmitAsync("/notifications/held/policy", ("not_followed", "Hold"));
        var carol = await server.SignUpAsync("carol");
        await carol.RepeatAsync((await alice.PostAsync("worth repeating")).Id);
        await server.WaitUntilIdleAsync();
        await page.OpenAsync("/notifications/held");
        Assert.Contains("worth repeating", page.Words, StringComparison.Ordinal);
        await page.SubmitAsync("/notifications/held/policy", ("not_followed", "Drop"));
        Assert.Equal("drop", (await alice.GetAsync("/api/v2/notifications/policy")).Text("for_not_following"));
    }

    private static IEnumerable<string?> About(JsonElement notifications) =>
        notifications.EnumerateArray().Select(n => n.GetProperty("status").Text("id"));

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
