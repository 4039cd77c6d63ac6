using System.Net;
using System.Text.Json;
using Microblog.Emojis;
using Microblog.Media;
using Microblog.Notices;
using Microblog.Protocols.ActivityPub;
using Microblog.Tests.ClientApi;
using Microblog.Tests.Documents;
using Microblog.Tests.Federation;
using Microblog.Tests.Media;
using Microblog.Tests.Pages;
using Microblog.Tests.Support;

namespace Microblog.Tests.Emojis;

/// <summary>Our own emoji: imported, used, shown, sent.</summary>
public sealed class EmojiTests
{
    [Theory, EachDatabase]
    public async Task An_imported_picture_stands_in_the_text_and_nowhere_in_a_tag(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var emoji = await ImportAsync(server, "blob", Pictures.Png(16, 16));
        await alice.PostAsync(new Draft("Look :blob: https://example.org/:blob:/ :none:", Summary: "a :blob:"));

        using var passerBy = new Visitor(server);
        await passerBy.OpenAsync("/public");
        var pictures = passerBy.Page.QuerySelectorAll("img.emoji");
        Assert.Equal(2, pictures.Length);
        Assert.All(pictures, p => Assert.Equal((":blob:", emoji.ImageUrl.AbsolutePath), (p.GetAttribute("alt"), p.GetAttribute("src"))));
        Assert.Contains(":none:", passerBy.Words, StringComparison.Ordinal);
        Assert.Equal("https://example.org/:blob:/", passerBy.Page.QuerySelector(".text a")!.GetAttribute("href"));

        using var picture = await server.PasserBy.GetAsync(emoji.ImageUrl, TestContext.Current.CancellationToken);
        Assert.Equal("image/png", picture.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", picture.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("default-src 'none'; sandbox", picture.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal(Pictures.Png(16, 16), await picture.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory, EachDatabase]
    public async Task Apps_list_it_and_other_servers_are_told_of_it(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var emoji = await ImportAsync(server, "blob", Pictures.Gif(8, 8));
        var notice = await alice.PostAsync("Look :blob:");

        var listed = Assert.Single((await alice.GetAsync("/api/v1/custom_emojis")).EnumerateArray());
        var status = await alice.GetAsync($"/api/v1/statuses/{notice.Id}");
        var note = NoteParser.Parse(await server.DocumentAsync($"/notices/{notice.Id}"));
        using var document = JsonDocument.Parse(await server.DocumentAsync(emoji.Uri!.AbsolutePath));

        Assert.Equal(("blob", emoji.ImageUrl.AbsoluteUri), (listed.Text("shortcode"), listed.Text("url")));
        Assert.Equal("blob", Assert.Single(status.GetProperty("emojis").EnumerateArray()).Text("shortcode"));
        var tag = Assert.Single(note.Emojis);
        Assert.Equal(("blob", emoji.ImageUrl, emoji.Uri, "image/gif"), (tag.Name, tag.Icon, tag.Id, tag.MediaType));
        Assert.Equal("image/gif", document.RootElement.GetProperty("icon").Text("mediaType"));
        Assert.Equal(("Emoji", ":blob:", emoji.Uri.AbsoluteUri), (document.RootElement.Text("type"), document.RootElement.Text("name"), document.RootElement.Text("id")));
    }

    [Fact]
    public async Task Another_picture_replaces_the_first_under_another_name()
    {
        await using var server = await TestServer.StartAsync();
        var first = await ImportAsync(server, "blob", Pictures.Png(16, 16));

        var second = await ImportAsync(server, "blob", Pictures.Gif(8, 8));

        Assert.Equal((first.Id, first.Uri), (second.Id, second.Uri));
        using var gone = await server.PasserBy.GetAsync(first.ImageUrl, TestContext.Current.CancellationToken);
        using var there = await server.PasserBy.GetAsync(second.ImageUrl, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (gone.StatusCode, there.StatusCode));
        Assert.Equal("image/gif", there.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("with space")]
    [InlineData("../up")]
    [InlineData("ümlaut")]
    public async Task What_is_no_shortcode_is_refused(string shortcode)
    {
        await using var server = await TestServer.StartAsync();

        var refused = await Assert.ThrowsAsync<RefusalException>(() => ImportAsync(server, shortcode, Pictures.Png(16, 16)));

        Assert.Equal(Refusal.ShortcodeInvalid, refused.Refusal);
    }

    [Fact]
    public async Task What_is_no_small_picture_is_refused_and_leaves_nothing()
    {
        await using var server = await TestServer.StartAsync();
        (byte[] Picture, Refusal Refusal)[] wrong =
        [
            ("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"u8.ToArray(), Refusal.PictureNotUnderstood),
            ("GIF89a"u8.ToArray(), Refusal.PictureNotUnderstood),
            (Pictures.Png(50_000, 50_000), Refusal.PictureNotUnderstood),
            ([.. Pictures.Png(16, 16), .. new byte[ImportEmoji.MostBytes]], Refusal.PictureTooLarge),
        ];

        foreach (var (picture, refusal) in wrong)
            Assert.Equal(refusal, (await Assert.ThrowsAsync<RefusalException>(() => ImportAsync(server, "blob", picture))).Refusal);

        using var listed = await server.PasserBy.GetAsync("/api/v1/custom_emojis", TestContext.Current.CancellationToken);
        Assert.Equal("[]", await listed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/emojis/files/..%2Fmicroblog.db")]
    [InlineData("/emojis/files/nothing.png")]
    [InlineData("/emojis/12345")]
    public async Task Nothing_else_is_served(string path)
    {
        await using var server = await TestServer.StartAsync();

        using var answer = await server.AskForAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task<CustomEmoji> ImportAsync(TestServer server, string shortcode, byte[] picture)
    {
        await using var scope = server.NewScope();
        return await scope.Get<ImportEmoji>().RunAsync(shortcode, picture, TestContext.Current.CancellationToken);
    }

    /// <summary>Who reads never asks another server, which would learn who reads.</summary>
    [FfmpegTheory, EachDatabase]
    public async Task An_emoji_of_another_server_is_shown_from_here(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        scene.Peer.Files["/wide.png"] = await Samples.PngAsync(512, 256);
        var create = scene.Peer.Create("<p>:blob:</p>", "/notes/blob");
        create["object"]!["tag"] = new System.Text.Json.Nodes.JsonArray(NotesInFullTests.Emoji(scene.Peer, "blob", "/wide.png"));
        await scene.DeliverAsync(create);
        var emoji = Assert.Single((await scene.Alice.GetAsync("/api/v1/timelines/home"))[0].GetProperty("emojis").EnumerateArray());
        Assert.DoesNotContain(scene.Peer.BaseUrl.Authority, emoji.ToString(), StringComparison.Ordinal);

        using var picture = await scene.Server.PasserBy.GetAsync(emoji.Text("url"), TestContext.Current.CancellationToken);
        using var other = await scene.Server.PasserBy.GetAsync(emoji.Text("url") + "x", TestContext.Current.CancellationToken);

        Assert.Equal(("image/png", HttpStatusCode.NotFound), (picture.Content.Headers.ContentType!.MediaType, other.StatusCode));
        var facts = ImageFacts.Read(MediaFormat.Png, await picture.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal((128, 64), (facts.Width, facts.Height));
    }
}
