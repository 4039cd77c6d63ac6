using System.Net;
using Microblog.Notices;
using Microblog.Tests.Federation;
using Microblog.Tests.Support;

namespace Microblog.Tests.Pages;

/// <summary>Where a tag in a notice leads.</summary>
public sealed class TagTests
{
    [Theory]
    [EachDatabase]
    public async Task A_tag_leads_to_the_public_notices_that_carry_it_in_any_spelling(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.Alice.PostAsync("Look, #Straße");
        await scene.Alice.PostAsync("Only for followers, #straße", Visibility.Followers);
        var heard = scene.Peer.Create("<p>From elsewhere</p>", "/notes/1");
        heard["object"]!["tag"] = new System.Text.Json.Nodes.JsonArray(
            new System.Text.Json.Nodes.JsonObject { ["type"] = "Hashtag", ["name"] = "#STRASSE" },
            new System.Text.Json.Nodes.JsonObject { ["type"] = "Hashtag", ["name"] = "#STRAßE" });
        await scene.Peer.SendAsync(scene.Server, heard);
        await scene.Server.WaitUntilIdleAsync();

        var page = await scene.Server.PasserBy.GetStringAsync("/tags/STRA%C3%9FE", TestContext.Current.CancellationToken);

        Assert.Contains("Look,", page, StringComparison.Ordinal);
        Assert.Contains("From elsewhere", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Only for followers", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tag_nobody_uses_is_an_empty_page_and_no_tag_is_none()
    {
        await using var server = await TestServer.StartAsync();

        using var unused = await server.PasserBy.GetAsync("/tags/nobody", TestContext.Current.CancellationToken);
        using var none = await server.PasserBy.GetAsync("/tags/" + new string('x', 101), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, unused.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }
}
