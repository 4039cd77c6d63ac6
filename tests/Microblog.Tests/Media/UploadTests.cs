using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microblog.Media;
using Microblog.Tests.ClientApi;
using Microblog.Tests.Support;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microblog.Tests.Media;

/// <summary>Files on their way from a phone to a notice.</summary>
public sealed class UploadTests
{
    [FfmpegTheory, EachDatabase]
    public async Task A_picture_is_made_anew_upright_and_without_what_the_camera_wrote(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var sent = await Samples.SidewaysJpegAsync(640, 480);

        var media = await alice.UploadAsync(sent, "A test picture", focus: "0.5,-0.25");

        Assert.Equal(("image", "A test picture", JsonValueKind.Null), (media.Text("type"), media.Text("description"), media.GetProperty("remote_url").ValueKind));
        var meta = media.GetProperty("meta");
        Assert.Equal((480, 640), SizeOf(meta.GetProperty("original")));
        Assert.Equal((0.5, -0.25), (meta.GetProperty("focus").GetProperty("x").GetDouble(), meta.GetProperty("focus").GetProperty("y").GetDouble()));
        Assert.InRange(SizeOf(meta.GetProperty("small")).Width * SizeOf(meta.GetProperty("small")).Height, 1, MediaLimits.PreviewPixels);
        Assert.Equal(28, media.Text("blurhash").Length);
        var file = await server.PasserBy.GetByteArrayAsync(media.Text("url"), TestContext.Current.CancellationToken);
        Assert.Equal(new ImageFacts(480, 640, 1, 1, HasAlpha: false), ImageFacts.Read(MediaFormat.Jpeg, file));
        Assert.DoesNotContain("SECRETPLACE", Encoding.Latin1.GetString(file), StringComparison.Ordinal);
        Assert.Contains("SECRETPLACE", Encoding.Latin1.GetString(sent), StringComparison.Ordinal);
    }

    [FfmpegFact]
    public async Task A_file_is_served_whole_or_in_part_with_our_type_and_nothing_that_it_could_do()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var media = await alice.UploadAsync(await Samples.PngAsync(64, 48));

