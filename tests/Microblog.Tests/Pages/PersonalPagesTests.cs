using Microblog.Tests.Support;

namespace Microblog.Tests.Pages;

/// <summary>Muting and bookmarking by forms alone.</summary>
public sealed class PersonalPagesTests
{
    [Theory, EachDatabase]
    public async Task Who_is_muted_is_on_no_timeline_and_on_the_list_until_they_are_seen_again(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        await bob.FollowAsync(alice);
        await alice.PostAsync("what #alice says");
        await server.WaitUntilIdleAsync();
        using var page = await Visitor.SignedInAsync(server, bob);

        await page.OpenAsync("/@alice");
        await page.SubmitAsync($"/mutes/{alice.ActorId}", ("days", "7"));

        Assert.Equal("/@alice", page.At.AbsolutePath);
        Assert.Contains("what #alice says", page.Words, StringComparison.Ordinal);
        foreach (var timeline in new[] { "/home", "/public", "/tags/alice" })
        {
            await page.OpenAsync(timeline);
            Assert.DoesNotContain("what #alice says", page.Words, StringComparison.Ordinal);
        }

        await page.OpenAsync("/mutes");
        Assert.Contains("@alice", page.Words, StringComparison.Ordinal);
        await page.SubmitAsync($"/mutes/{alice.ActorId}/end");
        await page.OpenAsync("/public");
        Assert.Contains("what #alice says", page.Words, StringComparison.Ordinal);
        await page.OpenAsync("/mutes");
        Assert.DoesNotContain("@alice", page.Words, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task What_is_bookmarked_stands_on_its_page_until_the_mark_is_taken_off(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var notice = await alice.PostAsync("worth finding again");
        using var page = await Visitor.SignedInAsync(server, bob);
        await page.OpenAsync("/public");

        await page.SubmitAsync($"/notices/{notice.Id}/bookmark");

        Assert.Equal("/public", page.At.AbsolutePath);
        await page.OpenAsync("/bookmarks");
        Assert.Contains("worth finding again", page.Words, StringComparison.Ordinal);
        await page.SubmitAsync($"/notices/{notice.Id}/bookmark/end");
        Assert.Equal("/bookmarks", page.At.AbsolutePath);
        Assert.DoesNotContain("worth finding again", page.Words, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Bookmarks_go_on_from_page_to_page_in_the_order_of_marking(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var ids = new List<long>();
        for (var i = 0; i < 25; i++)
            ids.Add((await alice.PostAsync($"number {i}.")).Id);
        foreach (var id in Enumerable.Reverse(ids))
            (await bob.TryMarkAsync(id)).Dispose();
        using var page = await Visitor.SignedInAsync(server, bob);

        await page.OpenAsync("/bookmarks");
        Assert.Contains("number 0.", page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("number 24.", page.Words, StringComparison.Ordinal);
        await page.OpenAsync("/bookmarks" + page.Page.QuerySelector("a[rel=next]")!.GetAttribute("href"));
        Assert.Contains("number 24.", page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("number 0.", page.Words, StringComparison.Ordinal);
        await page.OpenAsync("/bookmarks" + page.Page.QuerySelector("a[rel=prev]")!.GetAttribute("href"));
        Assert.Contains("number 0.", page.Words, StringComparison.Ordinal);
    }
}

file static class Marking
{
    public static Task<HttpResponseMessage> TryMarkAsync(this Person person, long noticeId) =>
        person.Client.PostAsync($"/api/v1/statuses/{noticeId}/bookmark", content: null, TestContext.Current.CancellationToken);
}
