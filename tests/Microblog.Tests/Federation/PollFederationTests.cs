using System.Text.Json.Nodes;
using Microblog.Notices;
using Microblog.Notices.Polls;
using Microblog.Notifications;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>Polls across servers: asked, answered, counted, ended.</summary>
public sealed class PollFederationTests
{
    private static readonly PollDraft LeftOrRight = new(["Left", "Right"], IsMultiple: false, TimeSpan.FromHours(1));

    [Theory, EachDatabase]
    public async Task A_poll_is_asked_here_answered_there_and_its_end_is_told(TestDatabase database)
    {
        var clock = new FakeClock();
        await using var a = await TestServer.StartAsync(database, o => o.Clock = clock);
        await using var b = await TestServer.StartAsync(database, o => o.Clock = clock);
        var alice = await a.SignUpAsync("alice");
        var bob = await b.SignUpAsync("bob");
        var carol = await a.SignUpAsync("carol");
        await bob.FollowAsync(alice.Address);
        await b.WaitUntilAsync(db => db.Follows.AnyAsync(f => f.IsAccepted));
        var notice = await alice.PostAsync(new Draft("Which?", Poll: LeftOrRight));
        await b.WaitUntilAsync(db => db.Polls.AnyAsync());
        var there = await b.AskAsync(db => db.Notices.Select(n => n.Id).SingleAsync());

        await bob.VoteAsync(there, 1);
        await a.WaitUntilAsync(db => db.PollVotes.AnyAsync());
        await carol.VoteAsync(notice.Id, 0);

        // What others voted is told once, after a while.
        Assert.Equal([0L, 1], await CountsAsync(b));
        clock.Advance(TimeSpan.FromMinutes(4));
        await b.WaitUntilAsync(async db => await db.PollOptions.SumAsync(o => o.VotesCount) == 2);
        Assert.False(await b.AskAsync(db => db.Polls.AnyAsync(p => p.ClosedAt != null)));

        clock.Advance(TimeSpan.FromHours(1));
        await b.WaitUntilAsync(db => db.Polls.AnyAsync(p => p.ClosedAt != null));
        Assert.Equal([1L, 1], await CountsAsync(b));
        Assert.Null(await b.AskAsync(db => db.Notices.Select(n => n.EditedAt).SingleAsync()));
        Assert.Equal(1, await a.AskAsync(db => db.Notices.CountAsync()));
    }

    [Theory, EachDatabase]
    public async Task A_vote_goes_to_the_author_of_the_poll_alone(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.PeerFollowsAliceAsync();
        await scene.DeliverAsync(scene.Question("/notes/1", ("Left", 4), ("Right", 2)));
        scene.Peer.Received.Clear();

        await scene.Alice.VoteAsync(await scene.Server.AskAsync(db => db.Notices.Select(n => n.Id).SingleAsync()), 1);
        await Wait.UntilAsync(() => Task.FromResult(!scene.Peer.Received.IsEmpty));

        var create = scene.Peer.Received.Single();
        var vote = create["object"]!;
        Assert.Equal("Create", (string?)create["type"]);
        Assert.Equal(("Note", "Right"), ((string?)vote["type"], (string?)vote["name"]));
        Assert.Equal(new Uri(scene.Peer.BaseUrl, "/notes/1").AbsoluteUri, (string?)vote["inReplyTo"]);
        Assert.Equal(scene.Peer.ActorId.AbsoluteUri, One(vote["to"]));
        Assert.Null(vote["content"]);
        Assert.Equal([4L, 3], await CountsAsync(scene.Server));
        Assert.Equal(1, await scene.Server.AskAsync(db => db.Notices.CountAsync()));
    }

    [Theory]
    [EachDatabase("silent")]
    [EachDatabase("closes it")]
    [EachDatabase("puts it off")]
    public async Task Who_voted_elsewhere_is_told_when_the_poll_is_over(TestDatabase database, string itsServer)
    {
        var clock = new FakeClock();
        await using var scene = await Scene.SetAsync(database, o => o.Clock = clock, clock: clock);
        await scene.PeerFollowsAliceAsync();
        var question = scene.Question("/notes/1", ("Left", 4), ("Right", 2));
        question["object"]!["endTime"] = clock.GetUtcNow().AddHours(1).ToString("O");
        await scene.DeliverAsync(question);
        var poll = await scene.Server.AskAsync(db => db.Notices.Select(n => n.Id).SingleAsync());
        await scene.Alice.VoteAsync(poll, 1);

        clock.Advance(TimeSpan.FromMinutes(61));
        if (itsServer == "closes it")
            await ChangeAsync(scene, question, "closed", clock.GetUtcNow());
        if (itsServer == "puts it off")
            await ChangeAsync(scene, question, "endTime", clock.GetUtcNow().AddHours(1));
        await scene.Server.WaitUntilIdleAsync();
        Assert.False(await IsToldAsync());

        clock.Advance(TimeSpan.FromMinutes(5));
        await scene.Server.WaitUntilIdleAsync();
        Assert.Equal(itsServer != "puts it off", await IsToldAsync());
        clock.Advance(TimeSpan.FromHours(1));
        await Wait.UntilAsync(IsToldAsync);

        Task<bool> IsToldAsync() => scene.Server.AskAsync(db => db.Notifications.AnyAsync(
            n => n.Kind == NotificationKind.Poll && n.OwnerId == scene.Alice.ActorId && n.NoticeId == poll));
    }

