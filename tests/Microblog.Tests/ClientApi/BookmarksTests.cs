using System.Globalization;
using System.Net;
using Microblog.Notices;
using Microblog.Tests.Support;

namespace Microblog.Tests.ClientApi;

public sealed class BookmarksTests
{
    [Theory, EachDatabase]
    public async Task Bookmarks_are_flagged_and_listed_in_the_order_of_marking_for_their_owner_alone(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        var (one, two) = (await alice.PostAsync("one"), await alice.PostAsync("two"));

        await bob.SendAsync(HttpMethod.Post, $"/api/v1/statuses/{two.Id}/bookmark");
        var status = await bob.SendAsync(HttpMethod.Post, $"/api/v1/statuses/{one.Id}/bookmark");
        await bob.SendAsync(HttpMethod.Post, $"/api/v1/statuses/{one.Id}/bookmark");

        Assert.True(status.GetProperty("bookmarked").GetBoolean());
        Assert.Equal([Id(one), Id(two)], (await bob.GetAsync("/api/v1/bookmarks")).Ids());
        using var first = await bob.Client.GetAsync("/api/v1/bookmarks?limit=1", TestContext.Current.CancellationToken);
        var next = first.Headers.GetValues("Link").Single().Split('<', '>')[1];
        Assert.Equal([Id(two)], (await bob.GetAsync(new Uri(next).PathAndQuery)).Ids());
        Assert.False((await alice.GetAsync($"/api/v1/statuses/{one.Id}")).GetProperty("bookmarked").GetBoolean());
        Assert.Empty((await alice.GetAsync("/api/v1/bookmarks")).Ids());

        status = await bob.SendAsync(HttpMethod.Post, $"/api/v1/statuses/{one.Id}/unbookmark");
        Assert.False(status.GetProperty("bookmarked").GetBoolean());
        Assert.Equal([Id(two)], (await bob.GetAsync("/api/v1/bookmarks")).Ids());
    }

    [Theory, EachDatabase]
    public async Task Who_marks_a_repeat_marks_what_it_repeats(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        var notice = await alice.PostAsync("original");
        var repeat = await bob.SendAsync(HttpMethod.Post, $"/api/v1/statuses/{notice.Id}/reblog");

        var marked = await bob.SendAsync(HttpMethod.Post, $"/api/v1/statuses/{repeat.Text("id")}/bookmark");

        Assert.True(marked.GetProperty("bookmarked").GetBoolean());
        Assert.Equal([Id(notice)], (await bob.GetAsync("/api/v1/bookmarks")).Ids());
    }

    [Theory, EachDatabase]
    public async Task What_one_may_no_longer_read_is_no_longer_listed(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        await bob.FollowAsync(alice);
        var notice = await alice.PostAsync("among us", Visibility.Followers);
        await bob.SendAsync(HttpMethod.Post, $"/api/v1/statuses/{notice.Id}/bookmark");
        Assert.Equal([Id(notice)], (await bob.GetAsync("/api/v1/bookmarks")).Ids());

        await bob.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{alice.ActorId}/unfollow");

        Assert.Empty((await bob.GetAsync("/api/v1/bookmarks")).Ids());
        using var again = await bob.TryAsync(HttpMethod.Post, $"/api/v1/statuses/{notice.Id}/bookmark");
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    private static string Id(Notice notice) => notice.Id.ToString(CultureInfo.InvariantCulture);
}
