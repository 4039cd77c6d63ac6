using System.Net;
using Microblog.Accounts;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Pages;

/// <summary>Blocking by forms alone, and what everyone then sees. Security catalogue §7-47.</summary>
public sealed class ModeratingTests
{
    private const string Account = "/moderation/accounts/editor";

    [Theory, EachDatabase]
    public async Task The_sysop_blocks_the_editor_whose_session_and_notices_go_and_the_log_says_so(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var editor = await Visitor.FromDemoWikiAsync(server, "Editor");
        await editor.SubmitAsync("/notices", ("text", "buy now"));
        using var sysop = await Visitor.FromDemoWikiAsync(server, "Sysop");
        using var passerBy = new Visitor(server);

        await sysop.OpenAsync("/moderation?find=Editor");
        Assert.Contains("@editor", sysop.Words, StringComparison.Ordinal);
        await sysop.OpenAsync(Account);
        await sysop.SubmitAsync($"{Account}/blocks", ("scope", "Account"), ("reason", "Advertising"), ("until", "1w"));
        Assert.Equal(HttpStatusCode.OK, sysop.Status);

        await editor.OpenAsync("/home");
        Assert.Equal("/sign-in", editor.At.AbsolutePath);
        await passerBy.OpenAsync("/public");
        Assert.DoesNotContain("buy now", passerBy.Words, StringComparison.Ordinal);
        await passerBy.OpenAsync("/@editor");
        Assert.Equal(HttpStatusCode.Forbidden, passerBy.Status);
        Assert.Contains("Advertising", passerBy.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("buy now", passerBy.Words, StringComparison.Ordinal);
        await passerBy.OpenAsync("/log?account=editor");
        Assert.Contains("Advertising", passerBy.Page.QuerySelector(".log li")!.TextContent, StringComparison.Ordinal);

        await sysop.OpenAsync(Account);
        await sysop.SubmitAsync($"{Account}/blocks/lift", ("reason", "Promised to stop"));
        await passerBy.OpenAsync("/public");
        Assert.Contains("buy now", passerBy.Words, StringComparison.Ordinal);
        await passerBy.OpenAsync("/log");
        Assert.Equal(2, passerBy.Page.QuerySelectorAll(".log li").Length);
        Assert.Contains("Promised to stop", passerBy.Page.QuerySelector(".log li")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_moderators_see_the_moderation_pages()
    {
        await using var server = await TestServer.StartAsync();
        using var editor = await Visitor.FromDemoWikiAsync(server, "Editor");
        using var passerBy = new Visitor(server);

        await editor.OpenAsync("/moderation");
        Assert.Equal(HttpStatusCode.Forbidden, editor.Status);
        Assert.Contains("not allowed", editor.Words, StringComparison.Ordinal);
        await editor.OpenAsync(Account);
        Assert.Equal(HttpStatusCode.Forbidden, editor.Status);
        await passerBy.OpenAsync("/moderation");
        Assert.Equal("/sign-in", passerBy.At.AbsolutePath);
    }

    [Theory]
    [InlineData("", "1d", "", "reason")]
    [InlineData("Why", "day", "2001-01-01", "still to come")]
    [InlineData("Why", "day", "soon", "not understood")]
    [InlineData("Why", "always", "", "not understood")]
    public async Task A_block_that_is_not_understood_blocks_nobody_and_keeps_what_was_typed(string reason, string until, string day, string problem)
    {
        await using var server = await TestServer.StartAsync();
        await server.SignUpAsync("editor");
        using var moderator = await Visitor.SignedInAsync(server, await server.SignUpAsync("boss", Role.Moderator));
        await moderator.OpenAsync(Account);

        await moderator.SubmitAsync($"{Account}/blocks", ("reason", reason), ("until", until), ("until_day", day), ("scope", "Account"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, moderator.Status);
        Assert.Contains(problem, moderator.Page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(reason, moderator.Page.QuerySelector("#reason")!.GetAttribute("value") ?? "");
        Assert.True(moderator.Page.QuerySelector("input[value=Account]")!.HasAttribute("checked"));
        Assert.Equal(0, await server.AskAsync(db => db.Blocks.CountAsync()));
    }

    [Fact]
    public async Task A_reason_of_more_than_five_hundred_characters_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        await server.SignUpAsync("editor");
        using var moderator = await Visitor.SignedInAsync(server, await server.SignUpAsync("boss", Role.Moderator));
        await moderator.OpenAsync(Account);

        await moderator.SubmitAsync($"{Account}/blocks", ("reason", new string('r', 501)), ("until", "forever"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, moderator.Status);
        Assert.Contains("at most 500", moderator.Page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        await moderator.SubmitAsync($"{Account}/blocks", ("reason", $" {new string('r', 500)} "), ("until", "forever"));
        Assert.Equal(HttpStatusCode.OK, moderator.Status);
        await moderator.SubmitAsync($"{Account}/blocks/lift", ("reason", new string('r', 501)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, moderator.Status);

        Assert.Equal("500", moderator.Page.QuerySelector("#lift-reason")!.GetAttribute("maxlength"));
        Assert.Equal("500", moderator.Page.QuerySelector("#reason")!.GetAttribute("maxlength"));
        Assert.Null(await server.AskAsync(db => db.Blocks.Select(b => b.LiftedAt).SingleAsync()));
    }

    [Fact]
    public async Task The_log_is_asked_by_name_or_whole_address_and_says_when_nothing_matches()
    {
        await using var server = await TestServer.StartAsync();
        await server.SignUpAsync("editor");
        using var moderator = await Visitor.SignedInAsync(server, await server.SignUpAsync("boss", Role.Moderator));
        await moderator.OpenAsync("/log");
        Assert.Contains("No one has been blocked", moderator.Words, StringComparison.Ordinal);
        await moderator.OpenAsync(Account);
        await moderator.SubmitAsync($"{Account}/blocks", ("reason", "Advertising"), ("until", "forever"));

        foreach (var name in (string[])["Editor", "@editor", $"@Editor@{server.Host}", $"editor@{server.Host}"])
        {
            await moderator.OpenAsync("/log?account=" + Uri.EscapeDataString(name));
            Assert.Single(moderator.Page.QuerySelectorAll(".log li"));
        }

        foreach (var name in (string[])["nobody", "editor@elsewhere.example"])
        {
            await moderator.OpenAsync("/log?account=" + Uri.EscapeDataString(name));
            Assert.DoesNotContain("No one has been blocked", moderator.Words, StringComparison.Ordinal);
            Assert.Contains("nothing about an account of that name", moderator.Words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_moderator_finds_the_way_from_a_blocked_profile_to_its_moderation()
    {
        await using var server = await TestServer.StartAsync();
        await server.SignUpAsync("editor");
        using var moderator = await Visitor.SignedInAsync(server, await server.SignUpAsync("boss", Role.Moderator));
        using var passerBy = new Visitor(server);
        await moderator.OpenAsync(Account);
        await moderator.SubmitAsync($"{Account}/blocks", ("reason", "Advertising"), ("until", "forever"), ("scope", "Account"));

        await moderator.OpenAsync("/@editor");
        await passerBy.OpenAsync("/@editor");

        Assert.NotNull(moderator.Page.QuerySelector($"a[href='{Account}']"));
        Assert.Null(passerBy.Page.QuerySelector($"a[href='{Account}']"));
    }

    [Fact]
    public async Task A_moderator_cannot_block_a_moderator()
    {
        await using var server = await TestServer.StartAsync();
        await server.SignUpAsync("editor", Role.Moderator);
        using var moderator = await Visitor.SignedInAsync(server, await server.SignUpAsync("boss", Role.Moderator));
        await moderator.OpenAsync(Account);

        await moderator.SubmitAsync($"{Account}/blocks", ("reason", "Coup"), ("until", "forever"));

        Assert.Equal(HttpStatusCode.Forbidden, moderator.Status);
        Assert.Equal(0, await server.AskAsync(db => db.Blocks.CountAsync()));
    }

    [Fact]
    public async Task A_posting_block_until_a_day_ends_there()
    {
        await using var server = await TestServer.StartAsync();
        var editor = await server.SignUpAsync("editor");
        using var moderator = await Visitor.SignedInAsync(server, await server.SignUpAsync("boss", Role.Moderator));
        using var blocked = await Visitor.SignedInAsync(server, editor);
        await moderator.OpenAsync(Account);

        await moderator.SubmitAsync($"{Account}/blocks", ("reason", "Cool off"), ("until", "day"), ("until_day", "2099-06-05"));

        var until = await server.AskAsync(db => db.Blocks.Select(b => b.Until).SingleAsync());
        Assert.Equal(new DateTimeOffset(2099, 6, 5, 0, 0, 0, TimeSpan.Zero), until);
        await blocked.OpenAsync("/home");
        Assert.Equal(HttpStatusCode.OK, blocked.Status);
        Assert.Contains("Cool off", blocked.Page.QuerySelector(".why-not")!.TextContent, StringComparison.Ordinal);
    }
}
