using System.Globalization;
using System.Net;
using Microblog.Notices;
using Microblog.Tests.Federation;
using Microblog.Tests.Support;

namespace Microblog.Tests.ClientApi;

public sealed class TagsTests
{
    [Theory, EachDatabase]
    public async Task What_is_said_in_public_under_a_followed_tag_stands_at_home(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        Assert.True((await alice.SendAsync(HttpMethod.Post, "/api/v1/tags/Sources/follow")).GetProperty("following").GetBoolean());
        var notice = await bob.PostAsync("More of #sources please");
        await bob.PostAsync("Quietly about #sources", Visibility.Unlisted);
        await bob.PostAsync("About something else");
        await server.WaitUntilIdleAsync();

        Assert.Equal([Id(notice.Id)], (await alice.GetAsync("/api/v1/timelines/home")).Ids());
        Assert.Equal(["sources"], (await alice.GetAsync("/api/v1/followed_tags")).EnumerateArray().Select(t => t.Text("name")));
        var tag = await alice.GetAsync("/api/v1/tags/SOURCES");
        Assert.EndsWith("/tags/sources", tag.Text("url"), StringComparison.Ordinal);
        Assert.Equal(7, tag.GetProperty("history").GetArrayLength());
        Assert.Equal(("1", "1"), (tag.GetProperty("history")[0].Text("uses"), tag.GetProperty("history")[0].Text("accounts")));
        Assert.False((await bob.GetAsync("/api/v1/tags/sources")).GetProperty("following").GetBoolean());

        Assert.False((await alice.SendAsync(HttpMethod.Post, "/api/v1/tags/sources/unfollow")).GetProperty("following").GetBoolean());
        await bob.PostAsync("Again: #sources");
        await server.WaitUntilIdleAsync();
        Assert.Equal([Id(notice.Id)], (await alice.GetAsync("/api/v1/timelines/home")).Ids());
    }

    [Theory, EachDatabase]
    public async Task What_arrives_under_a_followed_tag_stands_at_home_unless_its_author_is_muted(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var (bob, carol) = (await scene.Server.SignUpAsync("bob"), await scene.Server.SignUpAsync("carol"));
        await bob.SendAsync(HttpMethod.Post, "/api/v1/tags/wiki/follow");
        await carol.SendAsync(HttpMethod.Post, "/api/v1/tags/wiki/follow");
        await carol.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{await carol.KnowsAsync(scene.Peer.ActorId)}/mute");
        var create = scene.Peer.Create("<p>About <a href=\"https://peer.test/tags/wiki\" rel=\"tag\">#wiki</a></p>", "/notes/tagged");
        create["object"]!["tag"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject
        {
            ["type"] = "Hashtag",
            ["name"] = "#wiki",
            ["href"] = "https://peer.test/tags/wiki",
        });

        await scene.DeliverAsync(create);

        Assert.Single((await bob.GetAsync("/api/v1/timelines/home")).Ids());
        Assert.Empty((await carol.GetAsync("/api/v1/timelines/home")).Ids());
    }

    [Theory, EachDatabase]
    public async Task Tags_on_a_profile_say_how_much_was_said_under_them(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        await alice.PostAsync("#Maps and #sources");
        await alice.PostAsync("#maps again");
        await bob.PostAsync("#maps of mine");
        Assert.Equal(["maps", "sources"], (await alice.GetAsync("/api/v1/featured_tags/suggestions")).EnumerateArray().Select(t => t.Text("name")));

        var shown = await alice.SendAsync(HttpMethod.Post, "/api/v1/featured_tags", ("name", "#Maps"));
        await alice.SendAsync(HttpMethod.Post, "/api/v1/tags/empty/feature");

        Assert.Equal(("Maps", "2"), (shown.Text("name"), shown.Text("statuses_count")));
        var tags = await bob.GetAsync($"/api/v1/accounts/{alice.ActorId}/featured_tags");
        Assert.Equal([("Maps", "2"), ("empty", "0")], tags.EnumerateArray().Select(t => (t.Text("name"), t.Text("statuses_count"))));
        Assert.Equal(["sources"], (await alice.GetAsync("/api/v1/featured_tags/suggestions")).EnumerateArray().Select(t => t.Text("name")));

        using (var notMine = await bob.TryAsync(HttpMethod.Delete, $"/api/v1/featured_tags/{shown.Text("id")}"))
            Assert.Equal(HttpStatusCode.NotFound, notMine.StatusCode);
        await alice.SendAsync(HttpMethod.Delete, $"/api/v1/featured_tags/{shown.Text("id")}");
        Assert.Equal(["empty"], (await alice.GetAsync("/api/v1/featured_tags")).EnumerateArray().Select(t => t.Text("name")));
    }

    [Theory]
    [EachDatabase("a-b")]
    [EachDatabase("2026")]
    [EachDatabase("%23")]
    [EachDatabase("a%2Fb")]
    public async Task What_could_be_no_tag_is_followed_by_nobody(TestDatabase database, string name)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");

        using var answer = await alice.TryAsync(HttpMethod.Post, $"/api/v1/tags/{name}/follow");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Empty((await alice.GetAsync("/api/v1/followed_tags")).EnumerateArray());
    }

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
