using System.Net;
using Microblog.Tests.Media;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Pages;

/// <summary>Files in the forms of pages, and files on pages, for a browser without script.</summary>
public sealed class MediaPagesTests
{
    [FfmpegTheory, EachDatabase]
    public async Task Files_are_posted_with_descriptions_and_an_edit_keeps_removes_and_adds(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        using var page = await Visitor.SignedInAsync(server, alice);
        await page.OpenAsync("/home");
        var picture = await Samples.PngAsync(64, 48);
        using var form = Form("Two patterns", ("file-0", picture), ("file-2", picture));
        form.Add(new StringContent("One"), "file_description-0");
        form.Add(new StringContent("Two"), "file_description-2");
        await page.PostFilesAsync("/notices", form);
        Assert.Equal(["One", "Two"], Shown(page));

        await page.OpenAsync(page.Page.QuerySelector(".notice footer a[href$='/edit']")!.GetAttribute("href")!);
        var ids = page.Page.QuerySelectorAll("input[name=media]").Select(i => i.GetAttribute("value")!).ToList();
        using var edit = Form("Other patterns", ("file-0", picture));
        foreach (var id in ids)
            edit.Add(new StringContent(id), "media");
        edit.Add(new StringContent("One"), "media_description");
        edit.Add(new StringContent("Second"), "media_description");
        edit.Add(new StringContent(ids[0]), "media_removed");
        edit.Add(new StringContent("Third"), "file_description-0");
        await page.PostFilesAsync($"/notices/{await server.AskAsync(db => db.Notices.Select(n => n.Id).SingleAsync())}/edit", edit);

        Assert.Equal(["Second", "Third"], Shown(page));
    }

    [FfmpegFact]
    public async Task What_nothing_can_be_made_of_is_told_and_keeps_what_was_typed()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        using var page = await Visitor.SignedInAsync(server, alice);
        await page.OpenAsync("/home");
        using var form = Form("Long considered words", ("file-0", HostileFiles.Foreign[2].File));

        await page.PostFilesAsync("/notices", form);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("Long considered words", page.Page.QuerySelector("textarea")!.TextContent);
        Assert.NotNull(page.Page.QuerySelector(".problem"));
    }

    [FfmpegFact]
    public async Task What_not_everybody_wants_to_see_is_shown_when_the_reader_asks()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        using var page = await Visitor.SignedInAsync(server, alice);
        await page.OpenAsync("/home");
        using var form = Form("Careful", ("file-0", await Samples.PngAsync(64, 48)), ("file-1", await Samples.SoundAsync(".mp3")));
        form.Add(new StringContent("true"), "sensitive");

        await page.PostFilesAsync("/notices", form);

        Assert.NotNull(page.Page.QuerySelector("details.warned:not([open]) .attachments img"));
        Assert.NotNull(page.Page.QuerySelector("details.warned .attachments audio[controls][src^='/media/']"));
        Assert.Contains("media-src 'self'", page.Answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [FfmpegFact]
    public async Task The_profile_form_sets_and_removes_picture_and_banner()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        await alice.PostAsync("Hello.");
        using var page = await Visitor.SignedInAsync(server, alice);
        await page.OpenAsync("/settings/profile");
        using var form = Uploading.FormOf(("icon", "i.jpg", await Samples.SidewaysJpegAsync(90, 60)), ("banner", "b.webp", await Samples.WebPAsync(90, 60)));
        form.Add(new StringContent("Alice"), "display_name");
        await page.PostFilesAsync("/settings/profile", form);
        await page.OpenAsync("/@alice");
        Assert.NotNull(page.Page.QuerySelector("img.banner[src^='/media/']"));
        Assert.NotNull(page.Page.QuerySelector(".notice img.mark[src^='/media/']"));

        await page.OpenAsync("/settings/profile");
        await page.PostAsync("/settings/profile", new Dictionary<string, string>(StringComparer.Ordinal) { ["removes_icon"] = "true", ["removes_banner"] = "true" });
        await page.OpenAsync("/@alice");

        Assert.Empty(page.Page.QuerySelectorAll("img.banner, img.mark"));
    }

    private static MultipartFormDataContent Form(string text, params (string Field, byte[] File)[] files)
    {
        var form = Uploading.FormOf([.. files.Select(f => (f.Field, "x", f.File))]);
        form.Add(new StringContent(text), "text");
        return form;
    }

    private static IEnumerable<string?> Shown(Visitor page) => page.Page.QuerySelectorAll(".attachments img").Select(i => i.GetAttribute("alt"));
}
