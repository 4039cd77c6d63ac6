using System.Net;
using Microblog.Accounts;
using Microblog.Announcements;
using Microblog.Tests.ClientApi.Streaming;
using Microblog.Tests.Pages;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.ClientApi;

/// <summary>What moderators tell everybody, on pages and in apps.</summary>
public sealed class AnnouncementsTests
{
    private readonly FakeClock clock = new();

    [Theory, EachDatabase]
    public async Task A_moderator_announces_and_everybody_reads_answers_and_dismisses_it(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        using var moderator = await Visitor.SignedInAsync(server, await server.SignUpAsync("boss", Role.Moderator));
        await moderator.OpenAsync("/moderation/announcements");
        await moderator.SubmitAsync("/moderation/announcements", ("text", "We move <b>tonight</b>, see #move"), ("starts_at", "2030-01-31T20:00"), ("ends_at", "2030-01-31T22:00"));
        Assert.Contains("Everybody here is told", moderator.Words, StringComparison.Ordinal);

        var told = Assert.Single((await alice.GetAsync("/api/v1/announcements")).EnumerateArray());
        string[] fields = ["id", "content", "starts_at", "ends_at", "all_day", "published_at", "updated_at", "read", "mentions", "statuses", "tags", "emojis", "reactions"];
        Assert.Equal(fields.Order(StringComparer.Ordinal), told.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Contains("We move &lt;b&gt;tonight&lt;/b&gt;", told.Text("content"), StringComparison.Ordinal);
        Assert.Equal(("2030-01-31T20:00:00.000Z", "2030-01-31T22:00:00.000Z", false), (told.Text("starts_at"), told.Text("ends_at"), told.GetProperty("read").GetBoolean()));
        Assert.Equal("move", told.GetProperty("tags")[0].Text("name"));
        var path = $"/api/v1/announcements/{told.Text("id")}";

        Assert.Equal("{}", (await alice.SendAsync(HttpMethod.Put, $"{path}/reactions/{Uri.EscapeDataString("🎉")}")).GetRawText());
        await alice.SendAsync(HttpMethod.Put, $"{path}/reactions/{Uri.EscapeDataString("🎉")}");
        await bob.SendAsync(HttpMethod.Put, $"{path}/reactions/{Uri.EscapeDataString("🎉")}");
        await bob.SendAsync(HttpMethod.Put, $"{path}/reactions/{Uri.EscapeDataString("🤔")}");
        Assert.Equal(["🎉 2 True", "🤔 1 False"], await ReactionsAsync(alice));
        await bob.SendAsync(HttpMethod.Delete, $"{path}/reactions/{Uri.EscapeDataString("🤔")}");
        await bob.SendAsync(HttpMethod.Delete, $"{path}/reactions/{Uri.EscapeDataString("🤔")}");
        Assert.Equal(["🎉 2 True"], await ReactionsAsync(bob));

        using var visitor = await Visitor.SignedInAsync(server, bob);
        await visitor.OpenAsync("/home");
        Assert.Contains("We move", visitor.Words, StringComparison.Ordinal);
        await visitor.SubmitAsync($"/announcements/{told.Text("id")}/dismiss");
        Assert.DoesNotContain("We move", visitor.Words, StringComparison.Ordinal);
        Assert.Equal("{}", (await alice.SendAsync(HttpMethod.Post, $"{path}/dismiss")).GetRawText());
        await alice.SendAsync(HttpMethod.Post, $"{path}/dismiss");
        Assert.True((await alice.GetAsync("/api/v1/announcements"))[0].GetProperty("read").GetBoolean());

        await moderator.OpenAsync("/moderation/announcements");
        await moderator.SubmitAsync($"/moderation/announcements/{told.Text("id")}/withdraw");
        Assert.Empty((await alice.GetAsync("/api/v1/announcements")).Ids());
    }

    [Theory, EachDatabase]
    public async Task What_is_over_is_told_to_nobody_and_cannot_be_answered(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database, o => o.Clock = clock);
        var alice = await server.SignUpAsync("alice");
        var id = await AnnounceAsync(server, alice, new AnnouncementDraft("Soon over", EndsAt: clock.GetUtcNow().AddHours(1), IsAllDay: true));
        Assert.True((await alice.GetAsync("/api/v1/announcements"))[0].GetProperty("all_day").GetBoolean());

        clock.Advance(TimeSpan.FromHours(2));

        Assert.Empty((await alice.GetAsync("/api/v1/announcements")).Ids());
        foreach (var (method, path) in new[] { (HttpMethod.Post, $"{id}/dismiss"), (HttpMethod.Put, $"{id}/reactions/%F0%9F%8E%89"), (HttpMethod.Post, "12/dismiss"), (HttpMethod.Delete, "x/reactions/%F0%9F%8E%89") })
        {
            using var missing = await alice.TryAsync(method, $"/api/v1/announcements/{path}");
            Assert.Equal((path, HttpStatusCode.NotFound), (path, missing.StatusCode));
        }
    }

