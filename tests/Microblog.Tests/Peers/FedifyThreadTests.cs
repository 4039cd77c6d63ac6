using System.Text.Json.Nodes;
using Microblog.Tests.Support;

namespace Microblog.Tests.Peers;

/// <summary>What stands around a notice: read from Fedify, and shown to it.</summary>
public sealed class FedifyThreadTests(FedifyPair pair)
{
    [FedifyFact]
    public async Task What_an_unknown_note_answers_is_read_where_it_was_said()
    {
        var scene = await pair.MeetAsync();
        var carol = (await pair.MeetAsync()).Bob;
        await scene.AliceFollowsBobAsync();
        var asked = await carol.PostAsync(new { content = "<p>Nobody here has read this.</p>" });

        var reply = await scene.Bob.PostAsync(new { content = "<p>But I have.</p>", inReplyTo = asked });

        await Wait.UntilAsync(
            async () => (string?)(await scene.Alice.SeesAtHomeAsync(reply))["in_reply_to_id"] is not null, TimeSpan.FromMinutes(1), "the parent is read");
        var parent = (string)(await scene.Alice.SeesAtHomeAsync(reply))["in_reply_to_id"]!;
        var status = await scene.Alice.Phone.AskAsync(HttpMethod.Get, $"/api/v1/statuses/{parent}");
        Assert.Equal(asked.AbsoluteUri, (string?)status["uri"]);
        Assert.Equal("<p>Nobody here has read this.</p>", (string?)status["content"]);
    }

    [FedifyFact]
    public async Task Likes_and_shares_of_a_notice_are_counted_in_collections()
    {
        var scene = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();
        var to = new[] { await scene.Alice.IdAsync() };
        var uri = (string)(await scene.Alice.PostAsync(new { status = "Talk to me." }))["uri"]!;

        await scene.Bob.DoAsync("like", new { @object = uri, to });
        await scene.Bob.DoAsync("announce", new { @object = uri, to });

        await Wait.UntilAsync(async () => await TotalAsync(scene, uri, "likes") == 1 && await TotalAsync(scene, uri, "shares") == 1);
    }

    private static async Task<int> TotalAsync(FedifyScene scene, string uri, string collection)
    {
        var note = (await scene.Bob.TryAsync("fetch", new { url = uri }))["document"]!;
        var url = note[collection] is JsonObject embedded ? (string)embedded["id"]! : (string)note[collection]!;
        return (int)(await scene.Bob.TryAsync("walk", new { url }))["total"]!;
    }
}
