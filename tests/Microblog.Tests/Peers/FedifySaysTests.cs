using Microblog.Tests.Support;

namespace Microblog.Tests.Peers;

/// <summary>What is said on a server made of Fedify, as our server shows it.</summary>
public sealed class FedifySaysTests(FedifyPair pair)
{
    private static readonly string[] Hashtags = ["Wikis"];

    [FedifyTheory]
    [InlineData("public", "public")]
    [InlineData("unlisted", "unlisted")]
    [InlineData("followers", "private")]
    public async Task A_note_reaches_a_follower_here_as_visible_as_it_was_meant(string meant, string shown)
    {
        var scene = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();

        var note = await scene.Bob.PostAsync(new { content = $"<p>Meant to be <em>{meant}</em>.</p>", visibility = meant });

        var status = await scene.Alice.SeesAtHomeAsync(note);
        Assert.Equal(shown, (string?)status["visibility"]);
        Assert.Equal($"<p>Meant to be <em>{meant}</em>.</p>", (string?)status["content"]);
        Assert.Equal(scene.Bob.Handle, (string?)status["account"]!["acct"]);
    }

    [FedifyFact]
    public async Task A_direct_note_reaches_whom_it_names()
    {
        var scene = await pair.MeetAsync();

        var note = await scene.Bob.PostAsync(new
        {
            content = "<p>between us</p>",
            visibility = "direct",
            mentions = await AliceAsync(scene),
            to = new[] { await scene.Alice.IdAsync() },
        });

        var status = await scene.Alice.SeesAtHomeAsync(note);
        Assert.Equal("direct", (string?)status["visibility"]);
        Assert.Equal("alice", (string?)Assert.Single(status["mentions"]!.AsArray())!["acct"]);
    }

    [FedifyFact]
    public async Task Content_warning_language_and_hashtag_are_understood()
    {
        var scene = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();

        var note = await scene.Bob.PostAsync(new
        {
            content = "<p>Es geht um #Wikis</p>",
            summary = "Gruß",
            sensitive = true,
            language = "de",
            hashtags = Hashtags,
        });

        var status = await scene.Alice.SeesAtHomeAsync(note);
        Assert.Equal(("Gruß", "de"), ((string)status["spoiler_text"]!, (string)status["language"]!));
        Assert.True((bool)status["sensitive"]!);
        Assert.Equal("wikis", (string?)Assert.Single(status["tags"]!.AsArray())!["name"], ignoreCase: true);
    }

    [FedifyFact]
    public async Task A_reply_stands_below_the_notice_here_that_it_answers()
    {
        var scene = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();
        await scene.BobFollowsAliceAsync();
        var asked = await scene.Alice.PostAsync(new { status = "Who is there?" });
        await scene.FedifyHearsAsync("Create", (string)asked["uri"]!);

        var reply = await scene.Bob.PostAsync(new
        {
            content = "<p>I am.</p>",
            inReplyTo = (string)asked["uri"]!,
            mentions = await AliceAsync(scene),
            to = new[] { await scene.Alice.IdAsync() },
        });

        Assert.Equal((string)asked["id"]!, (string?)(await scene.Alice.SeesAtHomeAsync(reply))["in_reply_to_id"]);
    }

    [FedifyFact]
    public async Task A_note_said_anew_is_shown_anew_and_goes_when_it_is_deleted()
    {
        var scene = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();
        var note = await scene.Bob.PostAsync(new { content = "<p>first</p>" });
        await scene.Alice.SeesAtHomeAsync(note);

        await scene.Bob.DoAsync("edit", new { @object = note, content = "<p>second</p>" });
        await Wait.UntilAsync(async () => (string?)(await scene.Alice.SeesAtHomeAsync(note))["content"] == "<p>second</p>");
        var edited = await scene.Alice.SeesAtHomeAsync(note);
        Assert.NotNull((string?)edited["edited_at"]);
        var history = await scene.Alice.Phone.AskAsync(HttpMethod.Get, $"/api/v1/statuses/{(string)edited["id"]!}/history");
        Assert.Equal(["<p>first</p>", "<p>second</p>"], history.AsArray().Select(version => (string)version!["content"]!));

        await scene.Bob.DoAsync("delete", new { @object = note });
        await scene.Alice.NoLongerSeesAtHomeAsync(note);
    }

    [FedifyFact]
    public async Task A_changed_profile_is_shown()
    {
        var scene = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();

        await scene.Bob.DoAsync("change", new { displayName = "Robert", summary = "<p>hello</p>" });

        var path = $"/api/v1/accounts/{await scene.Alice.AccountAsync(scene.Bob)}";
        await Wait.UntilAsync(async () => (string?)(await scene.Alice.Phone.AskAsync(HttpMethod.Get, path))["display_name"] == "Robert");
        Assert.Equal("<p>hello</p>", (string?)(await scene.Alice.Phone.AskAsync(HttpMethod.Get, path))["note"]);
    }

    [FedifyFact]
    public async Task An_actor_that_leaves_takes_its_notes_along()
    {
        var scene = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();
        var note = await scene.Bob.PostAsync(new { content = "<p>my last</p>" });
        await scene.Alice.SeesAtHomeAsync(note);

        await scene.Bob.DoAsync("leave", new { to = new[] { await scene.Alice.IdAsync() } });

        await scene.Alice.NoLongerSeesAtHomeAsync(note);
    }

    [FedifyFact]
    public async Task An_actor_that_only_says_it_leaves_stays()
    {
        var scene = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();
        var note = await scene.Bob.PostAsync(new { content = "<p>my last, they say</p>" });
        await scene.Alice.SeesAtHomeAsync(note);

        await scene.Bob.DoAsync("leave", new { to = new[] { await scene.Alice.IdAsync() }, stays = true });
        var later = await scene.Bob.PostAsync(new { content = "<p>but I am here</p>" });

        await scene.Alice.SeesAtHomeAsync(later);
        await scene.Alice.SeesAtHomeAsync(note);
        Assert.True((bool)(await scene.Alice.RelationshipAsync(scene.Bob))["following"]!);
    }

    private static async Task<string[][]> AliceAsync(FedifyScene scene) =>
        [[(await scene.Alice.IdAsync()).AbsoluteUri, scene.Alice.Handle]];
}
