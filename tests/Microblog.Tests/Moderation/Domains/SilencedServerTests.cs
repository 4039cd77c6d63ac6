using System.Net;
using Microblog.Moderation.Domains;
using Microblog.Tests.Documents;
using Microblog.Tests.Federation;
using Microblog.Tests.Pages;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Moderation.Domains;

/// <summary>People of a silenced server are met by their followers, and by nobody else.</summary>
public sealed class SilencedServerTests
{
    [Theory, EachDatabase]
    public async Task Strangers_do_not_meet_them_on_tag_pages_in_searches_and_under_notices(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var (server, alice, peer) = (scene.Server, scene.Alice, scene.Peer);
        var carol = await server.SignUpAsync("carol");
        var asked = await carol.PostAsync("Who knows?");
        var reply = peer.Create("<p>I know</p>", "/notes/1");
        reply["object"]!["inReplyTo"] = asked.Uri.AbsoluteUri;
        reply["object"]!["tag"] = new System.Text.Json.Nodes.JsonArray(
            new System.Text.Json.Nodes.JsonObject { ["type"] = "Hashtag", ["name"] = "#knowing", ["href"] = $"{peer.BaseUrl}tags/knowing" });
        await peer.SendAsync(server, reply);
        await alice.SeesAtHomeAsync("I know");
        using var stranger = await Visitor.SignedInAsync(server, carol);
        using var follower = await Visitor.SignedInAsync(server, alice);
        await stranger.OpenAsync("/tags/knowing");
        Assert.Contains("I know", stranger.Words, StringComparison.Ordinal);

        foreach (var path in new[] { "/api/v1/timelines/public", "/api/v2/search?q=know" })
            Assert.Contains("I know", await carol.Client.GetStringAsync(path, TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await server.DecideAsync(peer.Host(), PolicyLevel.Silence);

        await stranger.OpenAsync("/tags/knowing");
        Assert.DoesNotContain("I know", stranger.Words, StringComparison.Ordinal);
        await stranger.OpenAsync($"/@carol/{asked.Id}");
        Assert.DoesNotContain("I know", stranger.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("peer", await SearchAsync(carol), StringComparison.Ordinal);
        foreach (var path in new[] { "/api/v1/timelines/public", "/api/v2/search?q=know" })
            Assert.DoesNotContain("I know", await carol.Client.GetStringAsync(path, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await follower.OpenAsync($"/@carol/{asked.Id}");
        Assert.Contains("I know", follower.Words, StringComparison.Ordinal);
        Assert.Contains("peer", await SearchAsync(alice), StringComparison.Ordinal);
        Assert.Single(await alice.HomeAsync());
        Assert.Equal(HttpStatusCode.OK, (await server.AskForAsync($"/@{peer.Address}", "text/html")).StatusCode);
        Assert.True(await server.AskAsync(db => db.Follows.AnyAsync(f => f.IsAccepted)));

        await server.LiftAsync(peer.Host());
        await stranger.OpenAsync("/tags/knowing");
        Assert.Contains("I know", stranger.Words, StringComparison.Ordinal);
    }

    private static Task<string> SearchAsync(Person person) =>
        person.Client.GetStringAsync("/api/v2/search?q=peer", TestContext.Current.CancellationToken);
}
