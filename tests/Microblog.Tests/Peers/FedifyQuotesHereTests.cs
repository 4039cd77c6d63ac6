using System.Text.Json.Nodes;
using Microblog.Tests.Support;

namespace Microblog.Tests.Peers;

/// <summary>Somebody on Fedify quotes what is said here (FEP-044f), and what of it is shown.</summary>
public sealed class FedifyQuotesHereTests(FedifyPair pair)
{
    [FedifyTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_quote_is_agreed_to_by_a_stamp_that_Fedify_fetches_and_finds_proven(bool embeds)
    {
        var scene = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();
        var quoted = await scene.Alice.PostAsync(new { status = "Words to be quoted." });

        var (note, accept) = await QuoteAsync(scene, quoted, "Accept", embeds);

        var stamp = StampIn(accept);
        Assert.Equal((202, "valid"), (accept.Status, accept.Proof));
        Assert.Equal("QuoteRequest", (string?)accept.Object["type"]);
        Assert.Null((string?)(await JudgeAsync(scene, stamp, note, quoted))["objection"]);
        await Wait.UntilAsync(async () => (string?)(await scene.Bob.TryAsync("quoteOf", new { @object = note }))["stamp"] == stamp);
        var shown = await scene.Alice.SeesAtHomeAsync(note, status => QuoteStateOf(status) == "accepted");
        Assert.Equal((string)quoted["id"]!, (string?)shown["quote"]!["quoted_status"]!["id"]);
        Assert.Null((string?)shown["edited_at"]);
        await scene.Alice.SeesAsync(quoted, status => (int)status["quotes_count"]! == 1);
    }

    [FedifyFact]
    public async Task A_stamp_is_for_two_notes_and_no_others()
    {
        var scene = await pair.MeetAsync();
        var quoted = await scene.Alice.PostAsync(new { status = "Words to be quoted." });
        var other = await scene.Alice.PostAsync(new { status = "Other words." });

        var (note, accept) = await QuoteAsync(scene, quoted, "Accept");

        Assert.NotNull((string?)(await JudgeAsync(scene, StampIn(accept), note, other))["objection"]);
        Assert.NotNull((string?)(await JudgeAsync(scene, StampIn(accept), new Uri(note.AbsoluteUri + "0"), quoted))["objection"]);
    }

    [FedifyTheory]
    [InlineData("nobody", false, "Reject")]
    [InlineData("nobody", true, "Reject")]
    [InlineData("followers", false, "Reject")]
    [InlineData("followers", true, "Accept")]
    [InlineData("public", false, "Accept")]
    public async Task The_answer_is_what_the_author_said_of_the_notice(string policy, bool isFollower, string answer)
    {
        var scene = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();
        if (isFollower)
            await scene.BobFollowsAliceAsync();
        var quoted = await scene.Alice.PostAsync(new { status = $"For {policy}.", quote_approval_policy = policy });

        var (note, heard) = await QuoteAsync(scene, quoted, answer);

        Assert.NotNull(heard.SignedBy);
        Assert.Equal(answer == "Accept", heard.Activity["result"] is not null);
        var status = await scene.Alice.SeesAtHomeAsync(note);
        Assert.Equal(answer == "Accept" ? "accepted" : "pending", QuoteStateOf(status));
        Assert.Equal(answer == "Accept", status["quote"]!["quoted_status"] is not null);
    }

    [FedifyTheory]
    [InlineData("public")]
    [InlineData("followers")]
    [InlineData("nobody")]
    public async Task Fedify_reads_who_may_quote(string policy)
    {
        var scene = await pair.MeetAsync();
        var alice = (await scene.Alice.IdAsync()).AbsoluteUri;
        var quoted = await scene.Alice.PostAsync(new { status = $"For {policy}.", quote_approval_policy = policy });

        var read = await scene.Bob.TryAsync("fetch", new { url = (string)quoted["uri"]! });

        var rule = read["parsed"]!["interactionPolicy"]!["canQuote"]!;
        var expected = policy switch
        {
            "public" => Arrival.AsPublic,
            "followers" => $"{alice}/followers",
            _ => alice,
        };
        Assert.Contains(expected, Arrival.Ids(rule["automaticApproval"]));
        Assert.Null(rule["manualApproval"]);
    }

    [FedifyFact]
    public async Task A_consent_taken_back_is_heard_its_stamp_is_gone_and_asking_again_does_not_help()
    {
        var scene = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();
        var quoted = await scene.Alice.PostAsync(new { status = "Words to be taken back." });
        var (note, accept) = await QuoteAsync(scene, quoted, "Accept");
        var stamp = StampIn(accept);
        await Wait.UntilAsync(async () => (string?)(await scene.Bob.TryAsync("quoteOf", new { @object = note }))["stamp"] == stamp);
        var quoting = await scene.Alice.SeesAtHomeAsync(note, status => QuoteStateOf(status) == "accepted");

        await scene.Alice.Phone.AskAsync(
            HttpMethod.Post, $"/api/v1/statuses/{(string)quoted["id"]!}/quotes/{(string)quoting["id"]!}/revoke");

        var delete = await scene.FedifyHearsAsync("Delete", stamp);
        Assert.Equal((202, "valid"), (delete.Status, delete.Proof));
        Assert.DoesNotContain((string)quoted["uri"]!, delete.Raw, StringComparison.Ordinal);
        Assert.NotNull((string?)(await JudgeAsync(scene, stamp, note, quoted))["objection"]);
        await scene.Alice.SeesAtHomeAsync(note, status => status["quote"]?["quoted_status"] is null);

        // Fedify then says that the note quotes nothing any more.
        await Wait.UntilAsync(async () => (await scene.Bob.TryAsync("quoteOf", new { @object = note }))["quote"] is null);
        await scene.Alice.SeesAtHomeAsync(note, status => status["quote"] is null && status["edited_at"] is null);
        await AskAsync(scene, quoted, await scene.Bob.PostAsync(new { content = "<p>Another.</p>", quote = (string)quoted["uri"]! }), "Accept");
        await scene.Bob.DoAsync("edit", new { @object = note, content = "<p>Look again.</p>", quote = (string)quoted["uri"]! });
        await AskAsync(scene, quoted, note, "Reject");
    }

    [FedifyFact]
    public async Task A_notice_that_is_deleted_takes_its_stamps_along()
    {
        var scene = await pair.MeetAsync();
        var quoted = await scene.Alice.PostAsync(new { status = "Words to be deleted." });
        var (note, accept) = await QuoteAsync(scene, quoted, "Accept");

        await scene.Alice.Phone.DeleteAsync((string)quoted["id"]!);

        await Wait.UntilAsync(async () => (string?)(await JudgeAsync(scene, StampIn(accept), note, quoted))["objection"] is not null);
    }

    internal static string? QuoteStateOf(JsonNode status) => (string?)status["quote"]?["state"];

    // The note is on its way to alice's server before its author asks.
    private static async Task<(Uri Note, Arrival Answer)> QuoteAsync(FedifyScene scene, JsonNode quoted, string answer, bool embeds = true)
    {
        var note = await scene.Bob.PostAsync(new { content = "<p>Look at this.</p>", quote = (string)quoted["uri"]! });
        return (note, await AskAsync(scene, quoted, note, answer, embeds));
    }

    private static async Task<Arrival> AskAsync(FedifyScene scene, JsonNode quoted, Uri note, string answer, bool embeds = true)
    {
        var to = new[] { await scene.Alice.IdAsync() };
        var asked = await scene.Bob.DoAsync("requestQuote", new { @object = (string)quoted["uri"]!, quote = note, embeds, to });
        return await scene.FedifyHearsAsync(answer, (string)asked["activity"]!);
    }

    private static string StampIn(Arrival accept) => Assert.Single(Arrival.Ids(accept.Activity["result"]));

    private static Task<JsonNode> JudgeAsync(FedifyScene scene, string stamp, Uri quoting, JsonNode quoted) =>
        scene.Fedify.DoAsync("judgeStamp", new { stamp, quoting, quoted = (string)quoted["uri"]! });
}
