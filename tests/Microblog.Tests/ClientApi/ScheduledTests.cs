using System.Globalization;
using System.Net;
using System.Text.Json;
using Microblog.Media;
using Microblog.Moderation;
using Microblog.Tests.Media;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.ClientApi;

public sealed class ScheduledTests
{
    [Theory, EachDatabase]
    public async Task What_is_scheduled_is_posted_when_its_time_has_come(TestDatabase database)
    {
        var clock = new FakeClock();
        await using var server = await TestServer.StartAsync(database, options => options.Clock = clock);
        var alice = await server.SignUpAsync("alice");
        var scheduled = await ScheduleAsync(alice, "Good morning", clock.GetUtcNow().AddHours(8));
        Assert.Equal(("Good morning", "unlisted"), (scheduled.GetProperty("params").Text("text"), scheduled.GetProperty("params").Text("visibility")));
        Assert.Equal(scheduled.Text("id"), Assert.Single((await alice.GetAsync("/api/v1/scheduled_statuses")).Ids()));
        Assert.Empty((await alice.GetAsync("/api/v1/timelines/home")).Ids());

        clock.Advance(TimeSpan.FromHours(8));
        await server.WaitUntilAsync(db => db.Notices.AnyAsync());

        var posted = Assert.Single((await alice.GetAsync("/api/v1/timelines/home")).EnumerateArray());
        Assert.Equal(("<p>Good morning</p>", "unlisted"), (posted.Text("content"), posted.Text("visibility")));
        Assert.Empty((await alice.GetAsync("/api/v1/scheduled_statuses")).Ids());
    }

    [Theory, EachDatabase]
    public async Task It_can_be_put_off_brought_forward_and_cancelled(TestDatabase database)
    {
        var clock = new FakeClock();
        await using var server = await TestServer.StartAsync(database, options => options.Clock = clock);
        var (alice, mallory) = (await server.SignUpAsync("alice"), await server.SignUpAsync("mallory"));
        var later = (await ScheduleAsync(alice, "put off", clock.GetUtcNow().AddHours(1))).Text("id");
        var sooner = (await ScheduleAsync(alice, "brought forward", clock.GetUtcNow().AddHours(9))).Text("id");
        var never = (await ScheduleAsync(alice, "cancelled", clock.GetUtcNow().AddHours(1))).Text("id");

        using (var notHers = await mallory.TryAsync(HttpMethod.Delete, $"/api/v1/scheduled_statuses/{never}"))
            Assert.Equal(HttpStatusCode.NotFound, notHers.StatusCode);
        await MoveAsync(alice, later, clock.GetUtcNow().AddHours(5));
        await MoveAsync(alice, sooner, clock.GetUtcNow().AddHours(1));
        await alice.SendAsync(HttpMethod.Delete, $"/api/v1/scheduled_statuses/{never}");
        clock.Advance(TimeSpan.FromHours(2));
        await server.WaitUntilAsync(db => db.Notices.AnyAsync());
        await server.WaitUntilIdleAsync();

        Assert.Equal(["<p>brought forward</p>"], await alice.HomeAsync());
        clock.Advance(TimeSpan.FromHours(4));
        await server.WaitUntilAsync(async db => await db.Notices.CountAsync() == 2);
        Assert.Equal(["<p>put off</p>", "<p>brought forward</p>"], await alice.HomeAsync());
    }

    [FfmpegTheory, EachDatabase]
    public async Task Its_files_wait_with_it(TestDatabase database)
    {
        var clock = new FakeClock();
        await using var server = await TestServer.StartAsync(database, options => options.Clock = clock);
        var alice = await server.SignUpAsync("alice");
        var file = (await alice.UploadAsync(await Samples.PngAsync(8, 8))).Text("id");
        var scheduled = await ScheduleAsync(alice, "A picture", clock.GetUtcNow().AddDays(3), ("media_ids[]", file));
        Assert.Equal([file], scheduled.GetProperty("media_attachments").Ids());

        clock.Advance(TimeSpan.FromDays(2));
        await using (var scope = server.NewScope())
            await scope.Get<PruneUploads>().RunAsync(TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromDays(1));
        await server.WaitUntilAsync(db => db.Notices.AnyAsync());

        var posted = Assert.Single((await alice.GetAsync("/api/v1/timelines/home")).EnumerateArray());
        Assert.Equal([file], posted.GetProperty("media_attachments").Ids());
    }