        using var whole = await server.PasserBy.GetAsync(media.Text("url"), TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, media.Text("url")) { Headers = { Range = new RangeHeaderValue(0, 7) } };
        using var part = await server.PasserBy.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("image/png", whole.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", whole.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("default-src 'none'; sandbox", whole.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("public, max-age=31536000, immutable", whole.Headers.CacheControl?.ToString());
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(8, (await part.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length);
        Assert.StartsWith(server.BaseUrl.AbsoluteUri + "media/", media.Text("url"), StringComparison.Ordinal);
    }

    [FfmpegTheory, EachDatabase]
    public async Task A_status_holds_files_and_needs_no_text_then(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var one = (await alice.UploadAsync(await Samples.PngAsync(64, 48), "one")).Text("id");
        var two = (await alice.UploadAsync(await Samples.WebPAsync(64, 48))).Text("id");
        await alice.SendAsync(HttpMethod.Put, $"/api/v1/media/{two}", ("description", "two"), ("focus", "1,1"));

        var status = await alice.SendAsync(HttpMethod.Post, "/api/v1/statuses", ("media_ids[]", two), ("media_ids[]", one));

        Assert.Equal([two, one], status.GetProperty("media_attachments").Ids());
        Assert.Equal(["two", "one"], status.GetProperty("media_attachments").EnumerateArray().Select(m => m.Text("description")));
        using var held = await alice.Client.GetAsync($"/api/v1/media/{one}", TestContext.Current.CancellationToken);
        using var removed = await alice.TryAsync(HttpMethod.Delete, $"/api/v1/media/{one}");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.UnprocessableEntity), (held.StatusCode, removed.StatusCode));
    }

    [FfmpegTheory, EachDatabase]
    public async Task An_edit_takes_files_away_adds_others_and_describes_them_anew(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var picture = await Samples.PngAsync(64, 48);
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
            ids.Add((await alice.UploadAsync(picture)).Text("id"));
        var status = await alice.SendAsync(HttpMethod.Post, "/api/v1/statuses", ("status", "Look"), ("media_ids[]", ids[0]), ("media_ids[]", ids[1]));

        var edited = await alice.SendAsync(
            HttpMethod.Put, $"/api/v1/statuses/{status.Text("id")}", ("status", "Look"), ("media_ids[]", ids[2]), ("media_ids[]", ids[1]),
            ("media_attributes[0][id]", ids[1]), ("media_attributes[0][description]", "anew"));

        Assert.Equal([ids[2], ids[1]], edited.GetProperty("media_attachments").Ids());
        Assert.Equal("anew", edited.GetProperty("media_attachments")[1].Text("description"));
        Assert.NotEqual(JsonValueKind.Null, edited.GetProperty("edited_at").ValueKind);
    }

    [FfmpegTheory]
    [InlineData(".mp4", "video", "video/mp4", new[] { "-c:v", "libx264", "-c:a", "aac" })]
    [InlineData(".webm", "video", "video/webm", new[] { "-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus" })]
    [InlineData(".mkv", "video", "video/mp4", new[] { "-c:v", "mpeg4", "-c:a", "flac" })]
    public async Task A_video_is_ready_after_a_while_with_a_preview(string extension, string type, string mediaType, string[] how)
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");

        var media = await alice.UploadAndWaitAsync(await Samples.VideoAsync(extension, how));

        Assert.Equal(type, media.Text("type"));
        Assert.Equal((320, 180), SizeOf(media.GetProperty("meta").GetProperty("original")));
        Assert.InRange(media.GetProperty("meta").GetProperty("original").GetProperty("duration").GetDouble(), 1.8, 2.3);
        using var file = await server.PasserBy.GetAsync(media.Text("url"), TestContext.Current.CancellationToken);
        using var preview = await server.PasserBy.GetAsync(media.Text("preview_url"), TestContext.Current.CancellationToken);
        Assert.Equal((mediaType, "image/jpeg"), (file.Content.Headers.ContentType?.MediaType, preview.Content.Headers.ContentType?.MediaType));
    }

    [FfmpegTheory]
    [InlineData(".mp3")]
    [InlineData(".ogg")]
    [InlineData(".flac")]
    [InlineData(".wav")]
    [InlineData(".m4a")]
    public async Task A_sound_is_made_one_that_everything_plays(string extension)
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");

        var media = await alice.UploadAndWaitAsync(await Samples.SoundAsync(extension));

        Assert.Equal(("audio", JsonValueKind.Null), (media.Text("type"), media.GetProperty("preview_url").ValueKind));
        using var file = await server.PasserBy.GetAsync(media.Text("url"), TestContext.Current.CancellationToken);
        Assert.Equal("audio/mpeg", file.Content.Headers.ContentType?.MediaType);
    }

    [FfmpegFact]
    public async Task A_moving_picture_becomes_a_silent_video_and_the_older_way_waits_for_everything()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");

        var moving = await alice.UploadAsync(await Samples.MovingGifAsync(12));
        using var video = await alice.TryUploadAsync(await Samples.VideoAsync(".mp4", "-c:v", "libx264", "-c:a", "aac"), path: "/api/v1/media");

        Assert.Equal("gifv", moving.Text("type"));
        Assert.EndsWith(".mp4", moving.Text("url"), StringComparison.Ordinal);
        Assert.EndsWith(".mp4", (await video.OkAsync()).Text("url"), StringComparison.Ordinal);
    }

    [FfmpegFact]
    public async Task What_is_being_prepared_cannot_be_posted_yet()
    {
        await using var server = await TestServer.StartAsync(configure: o => o.Services = services => services.RemoveAll<IHostedService>());
        var alice = await server.SignUpAsync("alice");
        using var answer = await alice.TryUploadAsync(await Samples.SoundAsync(".mp3"));
        var media = await answer.ReadAsync();

        using var posted = await alice.TryAsync(HttpMethod.Post, "/api/v1/statuses", ("status", "x"), ("media_ids[]", media.Text("id")));

        Assert.Equal((HttpStatusCode.Accepted, JsonValueKind.Null), (answer.StatusCode, media.GetProperty("url").ValueKind));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, posted.StatusCode);
    }

    [FfmpegFact]
    public async Task Clients_are_told_what_fits_and_more_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var limits = (await alice.GetAsync("/api/v2/instance")).GetProperty("configuration");
        var picture = await Samples.PngAsync(8, 8);
        var form = new List<(string, string)>();
        for (var i = 0; i < 5; i++)
            form.Add(("media_ids[]", (await alice.UploadAsync(picture)).Text("id")));

        using var tooMany = await alice.TryAsync(HttpMethod.Post, "/api/v1/statuses", [.. form]);
        using var tooLong = await alice.TryUploadAsync(picture, new string('x', MediaLimits.DescriptionLength + 1));
        using var noFocus = await alice.TryUploadAsync(picture, focus: "left");

        Assert.Equal(4, limits.GetProperty("statuses").GetProperty("max_media_attachments").GetInt32());
        Assert.Equal(10_000, limits.GetProperty("media_attachments").GetProperty("description_limit").GetInt32());
        Assert.Contains("image/png", limits.GetProperty("media_attachments").GetProperty("supported_mime_types").EnumerateArray().Select(t => t.GetString()));
        Assert.All([tooMany, tooLong, noFocus], answer => Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode));
    }

    private static (int Width, int Height) SizeOf(JsonElement size)
    {
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{size.GetProperty("width").GetInt32()}x{size.GetProperty("height").GetInt32()}"), size.Text("size"));
        return (size.GetProperty("width").GetInt32(), size.GetProperty("height").GetInt32());
    }
}
