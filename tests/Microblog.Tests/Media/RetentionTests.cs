using System.Net;
using System.Text.Json.Nodes;
using Microblog.Media;
using Microblog.Tests.ClientApi;
using Microblog.Tests.Federation;
using Microblog.Tests.Support;
using Microblog.Web;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Media;

/// <summary>Files that nothing holds any more are removed, and no others.</summary>
public sealed class RetentionTests
{
    [FfmpegTheory, EachDatabase]
    public async Task What_was_never_attached_goes_after_a_day_and_what_is_held_stays(TestDatabase database)
    {
        var clock = new FakeClock();
        await using var server = await TestServer.StartAsync(database, o => o.Clock = clock);
        var alice = await server.SignUpAsync("alice");
        var picture = await Samples.PngAsync(8, 8);
        var held = await alice.UploadAsync(picture);
        await alice.SendAsync(HttpMethod.Post, "/api/v1/statuses", ("media_ids[]", held.Text("id")));
        await alice.UploadAsync(picture);
        Assert.Equal(4, Files(server).Length);

        clock.Advance(PruneUploads.Waiting - TimeSpan.FromMinutes(1));
        await PruneAsync(alice);
        Assert.Equal(4, Files(server).Length);
        clock.Advance(TimeSpan.FromMinutes(2));
        await PruneAsync(alice);

        Assert.Equal(2, Files(server).Length);
        Assert.Equal(held.Text("id"), (await server.AskAsync(db => db.Uploads.SingleAsync())).Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        using var file = await server.PasserBy.GetAsync(held.Text("url"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
    }

    [FfmpegTheory, EachDatabase]
    public async Task What_was_deleted_can_be_written_anew_for_an_hour_and_is_gone_then(TestDatabase database)
    {
        var clock = new FakeClock();
        await using var server = await TestServer.StartAsync(database, o => o.Clock = clock);
        var alice = await server.SignUpAsync("alice");
        var id = (await alice.UploadAsync(await Samples.PngAsync(8, 8))).Text("id");
        var first = await alice.SendAsync(HttpMethod.Post, "/api/v1/statuses", ("media_ids[]", id));
        await alice.SendAsync(HttpMethod.Delete, $"/api/v1/statuses/{first.Text("id")}");
        await PruneAsync(alice);
        var second = await alice.SendAsync(HttpMethod.Post, "/api/v1/statuses", ("status", "Anew"), ("media_ids[]", id));
        clock.Advance(PruneUploads.Detached * 2);
        await PruneAsync(alice);
        Assert.Equal(2, Files(server).Length);

        await alice.SendAsync(HttpMethod.Delete, $"/api/v1/statuses/{second.Text("id")}");
        await PruneAsync(alice);
        clock.Advance(PruneUploads.Detached + TimeSpan.FromMinutes(1));
        await PruneAsync(alice);

        Assert.Empty(Files(server));
        Assert.False(await server.AskAsync(db => db.Uploads.AnyAsync()));
    }

    [FfmpegFact]
    public async Task A_picture_that_was_replaced_goes_and_so_does_a_file_that_nothing_knows_of()
    {
        var clock = new FakeClock();
        await using var server = await TestServer.StartAsync(configure: o => o.Clock = clock);
        var alice = await server.SignUpAsync("alice");
        for (var i = 0; i < 2; i++)
        {
            using var form = Uploading.FormOf(("avatar", "a.png", await Samples.PngAsync(16, 16)));
            using var answer = await alice.Client.PatchAsync("/api/v1/accounts/update_credentials", form, TestContext.Current.CancellationToken);
            await answer.OkAsync();
        }

        var own = Files(server);
        var lost = Path.Combine(Path.GetDirectoryName(own[0])!, Path.GetFileName(own[0])[..2] + MediaFiles.NewName(".png")[2..]);
        await File.WriteAllTextAsync(lost, "lost", TestContext.Current.CancellationToken);
        foreach (var file in own.Append(lost))
            File.SetLastWriteTimeUtc(file, clock.GetUtcNow().UtcDateTime);
        Assert.Equal(2, own.Length);

        clock.Advance(PruneUploads.Waiting + TimeSpan.FromHours(1));
        await PruneAsync(alice);

        Assert.Single(Files(server));
        Assert.False(File.Exists(lost));
    }

    [FfmpegTheory, EachDatabase]
    public async Task A_file_of_another_server_is_fetched_once_and_kept_while_somebody_looks(TestDatabase database)
    {
        var clock = new FakeClock();
        await using var scene = await Scene.SetAsync(database, options => options.Clock = clock, clock: clock);
        var (cat, missing) = (await SeenAsync(scene, "/cat.png", 1), await SeenAsync(scene, "/none.png", 2));
        scene.Peer.Files["/cat.png"] = await Samples.PngAsync(64, 48);

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (await StatusAsync(scene, cat), await StatusAsync(scene, missing)));
        }

        Assert.Equal((1, 1), (scene.Peer.Asked.Count(p => p == "/cat.png"), scene.Peer.Asked.Count(p => p == "/none.png")));
        clock.Advance(TimeSpan.FromDays(6));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(scene, cat));
        clock.Advance(TimeSpan.FromDays(6));
        await scene.Alice.DoAsync<PruneCachedFiles>(prune => prune.RunAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2, Files(scene.Server).Length);
        clock.Advance(TimeSpan.FromDays(2));
        await scene.Alice.DoAsync<PruneCachedFiles>(prune => prune.RunAsync(TestContext.Current.CancellationToken));

        Assert.Empty(Files(scene.Server));
        Assert.False(await scene.Server.AskAsync(db => db.CachedFiles.AnyAsync()));
    }