    [Theory, EachDatabase]
    public async Task What_cannot_be_posted_when_its_time_has_come_is_kept_and_says_why(TestDatabase database)
    {
        var clock = new FakeClock();
        await using var server = await TestServer.StartAsync(database, options => options.Clock = clock);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var notice = await bob.PostAsync("Soon gone");
        await ScheduleAsync(alice, "An answer", clock.GetUtcNow().AddHours(1), ("in_reply_to_id", notice.Id.ToString(CultureInfo.InvariantCulture)));
        await bob.DeleteAsync(notice);

        clock.Advance(TimeSpan.FromHours(1));
        await server.WaitUntilAsync(db => db.ScheduledNotices.AnyAsync(s => s.Problem != null));

        var kept = Assert.Single((await alice.GetAsync("/api/v1/scheduled_statuses")).EnumerateArray());
        Assert.StartsWith("There is no such thing", kept.Text("problem"), StringComparison.Ordinal);
        Assert.Empty((await alice.GetAsync("/api/v1/timelines/home")).Ids());
    }

    [Theory, EachDatabase]
    public async Task Of_somebody_who_may_not_post_when_its_time_has_come_it_is_kept(TestDatabase database)
    {
        var clock = new FakeClock();
        await using var server = await TestServer.StartAsync(database, options => options.Clock = clock);
        var alice = await server.SignUpAsync("alice");
        var id = (await ScheduleAsync(alice, "Kept", clock.GetUtcNow().AddHours(1))).Text("id");
        await using (var scope = server.NewScope())
            await scope.Get<BlockAccount>().RunAsync(alice.ActorId, null, BlockScope.Posting, "spam", null, TestContext.Current.CancellationToken);

        clock.Advance(TimeSpan.FromHours(1));
        await server.WaitUntilAsync(db => db.ScheduledNotices.AnyAsync(s => s.Problem != null));

        var kept = await alice.GetAsync($"/api/v1/scheduled_statuses/{id}");
        Assert.Equal("Kept", kept.GetProperty("params").Text("text"));
        Assert.Equal("This account may not post now.", kept.Text("problem"));
    }

    [Theory, EachDatabase]
    public async Task Too_soon_and_nonsense_are_refused(TestDatabase database)
    {
        var clock = new FakeClock();
        await using var server = await TestServer.StartAsync(database, options => options.Clock = clock);
        var alice = await server.SignUpAsync("alice");

        foreach (var time in new[] { clock.GetUtcNow().AddMinutes(4).ToString("O", CultureInfo.InvariantCulture), "2001-01-01T00:00:00Z", "tomorrow" })
        {
            using var answer = await alice.TryAsync(HttpMethod.Post, "/api/v1/statuses", ("status", "Hello"), ("scheduled_at", time));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        }

        using var empty = await alice.TryAsync(HttpMethod.Post, "/api/v1/statuses", ("status", " "), ("scheduled_at", "2099-01-01T00:00:00Z"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        Assert.Empty((await alice.GetAsync("/api/v1/scheduled_statuses")).Ids());
    }

    private static Task<JsonElement> ScheduleAsync(Person person, string text, DateTimeOffset at, params (string Name, string Value)[] more) => person.SendAsync(
        HttpMethod.Post,
        "/api/v1/statuses",
        [("status", text), ("visibility", "unlisted"), ("scheduled_at", at.ToString("O", CultureInfo.InvariantCulture)), .. more]);

    private static Task<JsonElement> MoveAsync(Person person, string id, DateTimeOffset at) => person.SendAsync(
        HttpMethod.Put, $"/api/v1/scheduled_statuses/{id}", ("scheduled_at", at.ToString("O", CultureInfo.InvariantCulture)));
}