    [Theory, EachDatabase]
    public async Task Answers_are_emoji_and_not_too_many_different_ones_however_many_answer_at_once(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var id = await AnnounceAsync(server, alice, new AnnouncementDraft("Hello"));
        foreach (var wrong in new[] { "hello", "unknown_code", "a", "<b>" })
        {
            using var refused = await alice.TryAsync(HttpMethod.Put, $"/api/v1/announcements/{id}/reactions/{Uri.EscapeDataString(wrong)}");
            Assert.Equal((wrong, HttpStatusCode.UnprocessableEntity), (wrong, refused.StatusCode));
        }

        using var nobody = await server.PasserBy.GetAsync("/api/v1/announcements", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        string[] emojis = ["🍎", "🍏", "🍐", "🍑", "🍒", "🍓", "🍔", "🍕", "🍖", "🍗", "🍘", "🍙"];
        var answers = await Task.WhenAll(emojis.Select(e => alice.TryAsync(HttpMethod.Put, $"/api/v1/announcements/{id}/reactions/{Uri.EscapeDataString(e)}")));

        Assert.Equal(AnnouncementReaction.MostEmoji, answers.Count(a => a.StatusCode == HttpStatusCode.OK));
        Assert.Equal(AnnouncementReaction.MostEmoji, await server.AskAsync(db => db.Set<AnnouncementReaction>().CountAsync()));
        foreach (var answer in answers)
            answer.Dispose();
    }

    [Theory, EachDatabase]
    public async Task Streams_bring_what_is_announced_answered_and_withdrawn(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        await using var stream = await Listener.EventsAsync(alice, "user");

        var id = await AnnounceAsync(server, alice, new AnnouncementDraft("We move"));
        var announced = await stream.NextAsync();
        await bob.SendAsync(HttpMethod.Put, $"/api/v1/announcements/{id}/reactions/{Uri.EscapeDataString("👨‍👩‍👧")}");
        var answered = await stream.NextAsync();
        await bob.DoAsync<WithdrawAnnouncement>(w => w.RunAsync(id, TestContext.Current.CancellationToken));
        var withdrawn = await stream.NextAsync();

        Assert.Equal($"announcement {id}", announced.Brief);
        Assert.False(announced.Entity.TryGetProperty("read", out _));
        Assert.Equal("announcement.reaction", answered.Name);
        var reaction = answered.Entity;
        Assert.Equal(("👨‍👩‍👧", 1, $"{id}"), (reaction.Text("name"), reaction.GetProperty("count").GetInt32(), reaction.Text("announcement_id")));
        Assert.Equal($"announcement.delete {id}", withdrawn.Brief);
    }

    private static async Task<long> AnnounceAsync(TestServer server, Person by, AnnouncementDraft draft)
    {
        await using var scope = server.NewScope();
        return await scope.Get<WriteAnnouncement>().RunAsync(null, draft, by.ActorId, TestContext.Current.CancellationToken);
    }

    private static async Task<IReadOnlyList<string>> ReactionsAsync(Person person) =>
        [.. (await person.GetAsync("/api/v1/announcements"))[0].GetProperty("reactions").EnumerateArray()
            .Select(r => $"{r.Text("name")} {r.GetProperty("count").GetInt64()} {r.GetProperty("me").GetBoolean()}")];
}
