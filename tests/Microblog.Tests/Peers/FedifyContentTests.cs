using System.Text.Json.Nodes;
using Microblog.Tests.Support;

namespace Microblog.Tests.Peers;

/// <summary>Polls, edits and what hangs on a notice, between our server and one made of Fedify.</summary>
public sealed class FedifyContentTests(FedifyPair pair)
{
    private static readonly string[] Choices = ["tea", "coffee"];
    private static readonly int[] FirstChoice = [0];
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
    public async Task A_notice_said_anew_is_heard_anew()
    {
        var scene = await pair.MeetAsync();
        await scene.BobFollowsAliceAsync();
        var status = await scene.Alice.PostAsync(new { status = "frist" });
        var uri = (string)status["uri"]!;
        await scene.FedifyHearsAsync("Create", uri);

        await scene.Alice.Phone.AskAsync(HttpMethod.Put, $"/api/v1/statuses/{(string)status["id"]!}", FedifyServer.Json(new { status = "first" }));

        var update = await scene.FedifyHearsAsync("Update", uri);
        Assert.Equal("<p>first</p>", (string?)update.Object["content"]);
        Assert.NotNull((string?)update.Object["updated"]);
        Assert.Equal("valid", update.Proof);
    }

    [FedifyFact]
    public async Task Attachments_are_named_with_their_descriptions()
    {
        var scene = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();
        var picture = new Uri(scene.Fedify.Url, "/pictures/cat.png").AbsoluteUri;

        var note = await scene.Bob.PostAsync(new { content = "<p>Look.</p>", attachments = new[] { new[] { picture, "image/png", "A cat." } } });

        var attachment = Assert.Single((await scene.Alice.SeesAtHomeAsync(note))["media_attachments"]!.AsArray())!;
        Assert.Equal(("image", "A cat.", picture), ((string)attachment["type"]!, (string)attachment["description"]!, (string)attachment["remote_url"]!));
    }

    [FedifyFact]
    public async Task An_article_is_a_title_and_a_link()
    {
        var scene = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();
        var page = new Uri(scene.Fedify.Url, "/articles/1").AbsoluteUri;

        var note = await scene.Bob.PostAsync(new { content = "<p>A long story.</p>", article = new[] { "On wikis", page } });

        var content = (string)(await scene.Alice.SeesAtHomeAsync(note))["content"]!;
        Assert.Contains("<strong>On wikis</strong>", content, StringComparison.Ordinal);
        Assert.Contains($"href=\"{page}\"", content, StringComparison.Ordinal);
    }

    [FedifyFact]
    public async Task Answers_and_conversation_of_a_notice_are_collections()
    {
        var scene = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();
        var uri = (string)(await scene.Alice.PostAsync(new { status = "Talk to me." }))["uri"]!;

        var reply = await scene.Bob.PostAsync(new { content = "<p>Hello.</p>", inReplyTo = uri, to = new[] { await scene.Alice.IdAsync() } });

        await scene.Alice.SeesAtHomeAsync(reply);
        Assert.Equal([reply.AbsoluteUri], await WalkAsync(scene, uri, "replies"));
        Assert.Contains(uri, await WalkAsync(scene, uri, "context"));
    }

    private static async Task<IReadOnlyList<string>> WalkAsync(FedifyScene scene, string uri, string collection)
    {
        var note = (await scene.Bob.TryAsync("fetch", new { url = uri }))["document"]!;
        var url = note[collection] is JsonObject embedded ? (string)embedded["id"]! : (string)note[collection]!;
        return Arrival.Ids((await scene.Bob.TryAsync("walk", new { url }))["ids"]);
    }
}
