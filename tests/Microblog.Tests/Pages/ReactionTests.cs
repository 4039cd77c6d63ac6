using System.Net;
using AngleSharp.Dom;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Visibility = Microblog.Notices.Visibility;

namespace Microblog.Tests.Pages;

public sealed class ReactionTests
{
    [Theory, EachDatabase]
    public async Task A_notice_is_liked_and_unliked_by_a_form_that_says_which_it_is(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var notice = await (await server.SignUpAsync("alice")).PostAsync("like me");
        using var bob = await Visitor.SignedInAsync(server, await server.SignUpAsync("bob"));
        await bob.OpenAsync("/public?max_id=9223372036854775807");

        Assert.Equal("false", Button(bob, "like").GetAttribute("aria-pressed"));
        Assert.DoesNotContain("1 like", bob.Words, StringComparison.Ordinal);
        await bob.SubmitAsync($"/notices/{notice.Id}/like");
        Assert.Equal(("/public", "?max_id=9223372036854775807"), (bob.At.AbsolutePath, bob.At.Query));
        Assert.Equal($"#notice-{notice.Id}", bob.At.Fragment);
        Assert.Equal("true", Button(bob, "like").GetAttribute("aria-pressed"));
        Assert.Contains("1 like", bob.Words, StringComparison.Ordinal);

        await bob.SubmitAsync($"/notices/{notice.Id}/like/end");
        Assert.Equal("false", Button(bob, "like").GetAttribute("aria-pressed"));
    }

