using System.Globalization;
using System.Net;
using System.Text.Json;
using Microblog.Accounts;
using Microblog.Tests.Support;
using Microblog.Web;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Pages;

/// <summary>What everyone reads, and what nobody can smuggle in.</summary>
public sealed class ReadingTests
{
    private const string Attack = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'{{7*7}}";

    [Fact]
    public async Task Names_notices_and_reasons_are_shown_as_text_whatever_they_hold()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var boss = await server.SignUpAsync("boss", Role.Moderator);
        await server.AskAsync(db => db.Actors.Where(a => a.Handle == "alice").ExecuteUpdateAsync(s => s.SetProperty(a => a.DisplayName, Attack)));
        var notice = await alice.PostAsync(Attack);
        using var moderator = await Visitor.SignedInAsync(server, boss);
        await moderator.OpenAsync("/moderation/accounts/alice");
        await moderator.SubmitAsync("/moderation/accounts/alice/blocks", ("reason", Attack));

        foreach (var path in new[] { "/public", "/@alice", $"/@alice/{notice.Id}", "/log", "/moderation", "/moderation/accounts/alice", $"/log?account={Uri.EscapeDataString(Attack)}", $"/follow?name={Uri.EscapeDataString(Attack)}" })
        {
            await moderator.OpenAsync(path);
            Assert.Equal(HttpStatusCode.OK, moderator.Status);
            Assert.Equal(["/site.js"], moderator.Page.Scripts.Select(s => s.GetAttribute("src")?.Split('?')[0]));
            Assert.All(moderator.Page.Images, image => Assert.Equal("/favicon.svg", image.GetAttribute("src")));
            Assert.DoesNotContain(moderator.Page.All, e => e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/log")]
    [InlineData("/nonsense")]
    [InlineData("/@nobody")]
    [InlineData("/site.css")]
    [InlineData("/sign-in")]
    public async Task Every_answer_tells_browsers_to_run_nothing_foreign(string path)
    {
        await using var server = await TestServer.StartAsync();
        using var reader = new Visitor(server);

        await reader.OpenAsync(path);

        var policy = Assert.Single(reader.Answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(reader.Answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(reader.Answer.Headers.GetValues("Referrer-Policy")));
    }

    [Fact]
    public async Task Pages_hold_no_inline_script_or_style_and_name_every_field()
    {
        await using var server = await TestServer.StartAsync();
        var boss = await server.SignUpAsync("boss", Role.Administrator);
        await boss.PostAsync("hello");
        using var reader = await Visitor.SignedInAsync(server, boss);

        foreach (var path in new[] { "/home", "/public", "/follow", "/log", "/moderation", "/moderation/accounts/boss", "/@boss", "/@boss/followers" })
        {
            await reader.OpenAsync(path);
            Assert.Equal(HttpStatusCode.OK, reader.Status);
            Assert.DoesNotContain(reader.Page.All, e => e.HasAttribute("style") || e.LocalName == "style" || (e.LocalName == "script" && e.TextContent.Length > 0));
            Assert.Equal("en", reader.Page.DocumentElement.GetAttribute("lang"));
            Assert.Single(reader.Page.QuerySelectorAll("h1"));
            Assert.Single(reader.Page.QuerySelectorAll("main"));
            Assert.All(
                reader.Page.QuerySelectorAll("input:not([type=hidden]), select, textarea"),
                field => Assert.True(field.Closest("label") is not null || reader.Page.QuerySelector($"label[for='{field.Id}']") is not null, $"{path}: {field.OuterHtml}"));
            Assert.Equal(
                reader.Page.QuerySelectorAll("[id]").Length, reader.Page.QuerySelectorAll("[id]").Select(e => e.Id).Distinct(StringComparer.Ordinal).Count());
        }
    }

    [Theory, EachDatabase]
    public async Task Older_and_newer_lead_through_every_notice_once(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        for (var i = 1; i <= 45; i++)
            await alice.PostAsync($"n{i}");
        using var reader = new Visitor(server);
        var expected = Enumerable.Range(1, 45).Reverse().Select(i => string.Create(CultureInfo.InvariantCulture, $"n{i}")).Chunk(20).ToList();

        await reader.OpenAsync("/@alice");
        Assert.Equal(expected[0], Texts(reader));
        Assert.Null(Link(reader, "prev"));
        await reader.OpenAsync("/@alice" + Link(reader, "next"));
        Assert.Equal(expected[1], Texts(reader));
        await reader.OpenAsync("/@alice" + Link(reader, "next"));
        Assert.Equal(expected[2], Texts(reader));
        Assert.Null(Link(reader, "next"));
        await reader.OpenAsync("/@alice" + Link(reader, "prev"));
        Assert.Equal(expected[1], Texts(reader));
        await reader.OpenAsync("/@alice" + Link(reader, "prev"));
        Assert.Equal(expected[0], Texts(reader));
        Assert.Null(Link(reader, "prev"));
    }

    [Fact]
    public async Task A_profile_says_who_the_editor_is_on_the_wiki()
    {
        await using var server = await TestServer.StartAsync();
        using var editor = await Visitor.FromDemoWikiAsync(server, "Editor");

        await editor.OpenAsync("/@editor");

        Assert.Contains("User:Editor", editor.Words, StringComparison.Ordinal);
        Assert.Contains("edits", editor.Words, StringComparison.Ordinal);
        var link = editor.Page.QuerySelector("a[rel=me]")!.GetAttribute("href")!;
        Assert.StartsWith(server.BaseUrl.AbsoluteUri + "demo-wiki/", link, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_server_is_sent_from_the_page_to_the_thing_itself()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var notice = await alice.PostAsync("hello");

        Assert.Equal(alice.Actor.Uri, await LocationAsync(server, "/@alice"));
        Assert.Equal(notice.Uri, await LocationAsync(server, $"/@alice/{notice.Id}"));
    }

    [Theory]
    [InlineData("/api/v1/nonsense", "*/*")]
    [InlineData("/users/2", "application/activity+json")]
    [InlineData("/nonsense", "application/json")]
    public async Task Programs_are_told_of_errors_in_JSON(string path, string accept)
    {
        await using var server = await TestServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", accept);

        using var answer = await server.PasserBy.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.False(string.IsNullOrEmpty(json.RootElement.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task Every_refusal_has_a_sentence_of_its_own()
    {
        await using var server = await TestServer.StartAsync();
        await using var scope = server.NewScope();
        var texts = scope.Get<RefusalTexts>();

        var sentences = Enum.GetValues<Refusal>().Select(texts.Of).ToList();

        Assert.DoesNotContain(texts.Of((Refusal)(-1)), sentences);
        Assert.Equal(sentences.Count, sentences.Distinct(StringComparer.Ordinal).Count());
    }

    private static async Task<Uri?> LocationAsync(TestServer server, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", "application/activity+json");
        using var answer = await server.PasserBy.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location;
    }

    private static IEnumerable<string> Texts(Visitor reader) => reader.Page.QuerySelectorAll("article .text").Select(e => e.TextContent.Trim());

    private static string? Link(Visitor reader, string rel) => reader.Page.QuerySelector($".pages a[rel={rel}]")?.GetAttribute("href");
}
