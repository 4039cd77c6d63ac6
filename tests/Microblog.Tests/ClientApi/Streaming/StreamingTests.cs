using System.Globalization;
using System.Net;
using Microblog.Notices;
using Microblog.Tests.Federation;
using Microblog.Tests.Support;

namespace Microblog.Tests.ClientApi.Streaming;

public sealed class StreamingTests
{
    [Theory, EachDatabase]
    public async Task A_home_stream_tells_of_notices_repeats_edits_and_deletions(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob, carol) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"), await server.SignUpAsync("carol"));
        await alice.FollowAsync(bob);
        await server.WaitUntilIdleAsync();
        await using var home = await Listener.EventsAsync(alice, "user");
        await using var others = await Listener.EventsAsync(carol, "user");

        var posted = await bob.SendAsync(HttpMethod.Post, "/api/v1/statuses", ("status", "Hello\nstream"), ("visibility", "private"));
        var update = await home.NextAsync();
        Assert.Equal($"update {posted.Text("id")}", update.Brief);
        Assert.Equal(
            (await alice.GetAsync($"/api/v1/statuses/{posted.Text("id")}")).ToString(),
            update.Entity.ToString());
        await bob.SendAsync(HttpMethod.Put, $"/api/v1/statuses/{posted.Text("id")}", ("status", "Hello again"));
        var edit = await home.NextAsync();
        Assert.Equal(("status.update", "<p>Hello again</p>"), (edit.Name, edit.Entity.Text("content")));
        await bob.SendAsync(HttpMethod.Delete, $"/api/v1/statuses/{posted.Text("id")}");
        Assert.Equal($"delete {posted.Text("id")}", (await home.NextAsync()).Brief);