    [FfmpegFact]
    public async Task Who_waits_for_a_file_gets_it_also_when_the_one_who_asked_first_has_left()
    {
        await using var scene = await Scene.SetAsync(TestDatabase.Sqlite);
        var cat = await SeenAsync(scene, "/cat.png", 1);
        scene.Peer.Files["/cat.png"] = await Samples.PngAsync(64, 48);
        using var isServed = new ManualResetEventSlim();
        scene.Peer.Answer = path =>
        {
            if (path == "/cat.png")
                isServed.Wait(TimeSpan.FromMinutes(1));
            return null;
        };
        using var leaves = new CancellationTokenSource();
        var first = scene.Server.PasserBy.GetAsync(cat, leaves.Token);
        await Wait.UntilAsync(() => Task.FromResult(scene.Peer.Asked.Contains("/cat.png")));
        Task<HttpStatusCode>[] others = [.. Enumerable.Range(0, 5).Select(_ => StatusAsync(scene, cat))];

        await Task.Delay(200, TestContext.Current.CancellationToken);
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await Task.Delay(200, TestContext.Current.CancellationToken);
        isServed.Set();

        Assert.All(await Task.WhenAll(others), status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Single(scene.Peer.Asked, p => p == "/cat.png");
    }

    [FfmpegFact]
    public async Task What_another_server_calls_a_picture_and_is_none_is_not_passed_on()
    {
        await using var scene = await Scene.SetAsync(TestDatabase.Sqlite);
        var page = await SeenAsync(scene, "/page.png", 1);
        scene.Peer.Files["/page.png"] = HostileFiles.Foreign[2].File;

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(scene, page));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(scene, page[..^4] + "AAAA"));
        Assert.Empty(Files(scene.Server));
    }

    private static async Task<string> SeenAsync(Scene scene, string path, int number)
    {
        var create = scene.Peer.Create("<p>Look.</p>", $"/notes/{number}");
        create["object"]!["attachment"] = new JsonArray(new JsonObject
        {
            ["type"] = "Document",
            ["mediaType"] = "image/png",
            ["url"] = new Uri(scene.Peer.BaseUrl, path).AbsoluteUri,
        });
        await scene.DeliverAsync(create);
        var home = await scene.Alice.GetAsync("/api/v1/timelines/home");
        return home.EnumerateArray().SelectMany(s => s.GetProperty("media_attachments").EnumerateArray())
            .Single(m => m.Text("remote_url").EndsWith(path, StringComparison.Ordinal)).Text("url");
    }

    private static async Task<HttpStatusCode> StatusAsync(Scene scene, string address)
    {
        using var answer = await scene.Server.PasserBy.GetAsync(address, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static Task PruneAsync(Person person) => person.DoAsync<PruneUploads>(prune => prune.RunAsync(TestContext.Current.CancellationToken));

    private static string[] Files(TestServer server)
    {
        var folder = Path.Combine(server.Services.GetRequiredService<MicroblogSettings>().DataDirectory, "media", "files");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];
    }
}
