using System.Net;
using Microblog.Notices;
using Microblog.Notices.Polls;
using Microblog.Tests.ClientApi;
using Microblog.Tests.Pages;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Notices;

/// <summary>Polls among people of one server.</summary>
public sealed class PollTests
{
    private static readonly Draft Tea = new("What do you drink?", Poll: new PollDraft(["Tea", "Coffee", ""], IsMultiple: false, TimeSpan.FromHours(1)));

    [Theory, EachDatabase]
    public async Task One_person_has_one_vote_in_a_poll_where_one_may_choose_one(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        var notice = await alice.PostAsync(Tea);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async n =>
        {
            try
            {
                await bob.VoteAsync(notice.Id, n % 2);
            }
            catch (RefusalException refusal) when (refusal.Refusal == Refusal.HasVoted)
            {
                // As all but the first are told.
            }
        }));

        var poll = await server.AskAsync(db => db.Polls.Include(p => p.Options).Include(p => p.Votes).SingleAsync());
        Assert.Equal(1, poll.VotersCount);
        Assert.Equal(1, poll.Options.Sum(o => o.VotesCount));
        Assert.Single(poll.Votes);
    }

    [Fact]
    public async Task Nobody_votes_in_their_own_poll_or_for_what_is_not_offered_or_in_one_they_cannot_see()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        var open = await alice.PostAsync(Tea);
        var hidden = await alice.PostAsync(Tea with { Visibility = Visibility.Followers });

        Assert.Equal(Refusal.PollIsYours, await RefusalOfAsync(() => alice.VoteAsync(open.Id, 0)));
        Assert.Equal(Refusal.ChoiceNotUnderstood, await RefusalOfAsync(() => bob.VoteAsync(open.Id, 2)));
        Assert.Equal(Refusal.ChoiceNotUnderstood, await RefusalOfAsync(() => bob.VoteAsync(open.Id, 0, 1)));
        Assert.Equal(Refusal.ChoiceNotUnderstood, await RefusalOfAsync(() => bob.VoteAsync(open.Id)));
        Assert.Equal(Refusal.NotFound, await RefusalOfAsync(() => bob.VoteAsync(hidden.Id, 0)));
        Assert.False(await server.AskAsync(db => db.PollVotes.AnyAsync()));
    }

    [Theory, EachDatabase]
    public async Task A_poll_is_over_at_its_time(TestDatabase database)
    {
        var clock = new FakeClock();
        await using var server = await TestServer.StartAsync(database, o => o.Clock = clock);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        var notice = await alice.PostAsync(Tea);

        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(Refusal.PollIsOver, await RefusalOfAsync(() => bob.VoteAsync(notice.Id, 0)));
        await server.WaitUntilAsync(db => db.Polls.AnyAsync(p => p.ClosedAt != null));
    }

    [Theory]
    [InlineData(Refusal.PollChoicesNotFit, 3600, "one")]
    [InlineData(Refusal.PollChoicesNotFit, 3600, "same", " same ")]
    [InlineData(Refusal.PollChoicesNotFit, 3600, "a", "b", "c", "d", "e")]
    [InlineData(Refusal.PollChoicesNotFit, 3600, "fine", "123456789012345678901234567890123456789012345678901")]
    [InlineData(Refusal.PollTimeNotFit, 299, "a", "b")]
    [InlineData(Refusal.PollTimeNotFit, 2_592_001, "a", "b")]
    public void What_is_no_poll_is_refused(Refusal refusal, int seconds, params string[] choices)
    {
        var refused = Assert.Throws<RefusalException>(() =>
            Poll.Write(1, new PollDraft(choices, IsMultiple: false, TimeSpan.FromSeconds(seconds)), DateTimeOffset.UnixEpoch));

        Assert.Equal(refusal, refused.Refusal);
    }

    [Theory, EachDatabase]
    public async Task A_person_asks_and_another_answers_by_forms_alone(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        using var asking = await Visitor.SignedInAsync(server, alice);
        await asking.OpenAsync("/home");

        await asking.SubmitAsync("/notices", ("text", "Which?"), ("choices[0]", "<b>Left</b>"), ("choices[1]", "Right"), ("lasts", "300"));
        var notice = await server.AskAsync(db => db.Notices.SingleAsync());
        using var answering = await Visitor.SignedInAsync(server, bob);
        await answering.OpenAsync($"/@alice/{notice.Id}");

        // The author sees the counts and no form, the reader a form and no counts.
        Assert.Contains("0 %", asking.Words, StringComparison.Ordinal);
        Assert.Null(asking.Page.QuerySelector("form.poll"));
        Assert.DoesNotContain("0 %", answering.Words, StringComparison.Ordinal);
        await answering.SubmitAsync($"/notices/{notice.Id}/votes", ("choice", "1"));
        Assert.Equal($"/@alice/{notice.Id}", answering.At.AbsolutePath);
        Assert.Contains("100 %", answering.Words, StringComparison.Ordinal);
        Assert.Contains("<b>Left</b>", answering.Words, StringComparison.Ordinal);
        Assert.Null(answering.Page.QuerySelector("form.poll"));
        using var passerBy = new Visitor(server);
        await passerBy.OpenAsync($"/@alice/{notice.Id}");
        Assert.Contains("1 people voted", passerBy.Words, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task An_app_asks_votes_for_several_and_reads_what_came_of_it(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        var posted = await alice.SendAsync(
            HttpMethod.Post, "/api/v1/statuses", ("status", "Which?"), ("poll[options][]", "one"), ("poll[options][]", "two"),
            ("poll[options][]", "three"), ("poll[expires_in]", "3600"), ("poll[multiple]", "true"));
        var id = posted.GetProperty("poll").Text("id");

        var voted = await bob.SendAsync(HttpMethod.Post, $"/api/v1/polls/{id}/votes", ("choices[]", "0"), ("choices[]", "2"));
        using var again = await bob.TryAsync(HttpMethod.Post, $"/api/v1/polls/{id}/votes", ("choices[]", "1"));
        var home = await alice.GetAsync("/api/v1/timelines/home");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        Assert.True(voted.GetProperty("voted").GetBoolean());
        Assert.Equal("[0,2]", voted.GetProperty("own_votes").GetRawText());
        var poll = home[0].GetProperty("poll");
        Assert.Equal((2, 1), (poll.GetProperty("votes_count").GetInt32(), poll.GetProperty("voters_count").GetInt32()));
        Assert.Equal([1, 0, 1], poll.GetProperty("options").EnumerateArray().Select(o => o.GetProperty("votes_count").GetInt32()));
        Assert.False(poll.GetProperty("voted").GetBoolean());
        Assert.True(poll.GetProperty("multiple").GetBoolean());
        Assert.False(poll.GetProperty("expired").GetBoolean());
    }

    internal static async Task<Refusal> RefusalOfAsync(Func<Task> deed) => (await Assert.ThrowsAsync<RefusalException>(deed)).Refusal;
}
