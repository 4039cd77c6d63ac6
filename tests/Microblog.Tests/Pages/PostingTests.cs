using System.Net;
using Microblog.Notices;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Pages;

/// <summary>Posting and deleting by forms alone.</summary>
public sealed class PostingTests
{
    [Theory, EachDatabase]
    public async Task An_editor_posts_and_reads_it_at_home_and_on_the_public_page(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var editor = await Visitor.FromDemoWikiAsync(server, "Editor");

        await editor.SubmitAsync("/notices", ("text", "Hello from a form. #first"));

        Assert.Equal(HttpStatusCode.OK, editor.Status);
        Assert.Equal("/home", editor.At.AbsolutePath);
        Assert.Contains("Hello from a form.", editor.Words, StringComparison.Ordinal);
        using var passerBy = new Visitor(server);
        await passerBy.OpenAsync("/");
        Assert.Contains("Hello from a form.", passerBy.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Newcomer", "autoconfirmed")]
    [InlineData("Blocked", "blocked")]
    public async Task Who_may_not_post_reads_why_in_place_of_the_composer_and_is_refused(string name, string reason)
    {
        await using var server = await TestServer.StartAsync();
        using var person = await Visitor.FromDemoWikiAsync(server, name);

        Assert.Equal("/home", person.At.AbsolutePath);
        Assert.Null(person.Page.QuerySelector("form.composer"));
        Assert.Contains(reason, person.Page.QuerySelector(".why-not")!.TextContent, StringComparison.Ordinal);

        await person.PostAsync("/notices", new Dictionary<string, string>(StringComparer.Ordinal) { ["text"] = "Long considered words" });

        Assert.Equal(HttpStatusCode.Forbidden, person.Status);
        Assert.Contains(reason, person.Page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Long considered words", person.Page.QuerySelector("textarea")!.TextContent);
        Assert.Equal(0, await server.AskAsync(db => db.Notices.CountAsync()));
    }

    [Fact]
    public async Task Too_long_a_notice_comes_back_whole_with_the_reason_and_the_count()
    {
        await using var server = await TestServer.StartAsync(configure: o => o.Settings["Notices:MaxLength"] = "20");
        using var alice = await Visitor.SignedInAsync(server, await server.SignUpAsync("alice"));
        await alice.OpenAsync("/home");
        var text = new string('a', 25);

        await alice.SubmitAsync("/notices", ("text", text), ("summary", "spoil"), ("visibility", "Followers"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, alice.Status);
        Assert.Equal(text, alice.Page.QuerySelector("textarea")!.TextContent);
        Assert.Equal("spoil", alice.Page.QuerySelector("#summary")!.GetAttribute("value"));
        Assert.Equal("Followers", alice.Page.QuerySelector("#visibility option[selected]")!.GetAttribute("value"));
        Assert.Contains("at most 20", alice.Page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("-10", alice.Page.QuerySelector("#left")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("99")]
    [InlineData("everyone")]
    public async Task A_visibility_that_is_none_does_not_become_public(string visibility)
    {
        await using var server = await TestServer.StartAsync();
        using var alice = await Visitor.SignedInAsync(server, await server.SignUpAsync("alice"));
        await alice.OpenAsync("/home");

        await alice.SubmitAsync("/notices", ("text", "secret"), ("visibility", visibility));

        Assert.Equal(HttpStatusCode.BadRequest, alice.Status);
        Assert.Equal(0, await server.AskAsync(db => db.Notices.CountAsync()));
    }

    [Fact]
    public async Task A_form_without_its_token_does_nothing()
    {
        await using var server = await TestServer.StartAsync();
        using var alice = await Visitor.SignedInAsync(server, await server.SignUpAsync("alice"));
        await alice.OpenAsync("/home");

        await alice.SubmitAsync("/notices", ("text", "forged"), ("__RequestVerificationToken", "x"));

        Assert.Equal(HttpStatusCode.BadRequest, alice.Status);
        Assert.Equal(0, await server.AskAsync(db => db.Notices.CountAsync()));
    }

    [Fact]
    public async Task A_passer_by_who_posts_is_sent_to_sign_in()
    {
        await using var server = await TestServer.StartAsync();
        using var passerBy = new Visitor(server);
        await passerBy.OpenAsync("/");

        await passerBy.PostAsync("/notices", new Dictionary<string, string>(StringComparer.Ordinal) { ["text"] = "hello" });

        Assert.Equal("/sign-in", passerBy.At.AbsolutePath);
    }

    [Fact]
    public async Task A_reply_stands_below_what_it_answers_and_is_no_more_open()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        await bob.FollowAsync(alice);
        var first = await alice.PostAsync("For followers", Visibility.Followers);
        using var browser = await Visitor.SignedInAsync(server, bob);
        await browser.OpenAsync($"/@alice/{first.Id}");

        Assert.StartsWith("@alice ", browser.Page.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        await browser.SubmitAsync("/notices", ("text", "@alice I see"), ("visibility", "Public"));

        Assert.StartsWith("/@bob/", browser.At.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal(
            ["For followers", "@alice I see"], browser.Page.QuerySelectorAll("article .text").Select(e => e.TextContent.Trim()));
        Assert.Equal(Visibility.Followers, await server.AskAsync(db => db.Notices.Where(n => n.InReplyToId == first.Id).Select(n => n.Visibility).SingleAsync()));
        using var passerBy = new Visitor(server);
        await passerBy.OpenAsync($"/@alice/{first.Id}");
        Assert.Equal(HttpStatusCode.NotFound, passerBy.Status);
    }

    [Theory, EachDatabase]
    public async Task A_conversation_is_shown_in_order_from_wherever_one_looks(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var one = await alice.PostAsync("one");
        var two = await alice.PostAsync(new Draft("two", InReplyToId: one.Id));
        var three = await alice.PostAsync(new Draft("three", InReplyToId: two.Id));
        await alice.PostAsync(new Draft("four", InReplyToId: one.Id));
        using var reader = new Visitor(server);

        await reader.OpenAsync($"/@alice/{one.Id}");
        Assert.Equal(["one", "two", "three", "four"], Texts(reader));
        await reader.OpenAsync($"/@alice/{three.Id}");
        Assert.Equal(["one", "two", "three"], Texts(reader));
    }

    [Fact]
    public async Task The_author_deletes_and_its_page_says_that_it_is_gone()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var notice = await alice.PostAsync("regretted");
        using var browser = await Visitor.SignedInAsync(server, alice);
        using var other = await Visitor.SignedInAsync(server, await server.SignUpAsync("bob"));
        var page = $"/@alice/{notice.Id}";

        await other.OpenAsync(page);
        Assert.Null(other.Page.QuerySelector(".ask"));
        await other.PostAsync($"/notices/{notice.Id}/delete", new Dictionary<string, string>(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, other.Status);

        await browser.OpenAsync(page);
        await browser.SubmitAsync($"/notices/{notice.Id}/delete");
        Assert.Contains("deleted", browser.Page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        await browser.OpenAsync(page);
        Assert.Equal(HttpStatusCode.Gone, browser.Status);
        Assert.Contains("This is gone", browser.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_content_warning_hides_the_notice_until_it_is_opened()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        await alice.PostAsync(new Draft("the butler did it", Summary: "<b>spoiler</b>"));
        using var reader = new Visitor(server);

        await reader.OpenAsync("/public");

        var details = reader.Page.QuerySelector("article details")!;
        Assert.False(details.HasAttribute("open"));
        Assert.Equal("<b>spoiler</b>", details.QuerySelector("summary")!.TextContent);
        Assert.Contains("the butler did it", details.TextContent, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Texts(Visitor reader) => reader.Page.QuerySelectorAll("article .text").Select(e => e.TextContent.Trim());
}
