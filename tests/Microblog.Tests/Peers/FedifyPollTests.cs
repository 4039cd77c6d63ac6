using Microblog.Notices;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Peers;

/// <summary>Polls between our server and one made of Fedify: asked, voted in, counted and over.</summary>
public sealed class FedifyPollTests(FedifyPair pair)
{
    private static readonly string[] Choices = ["tea", "coffee"];
    private static readonly int[] FirstChoice = [0];
    private static readonly int[] BothChoices = [0, 1];
    private static readonly int[] Votes = [3, 5];

    [FedifyFact]
    public async Task A_poll_here_is_understood_and_voted_in()
    {
        var scene = await pair.MeetAsync();
        await scene.BobFollowsAliceAsync();
        var status = await scene.Alice.PostAsync(new { status = "What to drink?", poll = new { options = Choices, expires_in = 3600 } });
        var (uri, path) = ((string)status["uri"]!, $"/api/v1/polls/{(string)status["poll"]!["id"]!}");

        var create = await scene.FedifyHearsAsync("Create", uri);
        Assert.Equal("Question", (string?)create.Object["type"]);
        Assert.Equal(Choices, create.Object["oneOf"]!.AsArray().Select(choice => (string)choice!["name"]!));
        Assert.NotNull((string?)create.Object["endTime"]);

        var to = new[] { await scene.Alice.IdAsync() };
        await scene.Bob.DoAsync("note", new { vote = true, content = "coffee", inReplyTo = uri, visibility = "direct", addressees = to, to });
        await Wait.UntilAsync(async () => (int)(await scene.Alice.Phone.AskAsync(HttpMethod.Get, path))["votes_count"]! == 1);
        var options = (await scene.Alice.Phone.AskAsync(HttpMethod.Get, path))["options"]!.AsArray();
        Assert.Equal([0, 1], options.Select(option => (int)option!["votes_count"]!));
    }

    [FedifyFact]
    public async Task A_poll_on_Fedify_is_voted_in_and_its_counts_are_shown()
    {
        var scene = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();
        var question = new { content = "<p>What to drink?</p>", choices = Choices, closes = TimeProvider.System.GetUtcNow().AddHours(1) };
        var note = await scene.Bob.PostAsync(question);
        var status = await scene.Alice.SeesAtHomeAsync(note);
        Assert.Equal(Choices, status["poll"]!["options"]!.AsArray().Select(option => (string)option!["title"]!));

        await scene.Alice.Phone.AskAsync(
            HttpMethod.Post, $"/api/v1/polls/{(string)status["poll"]!["id"]!}/votes", FedifyServer.Json(new { choices = FirstChoice }));
        var vote = await scene.Fedify.ReceivesAsync(a => a.Type == "Create" && Arrival.Ids(a.Object["inReplyTo"]).Contains(note.AbsoluteUri));
        Assert.Equal("tea", (string?)vote.Object["name"]);
        Assert.Null(vote.Object["content"]);
        Assert.Equal([scene.Bob.Id.AbsoluteUri], Arrival.Ids(vote.Object["to"]));

        await scene.Bob.DoAsync("count", new { @object = note, votes = Votes });
        await Wait.UntilAsync(async () => (int)(await scene.Alice.SeesAtHomeAsync(note))["poll"]!["votes_count"]! == 8);
    }

    [FedifyFact]
    public async Task A_poll_on_Fedify_that_is_over_is_shown_so_and_that_is_no_edit()
    {
        var scene = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();
        var note = await scene.Bob.PostAsync(
            new { content = "<p>What to drink?</p>", choices = Choices, closes = TimeProvider.System.GetUtcNow().AddHours(1) });
        Assert.False((bool)(await scene.Alice.SeesAtHomeAsync(note))["poll"]!["expired"]!);

        await scene.Bob.DoAsync("count", new { @object = note, votes = Votes, closed = TimeProvider.System.GetUtcNow() });

        var status = await scene.Alice.SeesAtHomeAsync(note, s => (bool)s["poll"]!["expired"]!);
        Assert.Equal(Votes, status["poll"]!["options"]!.AsArray().Select(option => (int)option!["votes_count"]!));
        Assert.Null((string?)status["edited_at"]);
    }