    [Theory, EachDatabase]
    public async Task A_repeat_shows_who_repeated_what_and_leads_to_the_original(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var notice = await (await server.SignUpAsync("alice")).PostAsync("worth repeating");
        using var bob = await Visitor.SignedInAsync(server, await server.SignUpAsync("bob"));
        await bob.OpenAsync("/public");

        await bob.SubmitAsync($"/notices/{notice.Id}/repeat");
        await server.WaitUntilIdleAsync();
        await bob.OpenAsync("/@bob");

        var article = bob.Page.QuerySelector("article")!;
        Assert.Equal("Repeated by bob @bob", string.Join(' ', article.QuerySelector(".repeater")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal("worth repeating", article.QuerySelector(".text")!.TextContent.Trim());
        Assert.Equal($"/@alice/{notice.Id}", article.QuerySelector("a.when")!.GetAttribute("href"));
        Assert.Equal("true", Button(bob, "repeat").GetAttribute("aria-pressed"));
        Assert.Empty(article.QuerySelectorAll(".ask"));

        var repeat = await server.AskAsync(db => db.Notices.Where(n => n.RepeatOfId == notice.Id).Select(n => n.Id).SingleAsync());
        await bob.OpenAsync($"/@bob/{repeat}");
        Assert.Equal($"/@alice/{notice.Id}", bob.At.AbsolutePath);
        await bob.OpenAsync($"/notices/{repeat}");
        Assert.Equal($"/@alice/{notice.Id}", bob.At.AbsolutePath);
        await bob.SubmitAsync($"/notices/{notice.Id}/repeat/end");
        await bob.OpenAsync("/@bob");
        Assert.Empty(bob.Page.QuerySelectorAll("article"));
    }

    [Theory, EachDatabase]
    public async Task Who_liked_and_who_repeated_is_listed_with_their_emoji(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        var notice = await alice.PostAsync("popular");
        await alice.LikeAsync(notice.Id);
        await bob.LikeAsync(notice.Id, "🎉");
        var repeat = await bob.RepeatAsync(notice.Id);
        using var reader = new Visitor(server);

        await reader.OpenAsync($"/@alice/{notice.Id}");
        Assert.Equal(
            reader.Page.QuerySelector(".palette a")!.GetAttribute("href"),
            reader.Page.QuerySelectorAll("article footer a").Single(a => a.TextContent == "1 like").GetAttribute("href"));
        await reader.OpenAsync(reader.Page.QuerySelector(".palette a")!.GetAttribute("href")!);
        Assert.Equal(["@bob", "@alice"], reader.Page.QuerySelectorAll("main .people .address").Select(a => a.TextContent));
        Assert.Equal("🎉", reader.Page.QuerySelector(".given")!.TextContent);

        await reader.OpenAsync($"/@bob/{repeat}/repeats");
        Assert.Equal($"/@alice/{notice.Id}/repeats", reader.At.AbsolutePath);
        Assert.Equal(["@bob"], reader.Page.QuerySelectorAll("main .people .address").Select(a => a.TextContent));
    }

    [Fact]
    public async Task Who_likes_what_one_may_not_read_is_not_told()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var notice = await alice.PostAsync("among us", Visibility.Followers);
        await alice.LikeAsync(notice.Id);
        using var stranger = await Visitor.SignedInAsync(server, await server.SignUpAsync("bob"));

        foreach (var page in new[] { "likes", "repeats" })
        {
            await stranger.OpenAsync($"/@alice/{notice.Id}/{page}");
            Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        }
    }

    [Theory, EachDatabase]
    public async Task An_emoji_is_given_and_taken_back_on_the_page_of_the_notice(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var notice = await alice.PostAsync("react");
        await alice.LikeAsync(notice.Id, "🎉");
        using var bob = await Visitor.SignedInAsync(server, await server.SignUpAsync("bob"));
        var page = $"/@alice/{notice.Id}";
        await bob.OpenAsync(page);

        Assert.NotNull(bob.Page.QuerySelector(".palette button[aria-label='1 person reacted with 🎉'][aria-pressed=false]"));
        await bob.SubmitAsync($"/notices/{notice.Id}/reactions", ("emoji", "🎉"));
        Assert.Equal(page, bob.At.AbsolutePath);
        Assert.NotNull(bob.Page.QuerySelector(".palette button[aria-label='2 people reacted with 🎉'][aria-pressed=true]"));
        await bob.SubmitAsync($"/notices/{notice.Id}/reactions/end", ("emoji", "🎉"));

        Assert.NotNull(bob.Page.QuerySelector(".palette button[aria-label='1 person reacted with 🎉'][aria-pressed=false]"));
    }

    [Fact]
    public async Task A_form_without_a_token_does_nothing_and_one_leads_back_nowhere_else()
    {
        await using var server = await TestServer.StartAsync();
        var notice = await (await server.SignUpAsync("alice")).PostAsync("like me");
        using var bob = await Visitor.SignedInAsync(server, await server.SignUpAsync("bob"));
        await bob.OpenAsync("/public");

        await bob.SubmitAsync($"/notices/{notice.Id}/like", ("back", "https://evil.example/"));
        Assert.Equal(server.BaseUrl.Authority, bob.At.Authority);
        await bob.OpenAsync("/public");
        foreach (var deed in new[] { "like/end", "repeat", "reactions" })
        {
            await bob.PostAsync($"/notices/{notice.Id}/{deed}", new Dictionary<string, string>(StringComparer.Ordinal) { ["__RequestVerificationToken"] = "x" });
            Assert.Equal(HttpStatusCode.BadRequest, bob.Status);
        }

        Assert.Equal((1, 1), await server.AskAsync(async db => (await db.Likes.CountAsync(), await db.Notices.CountAsync())));
    }

    [Fact]
    public async Task A_passer_by_sees_counts_and_no_buttons()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var notice = await alice.PostAsync("popular");
        await alice.LikeAsync(notice.Id);
        using var reader = new Visitor(server);

        await reader.OpenAsync("/");

        Assert.Empty(reader.Page.QuerySelectorAll("article form"));
        Assert.Contains("1 like", reader.Page.QuerySelector("article")!.TextContent, StringComparison.Ordinal);
    }

    private static IElement Button(Visitor visitor, string which) => visitor.Page.QuerySelector($"article button.{which}")!;
}
