using System.Net;
using Microblog.Notices;
using Microblog.Notices.Editing;
using Microblog.Notices.Polls;
using Microblog.Tests.ClientApi;
using Microblog.Tests.Pages;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Notices;

/// <summary>Changing one's own notice, and what it said before.</summary>
public sealed class EditingTests
{
    [Theory, EachDatabase]
    public async Task A_person_changes_a_notice_by_forms_alone_and_anybody_reads_what_it_said_before(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var notice = await alice.PostAsync("First words #old");
        using var editor = await Visitor.SignedInAsync(server, alice);
        await editor.OpenAsync($"/@alice/{notice.Id}/edit");
        Assert.Equal("First words #old", editor.Page.QuerySelector("textarea")!.TextContent);

        await editor.SubmitAsync($"/notices/{notice.Id}/edit", ("text", "Second words #new"));

        Assert.Equal($"/@alice/{notice.Id}", editor.At.AbsolutePath);
        Assert.Contains("Second words", editor.Words, StringComparison.Ordinal);
        using var reader = new Visitor(server);
        await reader.OpenAsync($"/@alice/{notice.Id}/history");
        Assert.Contains("First words", reader.Words, StringComparison.Ordinal);
        Assert.Contains("Second words", reader.Words, StringComparison.Ordinal);
        Assert.Equal(["new"], await server.AskAsync(db => db.NoticeTags.Select(t => t.Key).ToListAsync()));
    }

    [Theory, EachDatabase]
    public async Task Nobody_changes_anothers_notice_or_reads_the_history_of_one_they_cannot_see(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var mallory = await server.SignUpAsync("mallory");
        var notice = await alice.PostAsync("Among us.", Visibility.Followers);
        await alice.EditAsync(notice, new Draft("Still among us."));

        using var changed = await mallory.TryAsync(HttpMethod.Put, $"/api/v1/statuses/{notice.Id}", ("status", "mine"));
        using var source = await mallory.Client.GetAsync($"/api/v1/statuses/{notice.Id}/source");
        using var history = await mallory.Client.GetAsync($"/api/v1/statuses/{notice.Id}/history");
        using var visitor = await Visitor.SignedInAsync(server, mallory);
        await visitor.OpenAsync($"/@alice/{notice.Id}/history");
        var page = visitor.Status;
        await visitor.OpenAsync($"/@alice/{notice.Id}/edit");

        Assert.Equal(
            Enumerable.Repeat(HttpStatusCode.NotFound, 5),
            [changed.StatusCode, source.StatusCode, history.StatusCode, page, visitor.Status]);
        Assert.Equal("Still among us.", await server.AskAsync(db => db.Notices.Select(n => n.Text).SingleAsync()));
    }

    [Theory, EachDatabase]
    public async Task An_app_changes_a_status_and_reads_its_source_and_history(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var notice = await alice.PostAsync(new Draft("one", Summary: "careful"));

        var changed = await alice.SendAsync(HttpMethod.Put, $"/api/v1/statuses/{notice.Id}", ("status", "two"), ("language", "de"));
        var source = await alice.GetAsync($"/api/v1/statuses/{notice.Id}/source");
        var history = await alice.GetAsync($"/api/v1/statuses/{notice.Id}/history");

        Assert.Equal(("<p>two</p>", "", "de"), (changed.Text("content"), changed.Text("spoiler_text"), changed.Text("language")));
        Assert.NotNull(changed.Text("edited_at"));
        Assert.Equal("two", source.Text("text"));
        Assert.Equal(["<p>one</p>", "<p>two</p>"], history.EnumerateArray().Select(v => v.Text("content")));
        Assert.Equal("careful", history[0].Text("spoiler_text"));
    }

    [Theory, EachDatabase]
    public async Task Another_question_is_another_poll_and_the_same_one_keeps_its_votes(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        var poll = new PollDraft(["a", "b"], IsMultiple: false, TimeSpan.FromHours(1));
        var notice = await alice.PostAsync(new Draft("Which?", Poll: poll));
        await bob.VoteAsync(notice.Id, 1);

        await alice.EditAsync(notice, new Draft("Which one?", Poll: poll));
        Assert.Equal(1, await server.AskAsync(db => db.PollVotes.CountAsync()));

        await alice.EditAsync(notice, new Draft("Which one?", Poll: poll with { Choices = ["a", "c"] }));
        Assert.Equal(0, await server.AskAsync(db => db.PollVotes.CountAsync()));
        Assert.Equal([0, 0], await server.AskAsync(db => db.PollOptions.Select(o => o.VotesCount).ToListAsync()));
        await bob.VoteAsync(notice.Id, 1);

        await alice.EditAsync(notice, new Draft("Never mind."));
        Assert.False(await server.AskAsync(db => db.Polls.AnyAsync()));
        var versions = await server.AskAsync(db => db.NoticeVersions.OrderBy(v => v.Id).ToListAsync());
        Assert.Equal(["a,b", "a,b", "a,c"], versions.Select(v => string.Join(',', v.Choices)));
    }

    [Fact]
    public async Task The_newest_hundred_versions_are_kept_and_an_edit_that_changes_nothing_makes_none()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var notice = await alice.PostAsync("0");

        for (var i = 1; i <= NoticeVersion.Most + 3; i++)
            await alice.EditAsync(notice, new Draft($"{i}"));
        var edited = await server.AskAsync(db => db.Notices.Select(n => n.EditedAt).SingleAsync());
        await alice.EditAsync(notice, new Draft($" {NoticeVersion.Most + 3} "));

        var texts = await server.AskAsync(db => db.NoticeVersions.OrderBy(v => v.Id).Select(v => v.Text).ToListAsync());
        Assert.Equal(NoticeVersion.Most, texts.Count);
        Assert.Equal(("3", $"{NoticeVersion.Most + 2}"), (texts[0], texts[^1]));
        Assert.Equal(edited, await server.AskAsync(db => db.Notices.Select(n => n.EditedAt).SingleAsync()));
    }

    [Fact]
    public async Task An_edit_keeps_to_the_limits_and_says_no_more_than_who_may_read_it()
    {
        await using var server = await TestServer.StartAsync(configure: o => o.Settings["Notices:MaxLength"] = "20");
        var alice = await server.SignUpAsync("alice");
        var notice = await alice.PostAsync("short", Visibility.Direct);

        Assert.Equal(Refusal.NoticeTooLong, await PollTests.RefusalOfAsync(() => alice.EditAsync(notice, new Draft(new string('x', 21)))));
        await alice.EditAsync(notice, new Draft("changed", Visibility.Public));

        Assert.Equal(Visibility.Direct, await server.AskAsync(db => db.Notices.Select(n => n.Visibility).SingleAsync()));
    }
}
