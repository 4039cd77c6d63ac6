using System.Net;
using Microblog.Media;
using Microblog.Moderation.Domains;
using Microblog.Protocols.ActivityPub;
using Microblog.Tests.ClientApi;
using Microblog.Tests.Documents;
using Microblog.Tests.Pages;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Media;

/// <summary>Files that go from one server to another, where readers see them without connecting to the first.</summary>
public sealed class MediaFederationTests
{
    [FfmpegTheory, EachDatabase]
    public async Task A_picture_is_seen_on_another_server_through_that_server(TestDatabase database)
    {
        await using var a = await TestServer.StartAsync(database);
        await using var b = await TestServer.StartAsync(database);
        var (alice, bob) = await AcquaintedAsync(a, b);
        var media = await alice.UploadAsync(await Samples.PngAsync(800, 600), "A pattern", focus: "0.1,0.2");

        await alice.SendAsync(HttpMethod.Post, "/api/v1/statuses", ("status", "Look here."), ("media_ids[]", media.Text("id")));
        await bob.SeesAtHomeAsync("Look here.");

        var seen = Assert.Single((await bob.GetAsync("/api/v1/timelines/home"))[0].GetProperty("media_attachments").EnumerateArray());
        Assert.Equal(("image", "A pattern", media.Text("url")), (seen.Text("type"), seen.Text("description"), seen.Text("remote_url")));
        Assert.Equal(media.Text("blurhash"), seen.Text("blurhash"));
        Assert.Equal((800, 0.1), (
            seen.GetProperty("meta").GetProperty("original").GetProperty("width").GetInt32(),
            seen.GetProperty("meta").GetProperty("focus").GetProperty("x").GetDouble()));
        foreach (var address in new[] { seen.Text("url"), seen.Text("preview_url") })
        {
            Assert.StartsWith(b.BaseUrl.AbsoluteUri + "media/remote/", address, StringComparison.Ordinal);
            using var file = await b.PasserBy.GetAsync(address, TestContext.Current.CancellationToken);
            Assert.Equal((HttpStatusCode.OK, "image/png"), (file.StatusCode, file.Content.Headers.ContentType?.MediaType));
        }

        using var reader = await Visitor.SignedInAsync(b, bob);
        await reader.OpenAsync("/home");
        var shown = reader.Page.QuerySelector(".attachments img")!;
        Assert.Equal(("A pattern", new Uri(seen.Text("preview_url")).AbsolutePath), (shown.GetAttribute("alt"), shown.GetAttribute("src")));
    }

    [FfmpegFact]
    public async Task What_is_sent_says_what_the_file_is()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var media = await alice.UploadAndWaitAsync(await Samples.VideoAsync(".mp4", "-c:v", "libx264", "-c:a", "aac"));
        var status = await alice.SendAsync(HttpMethod.Post, "/api/v1/statuses", ("media_ids[]", media.Text("id")));

        var note = NoteParser.Parse(await server.DocumentAsync($"/notices/{status.Text("id")}"));

        var sent = Assert.Single(note.Attachments);
        Assert.Equal(("Video", "video/mp4", 320, 180), (sent.Type, sent.MediaType, sent.Width, sent.Height));
        Assert.Equal((media.Text("url"), media.Text("preview_url")), (sent.Url.AbsoluteUri, sent.Preview?.AbsoluteUri));
    }

    [FfmpegTheory, EachDatabase]
    public async Task A_server_whose_media_are_rejected_shows_none_also_of_what_came_before(TestDatabase database)
    {
        await using var a = await TestServer.StartAsync(database);
        await using var b = await TestServer.StartAsync(database);
        var (alice, bob) = await AcquaintedAsync(a, b);
        var media = await alice.UploadAsync(await Samples.PngAsync(80, 60));
        await alice.SendAsync(HttpMethod.Post, "/api/v1/statuses", ("status", "Look here."), ("media_ids[]", media.Text("id")));
        await bob.SeesAtHomeAsync("Look here.");
        var seen = (await bob.GetAsync("/api/v1/timelines/home"))[0].GetProperty("media_attachments")[0];

        await bob.DoAsync<SetDomainPolicy>(set => set.RunAsync(
            new DomainDecision(a.Host, PolicyLevel.None, RejectsMedia: true), byActorId: null, TestContext.Current.CancellationToken));

        using var file = await b.PasserBy.GetAsync(seen.Text("url"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, file.StatusCode);
        Assert.False(await b.AskAsync(db => db.CachedFiles.AnyAsync()));
    }

    [FfmpegTheory, EachDatabase]
    public async Task Picture_and_banner_are_set_sent_and_seen_elsewhere(TestDatabase database)
    {
        await using var a = await TestServer.StartAsync(database);
        await using var b = await TestServer.StartAsync(database);
        var (alice, bob) = await AcquaintedAsync(a, b);
        using var form = Uploading.FormOf(("avatar", "a.png", await Samples.PngAsync(900, 600)), ("header", "h.jpg", await Samples.JpegAsync(900, 600)));

        using var answer = await alice.Client.PatchAsync("/api/v1/accounts/update_credentials", form, TestContext.Current.CancellationToken);

        var own = await answer.OkAsync();
        Assert.StartsWith(a.BaseUrl.AbsoluteUri + "media/", own.Text("avatar"), StringComparison.Ordinal);
        var file = await a.PasserBy.GetByteArrayAsync(own.Text("avatar"), TestContext.Current.CancellationToken);
        Assert.Equal((400, 400), PictureHeader.Read(file) is { } picture ? (picture.Width, picture.Height) : default);
        var document = ActorParser.Parse(await a.DocumentAsync($"/users/{alice.ActorId}"));
        Assert.Equal((own.Text("avatar"), "image/png", own.Text("header")), (document.Icon?.AbsoluteUri, document.IconMediaType, document.Image?.AbsoluteUri));
        await b.WaitUntilAsync(db => db.Actors.AnyAsync(x => x.Uri == alice.Actor.Uri && x.IconUrl != null));
        var seen = await bob.GetAsync($"/api/v1/accounts/{await bob.KnowsAsync(alice.Actor.Uri)}");
        foreach (var address in new[] { seen.Text("avatar"), seen.Text("header") })
        {
            Assert.StartsWith(b.BaseUrl.AbsoluteUri + "media/actors/", address, StringComparison.Ordinal);
            using var passedOn = await b.PasserBy.GetAsync(address, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, passedOn.StatusCode);
        }

        using var removed = await alice.Client.DeleteAsync("/api/v1/profile/avatar", TestContext.Current.CancellationToken);
        Assert.EndsWith("images/avatar.png", (await removed.OkAsync()).Text("avatar"), StringComparison.Ordinal);
    }

    private static async Task<(Person Alice, Person Bob)> AcquaintedAsync(TestServer a, TestServer b)
    {
        var alice = await a.SignUpAsync("alice");
        var bob = await b.SignUpAsync("bob");
        await bob.FollowAsync(alice.Address);
        await b.WaitUntilAsync(db => db.Follows.AnyAsync(f => f.IsAccepted));
        return (alice, bob);
    }
}