    [Theory, EachDatabase]
    public async Task Votes_from_elsewhere_count_once_each_and_only_while_and_where_they_may(TestDatabase database)
    {
        var clock = new FakeClock();
        await using var scene = await Scene.SetAsync(database, o => o.Clock = clock, clock: clock);
        var single = await scene.Alice.PostAsync(new Draft("One?", Poll: LeftOrRight));
        var several = await scene.Alice.PostAsync(new Draft("Many?", Poll: LeftOrRight with { IsMultiple = true }));
        var hidden = await scene.Alice.PostAsync(new Draft("Hidden?", Visibility.Followers, Poll: LeftOrRight));
        var plain = await scene.Alice.PostAsync("No poll.");

        foreach (var (id, notice, name) in new[]
        {
            ("1", single, "Left"), ("2", single, "Right"), ("3", single, "Left"), ("4", several, "Left"), ("5", several, "Right"),
            ("6", several, "Right"), ("7", several, "Neither"), ("8", hidden, "Left"), ("9", plain, "Left"),
        })
            await scene.DeliverAsync(scene.VoteFor(notice.Uri, name, $"/votes/{id}"));
        clock.Advance(TimeSpan.FromHours(2));
        await scene.DeliverAsync(scene.VoteFor(hidden.Uri, "Left", "/votes/10"));

        var polls = await scene.Server.AskAsync(db => db.Polls.Include(p => p.Options).ToDictionaryAsync(p => p.NoticeId));
        Assert.Equal("1 0 by 1", Of(polls[single.Id]));
        Assert.Equal("1 1 by 1", Of(polls[several.Id]));
        Assert.Equal("0 0 by 0", Of(polls[hidden.Id]));
        Assert.Equal(4, await scene.Server.AskAsync(db => db.Notices.CountAsync()));
    }

    [Theory, EachDatabase]
    public async Task Counts_change_only_by_the_polls_author_and_are_no_edit(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var mallory = await Peer.StartAsync();
        await scene.DeliverAsync(scene.Question("/notes/1", ("Left", 0), ("Right", 0)));

        var forged = scene.Question("/notes/1", ("Left", 99), ("Right", 0));
        forged["type"] = "Update";
        forged["actor"] = mallory.ActorId.AbsoluteUri;
        forged["id"] = new Uri(mallory.BaseUrl, "/forged").AbsoluteUri;
        await mallory.SendAsync(scene.Server, forged);
        await scene.Server.WaitUntilIdleAsync();
        Assert.Equal([0L, 0], await CountsAsync(scene.Server));

        var counted = scene.Question("/notes/1", ("Left", 3), ("Right", 1));
        counted["type"] = "Update";
        counted["id"] = new Uri(scene.Peer.BaseUrl, "/updates/1").AbsoluteUri;
        counted["object"]!["votersCount"] = 4;
        await scene.DeliverAsync(counted);

        Assert.Equal([3L, 1], await CountsAsync(scene.Server));
        Assert.Null(await scene.Server.AskAsync(db => db.Notices.Select(n => n.EditedAt).SingleAsync()));
        Assert.False(await scene.Server.AskAsync(db => db.NoticeVersions.AnyAsync()));
    }

    private static string Of(Poll poll) =>
        $"{string.Join(' ', poll.Options.OrderBy(o => o.Position).Select(o => o.VotesCount))} by {poll.VotersCount}";

    private static Task<List<long>> CountsAsync(TestServer server) =>
        server.AskAsync(db => db.PollOptions.OrderBy(o => o.Position).Select(o => o.VotesCount).ToListAsync());

    private static string? One(JsonNode? value) => (string?)(value is JsonArray list ? Assert.Single(list) : value);

    private static Task ChangeAsync(Scene scene, JsonObject question, string property, DateTimeOffset at)
    {
        var changed = question["object"]!.DeepClone();
        changed[property] = at.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        return scene.DeliverAsync(scene.Peer.Activity("Update", "/updates/1", changed));
    }
}
