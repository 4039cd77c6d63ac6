using System.Diagnostics;
using System.Net;
using System.Text;
using Microblog.Media;
using Microblog.Tests.ClientApi;
using Microblog.Tests.Documents;
using Microblog.Tests.Media;
using Microblog.Tests.Support;
using Microblog.Web;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Attacks;

/// <summary>Files that want something else than to be looked at, and files of others.</summary>
public sealed class UploadAttacks
{
    /// <summary>Longest that one of them may keep the server busy, on a machine that is busy itself.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Security catalogue §7-28, §7-29</summary>
    [FfmpegTheory, EachDatabase]
    public async Task What_is_no_picture_video_or_sound_is_refused_whatever_it_is_called(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        string[] names = ["", "../../../etc/cron.d/x", "/etc/passwd", "..\\x.jpg", "x\0.jpg", new string('x', 5_000), "CON", "a.jpg;b.php"];
        foreach (var (name, file) in HostileFiles.Foreign.Concat(names.Select(n => (n, HostileFiles.Foreign[2].File))))
        {
            using var answer = await alice.TryUploadAsync(file, name: name.Length == 0 ? "x" : Uri.EscapeDataString(name));
            Assert.Equal((name, HttpStatusCode.UnprocessableEntity), (name, answer.StatusCode));
        }

        Assert.False(await server.AskAsync(db => db.Uploads.AnyAsync()));
        Assert.Empty(Stored(server));
        await server.StaysWellAsync();
    }

    /// <summary>Security catalogue §7-28</summary>
    [FfmpegTheory, EachDatabase]
    public async Task What_is_broken_or_too_much_is_refused_in_bounded_time(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        foreach (var (name, file) in HostileFiles.Broken)
        {
            var began = Stopwatch.GetTimestamp();
            Assert.Equal((name, null), (name, await FateAsync(server, alice, file)));
            Assert.True(Stopwatch.GetElapsedTime(began) < Longest, name);
        }

        await server.StaysWellAsync();
        Assert.Empty(Stored(server));
    }

    /// <summary>Security catalogue §7-28</summary>
    [FfmpegFact]
    public async Task What_else_is_in_a_file_or_where_it_ends_early_is_not_in_what_is_made_of_it()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var kept = 0;
        foreach (var (name, file) in await HostileFiles.MixedAsync())
        {
            if (await FateAsync(server, alice, file) is not { } made)
                continue;
            kept++;
            Assert.True(MediaFormat.Of(made) is not null, name);
            Assert.DoesNotContain(HostileFiles.Mark, Encoding.Latin1.GetString(made), StringComparison.Ordinal);
            Assert.DoesNotContain("x264 - core", Encoding.Latin1.GetString(made), StringComparison.Ordinal);
        }

        Assert.InRange(kept, 7, 22);
        await server.StaysWellAsync();
    }

    /// <summary>Security catalogue §7-28</summary>
    [FfmpegFact]
    public async Task A_child_process_ends_at_its_time_and_at_its_memory()
    {
        var ffmpeg = new Ffmpeg();
        string[] endless = ["-f", "lavfi", "-i", "testsrc2=s=640x480", "-f", "null", "-"];
        string[] large = ["-f", "lavfi", "-i", "color=s=8000x4000", "-frames:v", "1", "-f", "null", "-"];
        var began = Stopwatch.GetTimestamp();

        var slow = await Assert.ThrowsAsync<RefusalException>(() => ffmpeg.ConvertAsync(endless, Limits(1, 1024), TestContext.Current.CancellationToken));
        var took = Stopwatch.GetElapsedTime(began);
        var big = await Assert.ThrowsAsync<RefusalException>(() => ffmpeg.ConvertAsync(large, Limits(20, 100), TestContext.Current.CancellationToken));

        Assert.Equal((Refusal.MediaNotUnderstood, Refusal.MediaNotUnderstood), (slow.Refusal, big.Refusal));
        Assert.InRange(took.TotalSeconds, 0.5, 15);
    }

    /// <summary>Security catalogue §7-30</summary>
    [FfmpegTheory, EachDatabase]
    public async Task Anothers_upload_is_as_if_it_were_not_there_and_none_is_used_twice(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var id = (await alice.UploadAsync(await Samples.PngAsync(8, 8), "hers")).Text("id");

        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete })
        {
            using var answer = await bob.TryAsync(method, $"/api/v1/media/{id}", ("description", "his"));
            Assert.Equal((method, HttpStatusCode.NotFound), (method, answer.StatusCode));
        }

        using var stolen = await bob.TryAsync(HttpMethod.Post, "/api/v1/statuses", ("status", "x"), ("media_ids[]", id));
        var hers = await alice.SendAsync(HttpMethod.Post, "/api/v1/statuses", ("status", "x"), ("media_ids[]", id));
        using var twice = await alice.TryAsync(HttpMethod.Post, "/api/v1/statuses", ("status", "y"), ("media_ids[]", id));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (stolen.StatusCode, twice.StatusCode));
        Assert.Equal("hers", hers.GetProperty("media_attachments")[0].Text("description"));
        Assert.Equal(1, await server.AskAsync(db => db.Notices.CountAsync()));
    }

    /// <summary>Security catalogue §7-30</summary>
    [FfmpegTheory, EachDatabase]
    public async Task The_file_of_a_deleted_notice_and_of_a_blocked_account_is_gone_at_once(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var hers = await PostAsync(alice);
        var his = await PostAsync(bob);

        await alice.SendAsync(HttpMethod.Delete, $"/api/v1/statuses/{hers.Status}");
        await server.BlockAsync(bob);

        foreach (var address in new[] { hers.Url, hers.Preview, his.Url, his.Preview })
        {
            using var answer = await server.PasserBy.GetAsync(address, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    private static async Task<(string Status, string Url, string Preview)> PostAsync(Person person)
    {
        var media = await person.UploadAsync(await Samples.PngAsync(8, 8));
        var status = await person.SendAsync(HttpMethod.Post, "/api/v1/statuses", ("media_ids[]", media.Text("id")));
        using var before = await person.Client.GetAsync(media.Text("url"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        return (status.Text("id"), media.Text("url"), media.Text("preview_url"));
    }

    /// <summary>What is made of a file; null where it is refused.</summary>
    private static async Task<byte[]?> FateAsync(TestServer server, Person person, byte[] file)
    {
        using var answer = await person.TryUploadAsync(file);
        if (answer.StatusCode == HttpStatusCode.UnprocessableEntity)
            return null;
        var media = await answer.ReadAsync();
        if (answer.StatusCode == HttpStatusCode.Accepted)
        {
            await server.WaitUntilIdleAsync();
            using var later = await person.Client.GetAsync($"/api/v1/media/{media.Text("id")}", TestContext.Current.CancellationToken);
            if (later.StatusCode == HttpStatusCode.UnprocessableEntity)
                return null;
            Assert.Equal(HttpStatusCode.OK, later.StatusCode);
            media = await later.ReadAsync();
        }

        return await server.PasserBy.GetByteArrayAsync(media.Text("url"), TestContext.Current.CancellationToken);
    }

    private static IEnumerable<string> Stored(TestServer server)
    {
        var folder = Path.Combine(server.Services.GetRequiredService<MicroblogSettings>().DataDirectory, "media");
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories) : [];
    }

    private static FfmpegLimits Limits(int seconds, int megabytes) => new(TimeSpan.FromSeconds(seconds), megabytes) { Turns = new(1, 1) };
}
