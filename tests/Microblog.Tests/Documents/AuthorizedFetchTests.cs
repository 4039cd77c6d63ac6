using System.Net;
using System.Reflection;
using Microblog.Actors;
using Microblog.Federation.Documents;
using Microblog.Notices;
using Microblog.Tests.Federation;
using Microblog.Tests.Support;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.Tests.Documents;

/// <summary>Who may read which document, when it depends on who asks.</summary>
public sealed class AuthorizedFetchTests
{
    [Theory, EachDatabase]
    public async Task A_followers_server_may_read_what_followers_may(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.PeerFollowsAliceAsync();
        await using var stranger = await Peer.StartAsync();
        var notice = await scene.Alice.PostAsync("Among us.", Visibility.Followers);

        using var follower = await scene.Peer.AskAsync(scene.Server, $"/notices/{notice.Id}");
        using var other = await stranger.AskAsync(scene.Server, $"/notices/{notice.Id}");
        using var forged = await scene.Peer.AskAsync(
            scene.Server, $"/notices/{notice.Id}", request => request.RequestUri = new Uri(scene.Server.BaseUrl, $"/notices/{notice.Id}/activity"));
        using var unsigned = await scene.Server.AskForAsync($"/notices/{notice.Id}");

        Assert.Equal(HttpStatusCode.OK, follower.StatusCode);
        Assert.Contains("Among us.", await follower.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("no-store, private", follower.Headers.CacheControl!.ToString());
        Assert.Null(follower.Headers.ETag);
        Assert.Equal(
            [HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound],
            [other.StatusCode, forged.StatusCode, unsigned.StatusCode]);
    }

    [Theory, EachDatabase]
    public async Task A_direct_notice_is_for_the_servers_of_those_it_names(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.PeerFollowsAliceAsync();
        var toPeer = await scene.Alice.PostAsync($"@{scene.Peer.Address} only you", Visibility.Direct);
        var toNobody = await scene.Alice.PostAsync("Note to myself.", Visibility.Direct);

        using var named = await scene.Peer.AskAsync(scene.Server, $"/notices/{toPeer.Id}");
        using var unnamed = await scene.Peer.AskAsync(scene.Server, $"/notices/{toNobody.Id}");

        Assert.Equal(HttpStatusCode.OK, named.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unnamed.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Where_the_settings_ask_for_it_only_those_who_sign_are_shown_anything(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database, options => options.Settings["Federation:AuthorizedFetch"] = "true");
        var notice = await scene.Alice.PostAsync("To all.");
        var actor = $"/users/{scene.Alice.ActorId}";

        string[] paths =
        [
            $"/notices/{notice.Id}", $"/notices/{notice.Id}/likes", $"/notices/{notice.Id}/shares",
            actor, $"{actor}/outbox", $"{actor}/outbox?page=true", $"{actor}/followers", $"{actor}/liked",
        ];
        foreach (var path in paths)
        {
            using var unsigned = await scene.Server.AskForAsync(path);
            using var signed = await scene.Peer.AskAsync(scene.Server, path);
            Assert.Equal(HttpStatusCode.Unauthorized, unsigned.StatusCode);
            Assert.Equal(HttpStatusCode.OK, signed.StatusCode);
            Assert.Equal("no-store, private", signed.Headers.CacheControl!.ToString());
        }

        using var page = await scene.Server.AskForAsync($"/@alice/{notice.Id}", "text/html");
        using var itself = await scene.Server.AskForAsync($"/users/{InstanceActor.ActorId}");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(HttpStatusCode.OK, itself.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Two_servers_that_show_nothing_to_strangers_find_each_other(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database, options => options.Settings["Federation:AuthorizedFetch"] = "true");
        var alice = await server.SignUpAsync("alice");
        await using var peer = await Peer.StartAsync();
        var unsigned = 0;
        peer.MayFetch = request =>
        {
            if (!request.Headers.ContainsKey("Signature"))
                Interlocked.Increment(ref unsigned);
            return request.Headers["Signature"].ToString().Contains($"/users/{InstanceActor.ActorId}#", StringComparison.Ordinal);
        };

        await alice.FollowAsync(peer.Address);
        await Wait.UntilAsync(() => Task.FromResult(!peer.Received.IsEmpty));

        Assert.Equal("Follow", (string?)Assert.Single(peer.Received)["type"]);
        Assert.Equal(0, unsigned);
    }

    [Fact]
    public void Every_document_asks_the_settings_whether_anybody_may_read_it()
    {
        var documents = typeof(AuthorizedFetchAttribute).Assembly.GetTypes()
            .Where(t => t.Namespace == typeof(AuthorizedFetchAttribute).Namespace && t.IsAssignableTo(typeof(ControllerBase)))
            .ToList();

        Assert.NotEmpty(documents);
        Assert.All(documents, d => Assert.NotNull(d.GetCustomAttribute<AuthorizedFetchAttribute>()));
    }
}
