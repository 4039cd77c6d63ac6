using System.Text.Json.Nodes;

namespace Microblog.Tests.Peers;

/// <summary>What is said on Fedify is quoted (FEP-044f): from here, where its author is asked, and there, where a stamp has to prove it.</summary>
public sealed class FedifyIsQuotedTests(FedifyPair pair)
{
    [FedifyTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_author_is_asked_and_the_quote_is_shown_once_there_is_a_stamp(bool embeds)
    {
        var scene = await pair.MeetAsync();
        await scene.BobFollowsAliceAsync();
        var (note, quoting, request) = await QuoteAsync(scene);
        Assert.Equal("pending", FedifyQuotesHereTests.QuoteStateOf(quoting));
        Assert.Null(quoting["quote"]!["quoted_status"]);
        Assert.Equal((202, "valid", note.AbsoluteUri), (request.Status, request.Proof, request.ObjectId!));
        Assert.Equal([(string)quoting["uri"]!], Arrival.Ids(request.Activity["instrument"]));
        var create = await scene.FedifyHearsAsync("Create", (string)quoting["uri"]!);
        Assert.Equal([note.AbsoluteUri], Arrival.Ids(create.Object["quote"]));
        Assert.Null(create.Object["quoteAuthorization"]);

        var stamp = await scene.Bob.AgreeAsync(request, embeds);

        var shown = await scene.Alice.SeesAsync(quoting, status => FedifyQuotesHereTests.QuoteStateOf(status) == "accepted");
        Assert.Equal(note.AbsoluteUri, (string?)shown["quote"]!["quoted_status"]!["uri"]);
        var update = await HearsOfQuoteAsync(scene, quoting, stamp.AbsoluteUri);
        Assert.Equal((202, "valid"), (update.Status, update.Proof));
        Assert.Null((string?)update.Object["updated"]);
        Assert.Null((string?)(await scene.Fedify.DoAsync(
            "judgeStamp", new { stamp, quoting = (string)quoting["uri"]!, quoted = note }))["objection"]);
    }

    [FedifyFact]
    public async Task Who_is_refused_shows_nothing_and_quotes_no_more()
    {
        var scene = await pair.MeetAsync();
        var (_, quoting, request) = await QuoteAsync(scene);

        await scene.Bob.DoAsync("answerQuote", new { request = (string)request.Activity["id"]!, agrees = false });

        var shown = await scene.Alice.SeesAsync(quoting, status => FedifyQuotesHereTests.QuoteStateOf(status) == "rejected");
        Assert.Null(shown["quote"]!["quoted_status"]);
        var update = await HearsOfQuoteAsync(scene, quoting, stamp: null);
        Assert.Null(update.Object["quote"]);
    }

    [FedifyFact]
    public async Task A_stamp_that_is_taken_back_ends_the_quote_and_everybody_is_told()
    {
        var scene = await pair.MeetAsync();
        await scene.BobFollowsAliceAsync();
        var (_, quoting, request) = await QuoteAsync(scene);
        var stamp = await scene.Bob.AgreeAsync(request);
        await scene.Alice.SeesAsync(quoting, status => FedifyQuotesHereTests.QuoteStateOf(status) == "accepted");
        await HearsOfQuoteAsync(scene, quoting, stamp.AbsoluteUri);

        await scene.Bob.DoAsync("delete", new { @object = stamp, to = new[] { await scene.Alice.IdAsync() } });

        var shown = await scene.Alice.SeesAsync(quoting, status => FedifyQuotesHereTests.QuoteStateOf(status) == "revoked");
        Assert.Null(shown["quote"]!["quoted_status"]);
        var update = await HearsOfQuoteAsync(scene, quoting, stamp: null);
        Assert.Null(update.Object["quote"]);
    }

    [FedifyTheory]
    [InlineData("public", "automatic")]
    [InlineData("nobody", "denied")]
    [InlineData(null, "unknown")]
    public async Task Who_may_quote_a_note_is_read_from_it(string? quotable, string shown)
    {
        var scene = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();

        var note = await scene.Bob.PostAsync(quotable is null ? new { content = "<p>Words.</p>" } : new { content = "<p>Words.</p>", quotable });

        Assert.Equal(shown, (string?)(await scene.Alice.SeesAtHomeAsync(note))["quote_approval"]!["current_user"]);
    }

    [FedifyTheory]
    [InlineData("quote")]
    [InlineData("quoteUrl")]
    [InlineData("link")]
    public async Task A_quote_of_ones_own_is_understood_in_every_way_of_writing_it(string quotedBy)
    {
        var scene = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();
        var quoted = await scene.Bob.PostAsync(new { content = "<p>My own words.</p>" });

        var note = await scene.Bob.PostAsync(new { content = "<p>As I said.</p>", quote = quoted, quotedBy });

        var shown = await scene.Alice.SeesAtHomeAsync(note, status => FedifyQuotesHereTests.QuoteStateOf(status) == "accepted");
        Assert.Equal(quoted.AbsoluteUri, (string?)shown["quote"]!["quoted_status"]!["uri"]);
    }

    [FedifyFact]
    public async Task A_quote_of_anothers_words_is_shown_by_the_others_stamp_until_that_is_taken_back()
    {
        var scene = await pair.MeetAsync();
        var carol = (await pair.MeetAsync()).Bob;
        await scene.AliceFollowsBobAsync();
        var words = await carol.PostAsync(new { content = "<p>Words of Carol.</p>" });
        var note = await scene.Bob.PostAsync(new { content = "<p>Carol says:</p>", quote = words });
        await scene.Alice.SeesAtHomeAsync(note, status => FedifyQuotesHereTests.QuoteStateOf(status) == "pending");

        var stamp = (string)(await carol.TryAsync("stamp", new { quoting = note, quoted = words }))["stamp"]!;
        await scene.Bob.DoAsync("edit", new { @object = note, content = "<p>Carol really says:</p>", quote = words, authorization = stamp });

        var shown = await scene.Alice.SeesAtHomeAsync(note, status => FedifyQuotesHereTests.QuoteStateOf(status) == "accepted");
        Assert.Equal(words.AbsoluteUri, (string?)shown["quote"]!["quoted_status"]!["uri"]);
        await carol.DoAsync("delete", new { @object = stamp, to = new[] { await scene.Alice.IdAsync() } });
        await scene.Alice.SeesAtHomeAsync(note, status => FedifyQuotesHereTests.QuoteStateOf(status) == "revoked");
    }

    [FedifyTheory]
    [InlineData("another author's")]
    [InlineData("another note's")]
    public async Task A_stamp_that_proves_something_else_proves_nothing(string whose)
    {
        var scene = await pair.MeetAsync();
        var carol = (await pair.MeetAsync()).Bob;
        await scene.AliceFollowsBobAsync();
        var words = await carol.PostAsync(new { content = "<p>Words of Carol.</p>" });
        var other = await scene.Bob.PostAsync(new { content = "<p>Carol says nothing.</p>" });
        var by = whose == "another author's" ? scene.Bob : carol;
        var stamp = (string)(await by.TryAsync("stamp", new { quoting = other, quoted = words }))["stamp"]!;

        var note = await scene.Bob.PostAsync(new { content = "<p>Carol says:</p>", quote = words, authorization = stamp });
        var honest = await scene.Bob.PostAsync(new { content = "<p>I say:</p>", quote = other });

        // The second is checked after the first.
        await scene.Alice.SeesAtHomeAsync(honest, status => FedifyQuotesHereTests.QuoteStateOf(status) == "accepted");
        var shown = await scene.Alice.SeesAtHomeAsync(note);
        Assert.Equal("pending", FedifyQuotesHereTests.QuoteStateOf(shown));
        Assert.Null(shown["quote"]!["quoted_status"]);
    }

    // Alice quotes what bob said, and he is asked.
    private static async Task<(Uri Note, JsonNode Quoting, Arrival Request)> QuoteAsync(FedifyScene scene)
    {
        await scene.AliceFollowsBobAsync();
        var note = await scene.Bob.PostAsync(new { content = "<p>Words of Bob.</p>" });
        var seen = await scene.Alice.SeesAtHomeAsync(note);
        var quoting = await scene.Alice.PostAsync(new { status = "Hear, hear.", quoted_status_id = (string)seen["id"]! });
        return (note, quoting, await scene.FedifyHearsAsync("QuoteRequest", note.AbsoluteUri));
    }

    private static Task<Arrival> HearsOfQuoteAsync(FedifyScene scene, JsonNode quoting, string? stamp) => scene.Fedify.ReceivesAsync(
        a => a.Type == "Update" && a.ObjectId == (string)quoting["uri"]! && Arrival.Ids(a.Object["quoteAuthorization"]).SingleOrDefault() == stamp);
}
