using System.Net;
using Microblog.Notices;
using Microblog.Tests.Documents;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.ClientApi;

public sealed class ReactionTests
{
    [Theory, EachDatabase]
    public async Task Favourites_are_flagged_counted_and_listed_in_the_order_of_liking(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        var (one, two) = (await alice.PostAsync("one"), await alice.PostAsync("two"));

        await bob.SendAsync(HttpMethod.Post, $"/api/v1/statuses/{two.Id}/favourite");
        var status = await bob.SendAsync(HttpMethod.Post, $"/api/v1/statuses/{one.Id}/favourite");

        Assert.Equal((true, 1), (status.GetProperty("favourited").GetBoolean(), status.GetProperty("favourites_count").GetInt32()));
        Assert.Equal([Id(one), Id(two)], (await bob.GetAsync("/api/v1/favourites")).Ids());
        using var first = await bob.Client.GetAsync("/api/v1/favourites?limit=1", TestContext.Current.CancellationToken);
        var next = first.Headers.GetValues("Link").Single().Split('<', '>')[1];
        Assert.Equal([Id(two)], (await bob.GetAsync(new Uri(next).PathAndQuery)).Ids());
        Assert.Equal([Id(bob)], (await alice.GetAsync($"/api/v1/statuses/{one.Id}/favourited_by")).Ids());
        Assert.False((await alice.GetAsync($"/api/v1/statuses/{one.Id}")).GetProperty("favourited").GetBoolean());

        await alice.LikeAsync(one.Id, "🎉");
        Assert.Equal([Id(bob)], (await alice.GetAsync($"/api/v1/statuses/{one.Id}/favourited_by")).Ids());
        status = await bob.SendAsync(HttpMethod.Post, $"/api/v1/statuses/{one.Id}/unfavourite");
        Assert.Equal((false, 0), (status.GetProperty("favourited").GetBoolean(), status.GetProperty("favourites_count").GetInt32()));
    }

    [Theory, EachDatabase]
    public async Task A_reblog_holds_the_original_and_ends(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        var carol = await server.SignUpAsync("carol");
        await carol.FollowAsync(bob);
        var notice = await alice.PostAsync("@bob #wiki original");

        var reblog = await bob.SendAsync(HttpMethod.Post, $"/api/v1/statuses/{notice.Id}/reblog", ("visibility", "unlisted"));
        await server.WaitUntilIdleAsync();
        var home = (await carol.GetAsync("/api/v1/timelines/home"))[0];

        foreach (var status in new[] { reblog, home })
        {
            Assert.Equal(("unlisted", "bob"), (status.Text("visibility"), status.GetProperty("account").Text("username")));
            var original = status.GetProperty("reblog");
            Assert.Equal((Id(notice), "alice"), (original.Text("id"), original.GetProperty("account").Text("username")));
            Assert.Equal(1, original.GetProperty("reblogs_count").GetInt32());
            Assert.Equal("bob", original.GetProperty("mentions")[0].Text("acct"));
            Assert.Equal(1, original.GetProperty("account").GetProperty("statuses_count").GetInt32());
        }

        Assert.True(reblog.GetProperty("reblogged").GetBoolean());
        Assert.False(home.GetProperty("reblogged").GetBoolean());
        Assert.Equal([Id(bob)], (await carol.GetAsync($"/api/v1/statuses/{notice.Id}/reblogged_by")).Ids());
        Assert.Equal([Id(notice)], (await carol.GetAsync("/api/v1/timelines/public")).Ids());
        Assert.Single((await carol.GetAsync($"/api/v1/accounts/{bob.ActorId}/statuses")).Ids());
        Assert.Empty((await carol.GetAsync($"/api/v1/accounts/{bob.ActorId}/statuses?exclude_reblogs=true")).Ids());
        var after = await bob.SendAsync(HttpMethod.Post, $"/api/v1/statuses/{notice.Id}/unreblog");
        Assert.Equal((Id(notice), false), (after.Text("id"), after.GetProperty("reblogged").GetBoolean()));
        Assert.Empty((await carol.GetAsync("/api/v1/timelines/home")).Ids());
    }

    [Theory, EachDatabase]
    public async Task Deleting_a_reblog_takes_it_back_and_leaves_the_original(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        var notice = await alice.PostAsync("original");
        var reblog = await bob.SendAsync(HttpMethod.Post, $"/api/v1/statuses/{notice.Id}/reblog");

        await bob.SendAsync(HttpMethod.Delete, $"/api/v1/statuses/{reblog.Text("id")}");

        Assert.Equal([notice.Id], await server.AskAsync(db => db.Notices.Select(n => n.Id).ToListAsync()));
    }

    [Fact]
    public async Task What_one_may_not_read_cannot_be_told_from_what_is_not_there()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        var notice = await alice.PostAsync("among us", Visibility.Followers);

        foreach (var (method, path) in new[] { ("POST", "favourite"), ("POST", "unfavourite"), ("POST", "reblog"), ("POST", "unreblog"), ("GET", "favourited_by"), ("GET", "reblogged_by") })
        {
            var answers = new List<string>();
            foreach (var id in new[] { notice.Id, 1 })
                answers.Add(await (await bob.TryAsync(new HttpMethod(method), $"/api/v1/statuses/{id}/{path}")).AllOfAsync());
            Assert.StartsWith("404", answers[0], StringComparison.Ordinal);
            Assert.Equal(answers[1], answers[0]);
        }
    }

    [Fact]
    public async Task What_is_for_few_is_refused_to_a_reblog()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        await bob.FollowAsync(alice);
        var notice = await alice.PostAsync("among us", Visibility.Followers);

        using var answer = await bob.TryAsync(HttpMethod.Post, $"/api/v1/statuses/{notice.Id}/reblog");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var own = await alice.SendAsync(HttpMethod.Post, $"/api/v1/statuses/{notice.Id}/reblog");
        Assert.Equal("private", own.Text("visibility"));
    }

    private static string Id(Notice notice) => notice.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Id(Person person) => person.ActorId.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
