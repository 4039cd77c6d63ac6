using System.Globalization;
using System.Net;
using Microblog.Notices;
using Microblog.Tests.ClientApi;
using Microblog.Tests.Federation;
using Microblog.Tests.Support;

namespace Microblog.Tests.Pages;

/// <summary>The page of searches, and what other sites show of a notice.</summary>
public sealed class SearchPageTests
{
    [Theory, EachDatabase]
    public async Task A_passer_by_finds_people_tags_and_notices(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        await alice.PostAsync("All about #alicorns");
        for (var i = 0; i < 22; i++)
            await alice.PostAsync($"Heather {i.ToString(CultureInfo.InvariantCulture)}");
        await alice.PostAsync("Heather in secret", Visibility.Followers);
        using var page = new Visitor(server);

        await page.OpenAsync("/search?q=alic");
        Assert.Equal(["/@alice"], page.Page.QuerySelectorAll(".people a.who").Select(a => a.GetAttribute("href")));
        Assert.Equal(["/tags/alicorns"], page.Page.QuerySelectorAll(".tags a").Select(a => a.GetAttribute("href")));
        await page.OpenAsync("/search?q=heather");
        Assert.Equal(20, page.Page.QuerySelectorAll("article").Length);
        Assert.DoesNotContain("secret", page.Words, StringComparison.Ordinal);
        await page.OpenAsync("/search" + page.Page.QuerySelector("a[rel=next]")!.GetAttribute("href"));
        Assert.Equal(2, page.Page.QuerySelectorAll("article").Length);
        await page.OpenAsync("/search?q=%3Cb%3Enothing");
        Assert.Contains("Nothing was found", page.Words, StringComparison.Ordinal);
        await page.OpenAsync("/search");
        Assert.Equal(HttpStatusCode.OK, page.Status);
    }

    [Theory, EachDatabase]
    public async Task An_address_elsewhere_is_asked_for_at_a_persons_word(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var address = scene.Peer.PublishAt("/notes/sought", "<p>Sought and found</p>");
        using var passerBy = new Visitor(scene.Server);
        await passerBy.OpenAsync($"/search?q={Uri.EscapeDataString(address.AbsoluteUri)}");
        Assert.Empty(passerBy.Page.QuerySelectorAll("form[action='/searches']"));
        using var page = await Visitor.SignedInAsync(scene.Server, scene.Alice);
        await page.OpenAsync($"/search?q={Uri.EscapeDataString(address.AbsoluteUri)}");

        await page.SubmitAsync("/searches");

        Assert.Contains("Sought and found", page.Words, StringComparison.Ordinal);
        await page.OpenAsync("/search?q=sought");
        Assert.Single(page.Page.QuerySelectorAll("article"));

        await page.OpenAsync($"/search?q={Uri.EscapeDataString($"nobody@{scene.Peer.BaseUrl.Authority}")}");
        await page.SubmitAsync("/searches");
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains("Nobody has that address", page.Words, StringComparison.Ordinal);
        Assert.StartsWith("nobody@", page.Page.QuerySelector("#q")!.GetAttribute("value"), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Another_site_is_given_a_public_notice_to_show(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var open = await alice.PostAsync("Look <here>");
        var hidden = await alice.PostAsync("Not here", Visibility.Followers);
        using var page = new Visitor(server);
        await page.OpenAsync($"/@alice/{open.Id.ToString(CultureInfo.InvariantCulture)}");
        var link = page.Page.QuerySelector("link[type='application/json+oembed']")!.GetAttribute("href")!;

        using var answer = await server.PasserBy.GetAsync(link, TestContext.Current.CancellationToken);
        var embed = await answer.OkAsync();

        Assert.Equal(("rich", "1.0", "alice"), (embed.Text("type"), embed.Text("version"), embed.Text("author_name")));
        Assert.StartsWith($"<blockquote cite=\"{server.BaseUrl}@alice/", embed.Text("html"), StringComparison.Ordinal);
        Assert.Contains("Look &lt;here&gt;", embed.Text("html"), StringComparison.Ordinal);
        foreach (var refused in new[] { hidden.Uri.AbsoluteUri, "https://elsewhere.test/1", "", "javascript:alert(1)" })
        {
            using var none = await server.PasserBy.GetAsync($"/api/oembed?url={Uri.EscapeDataString(refused)}", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        }

        using var xml = await server.PasserBy.GetAsync(link + "&format=xml", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotImplemented, xml.StatusCode);
    }
}