        var original = await carol.PostAsync("Worth it");
        Assert.Equal($"update {Id(original.Id)}", (await others.NextAsync()).Brief);
        await alice.LikeAsync(original.Id, "🎉");
        await server.WaitUntilIdleAsync();
        await alice.SendAsync(HttpMethod.Post, $"/api/v1/statuses/{Id(original.Id)}/favourite");
        Assert.Equal("notification", (await others.NextAsync()).Name);
        var repeat = await bob.RepeatAsync(original.Id);
        var repeated = await home.NextAsync();
        Assert.Equal($"update {Id(repeat)}", repeated.Brief);
        Assert.True(repeated.Entity.GetProperty("reblog").GetProperty("favourited").GetBoolean());
        await bob.UnrepeatAsync(original.Id);
        Assert.Equal($"delete {Id(repeat)}", (await home.NextAsync()).Brief);
        Assert.Equal("notification", (await others.NextAsync()).Name);
        await server.WaitUntilIdleAsync();
        home.HeardNothingElse();
    }

    [Theory, EachDatabase]
    public async Task One_socket_carries_many_streams_and_drops_them_at_a_word(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        await alice.FollowAsync(bob);
        var list = (await alice.SendAsync(HttpMethod.Post, "/api/v1/lists", ("title", "Bobs"))).Text("id");
        await alice.SendAsync(HttpMethod.Post, $"/api/v1/lists/{list}/accounts", ("account_ids[]", Id(bob.ActorId)));
        await server.WaitUntilIdleAsync();
        await using var socket = await Listener.SocketAsync(server, alice, "stream=public:local");
        await socket.SayAsync(new { type = "subscribe", stream = "hashtag", tag = "Maps" });
        await socket.SayAsync(new { type = "subscribe", stream = "list", list });
        await socket.SayAsync(new { type = "subscribe", stream = "nonsense" });
        Assert.Equal("error Unknown stream type", (await socket.NextAsync()).Brief);

        var notice = await bob.PostAsync("About #maps");
        var heard = new[] { await socket.NextAsync(), await socket.NextAsync(), await socket.NextAsync() };
        Assert.All(heard, h => Assert.Equal($"update {Id(notice.Id)}", h.Brief));
        Assert.Equal(["hashtag maps", $"list {list}", "public:local"], heard.Select(h => h.Stream).Order(StringComparer.Ordinal));

        await socket.SayAsync(new { type = "unsubscribe", stream = "hashtag", tag = "maps" });
        await socket.SayAsync(new { type = "unsubscribe", stream = "list", list });
        await socket.SayAsync(new { type = "subscribe", stream = "also nonsense" });
        Assert.Equal("error", (await socket.NextAsync()).Name);
        var second = await bob.PostAsync("More about #maps");
        var only = await socket.NextAsync();
        Assert.Equal(($"update {Id(second.Id)}", "public:local"), (only.Brief, only.Stream));
        await server.WaitUntilIdleAsync();
        socket.HeardNothingElse();
    }

    [Theory, EachDatabase]
    public async Task What_is_told_to_one_alone_is_streamed_to_them_alone(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        await bob.FollowAsync(alice);
        await alice.FollowAsync(bob);
        await server.WaitUntilIdleAsync();
        await using var told = await Listener.SocketAsync(server, alice, "stream=user:notification", tokenInAddress: false);
        await using var direct = await Listener.EventsAsync(alice, "direct");
        await using var home = await Listener.EventsAsync(alice, "user");
        await using var open = await Listener.EventsAsync(bob, "public");

        var notice = await bob.PostAsync("@alice between us", Visibility.Direct);

        var notification = await told.NextAsync();
        Assert.Equal(("notification", "user:notification"), (notification.Name, notification.Stream));
        Assert.Equal(("mention", Id(notice.Id)), (notification.Entity.Text("type"), notification.Entity.GetProperty("status").Text("id")));
        var conversation = await direct.NextAsync();
        Assert.Equal(("conversation", Id(notice.Id)), (conversation.Name, conversation.Entity.GetProperty("last_status").Text("id")));
        Assert.True(conversation.Entity.GetProperty("unread").GetBoolean());
        await alice.SendAsync(HttpMethod.Post, "/api/v2/filters", ("title", "x"), ("context[]", "home"), ("keywords_attributes[][keyword]", "spoiler"));
        var atHome = new List<string>();
        while (!atHome.Contains("filters_changed"))
            atHome.Add((await home.NextAsync()).Name);
        Assert.Contains("notification", atHome);

        await bob.PostAsync("A spoiler");
        var filtered = await home.NextAsync();
        Assert.Equal("spoiler", filtered.Entity.GetProperty("filtered")[0].GetProperty("keyword_matches")[0].GetString());
        Assert.Equal("update", (await open.NextAsync()).Name);
        await server.WaitUntilIdleAsync();
        open.HeardNothingElse();
    }

    [Theory, EachDatabase]
    public async Task What_arrives_from_elsewhere_is_streamed(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.PeerFollowsAliceAsync();
        await scene.Alice.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{Id(await scene.Alice.KnowsAsync(scene.Peer.ActorId))}/follow");
        await scene.Server.WaitUntilIdleAsync();
        await using var home = await Listener.EventsAsync(scene.Alice, "user");
        await using var remote = await Listener.EventsAsync(scene.Alice, "public/remote");
        await using var local = await Listener.EventsAsync(scene.Alice, "public/local");
        var create = scene.Peer.Create("<p>From afar</p>", "/notes/streamed");

        await scene.DeliverAsync(create);
        var update = await remote.NextAsync();
        Assert.Equal("<p>From afar</p>", update.Entity.Text("content"));
        await scene.DeliverAsync(scene.Peer.Activity("Delete", "/notes/streamed/gone", create["object"]!["id"]!.GetValue<string>()));
        Assert.Equal($"delete {update.Entity.Text("id")}", (await remote.NextAsync()).Brief);
        local.HeardNothingElse();
    }

    /// <summary>Two nodes on one PostgreSQL: what happens on one is heard on the other.</summary>
    [Fact]
    public async Task Every_node_hears_what_happens_on_another()
    {
        await using var first = await TestServer.StartAsync(TestDatabase.PostgreSql);
        var alice = await first.SignUpAsync("alice");
        await using var second = await TestServer.StartAsync(TestDatabase.PostgreSql, o => o.SharesDatabaseOf = first);
        await using var there = await Listener.SocketAsync(second, alice, "stream=user");

        var notice = await alice.PostAsync("Hello, other node");

        Assert.Equal($"update {Id(notice.Id)}", (await there.NextAsync()).Brief);
    }

    [Theory, EachDatabase]
    public async Task Streams_are_refused_in_words(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        async Task<HttpStatusCode> AskAsync(HttpClient client, string path)
        {
            using var answer = await client.GetAsync($"/api/v1/streaming{path}", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }

        Assert.Equal("OK", await server.PasserBy.GetStringAsync("/api/v1/streaming/health", TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(server.PasserBy, "/user"));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(server.PasserBy, "/user?access_token=wrong"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(server.PasserBy, $"/user?access_token={alice.Token}"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(alice.Client, "?stream=user"));
        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync(alice.Client, "?stream=trends"));
        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync(alice.Client, ""));
        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync(alice.Client, "/hashtag"));
        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync(alice.Client, "/list?list=x"));

        // Elsewhere a token in the address is none.
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.PasserBy.GetAsync($"/api/v1/timelines/home?access_token={alice.Token}", TestContext.Current.CancellationToken)).StatusCode);
    }

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