    [FedifyFact]
    public async Task A_poll_on_Fedify_with_several_choices_is_voted_in_once_for_each()
    {
        var scene = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();
        var note = await scene.Bob.PostAsync(
            new { content = "<p>What to eat?</p>", choices = Choices, multiple = true, closes = TimeProvider.System.GetUtcNow().AddHours(1) });
        var status = await scene.Alice.SeesAtHomeAsync(note);
        Assert.True((bool)status["poll"]!["multiple"]!);

        await scene.Alice.Phone.AskAsync(
            HttpMethod.Post, $"/api/v1/polls/{(string)status["poll"]!["id"]!}/votes", FedifyServer.Json(new { choices = BothChoices }));

        foreach (var choice in Choices)
        {
            await scene.Fedify.ReceivesAsync(a => a.Type == "Create"
                && Arrival.Ids(a.Object["inReplyTo"]).Contains(note.AbsoluteUri) && (string?)a.Object["name"] == choice);
        }
    }

    [FedifyFact]
    public async Task A_poll_here_with_several_choices_is_understood_and_each_vote_counts_once()
    {
        var scene = await pair.MeetAsync();
        await scene.BobFollowsAliceAsync();
        var status = await scene.Alice.PostAsync(new { status = "What to eat?", poll = new { options = Choices, expires_in = 3600, multiple = true } });
        var uri = (string)status["uri"]!;
        var create = await scene.FedifyHearsAsync("Create", uri);
        Assert.Equal(Choices, create.Object["anyOf"]!.AsArray().Select(choice => (string)choice!["name"]!));

        var to = new[] { await scene.Alice.IdAsync() };
        foreach (var content in (string[])[Choices[0], .. Choices])
            await scene.Bob.DoAsync("note", new { vote = true, content, inReplyTo = uri, visibility = "direct", addressees = to, to });

        var voted = await scene.Alice.SeesAsync(
            status, s => s["poll"]!["options"]!.AsArray().Select(option => (int)option!["votes_count"]!).SequenceEqual([1, 1]));
        Assert.Equal(1, (int?)voted["poll"]!["voters_count"]);
    }

    [FedifyTheory, EachDatabase]
    public async Task The_counts_of_a_poll_here_and_its_end_are_told(TestDatabase database)
    {
        // Fedify knows no clock but the real one, so ours starts with it.
        var clock = new FakeClock();
        clock.Advance(TimeProvider.System.GetUtcNow() - clock.GetUtcNow());
        await using var ours = await TestServer.StartAsync(database, o => o.Clock = clock);
        var bob = (await pair.MeetAsync()).Bob;
        var alice = await ours.SignUpAsync("alice");
        await bob.DoAsync("follow", new { whom = alice.Actor.Uri });
        await ours.WaitUntilAsync(db => db.Follows.AnyAsync(f => f.IsAccepted));
        var notice = await alice.PostAsync(new Draft("What to drink?", Poll: new(Choices, IsMultiple: false, TimeSpan.FromMinutes(10))));
        await bob.Server.ReceivesAsync(a => a.Type == "Create" && a.ObjectId == notice.Uri.AbsoluteUri);

        var to = new[] { alice.Actor.Uri };
        await bob.DoAsync("note", new { vote = true, content = "coffee", inReplyTo = notice.Uri, visibility = "direct", addressees = to, to });
        await ours.WaitUntilAsync(db => db.PollVotes.AnyAsync());
        clock.Advance(TimeSpan.FromMinutes(4));
        var counts = await bob.Server.ReceivesAsync(a => a.Type == "Update" && a.ObjectId == notice.Uri.AbsoluteUri);
        Assert.Equal([0, 1], CountsIn(counts));
        Assert.Equal((202, "valid", 1), (counts.Status, counts.Proof, (int)counts.Object["votersCount"]!));
        Assert.Null(counts.Object["updated"]);
        Assert.Null(counts.Object["closed"]);

        clock.Advance(TimeSpan.FromMinutes(7));
        var end = await bob.Server.ReceivesAsync(a => a.Type == "Update" && a.ObjectId == notice.Uri.AbsoluteUri && a.Object["closed"] is not null);
        Assert.Equal([0, 1], CountsIn(end));
    }

    private static IEnumerable<int> CountsIn(Arrival update) =>
        update.Object["oneOf"]!.AsArray().Select(choice => (int)choice!["replies"]!["totalItems"]!);
}
