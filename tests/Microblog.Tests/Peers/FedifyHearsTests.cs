using System.Text.Json.Nodes;

namespace Microblog.Tests.Peers;

/// <summary>What is said here, as Fedify understands it.</summary>
public sealed class FedifyHearsTests(FedifyPair pair)
{
    [FedifyTheory]
    [InlineData("public")]
    [InlineData("unlisted")]
    [InlineData("private")]
    public async Task A_notice_reaches_a_follower_addressed_as_it_was_meant(string visibility)
    {
        var scene = await pair.MeetAsync();
        await scene.BobFollowsAliceAsync();

        var status = await scene.Alice.PostAsync(new { status = $"Meant to be {visibility}.", visibility });

        var create = await scene.FedifyHearsAsync("Create", (string)status["uri"]!);
        var followers = (await scene.Alice.FollowersAsync()).AbsoluteUri;
        var (to, cc) = visibility switch
        {
            "public" => ((string[])[Arrival.AsPublic], (string[])[followers]),
            "unlisted" => ([followers], [Arrival.AsPublic]),
            _ => ([followers], []),
        };
        Assert.Equal("Note", (string?)create.Object["type"]);
        Assert.Equal((to, cc), (Arrival.Ids(create.Object["to"]), Arrival.Ids(create.Object["cc"])), Same);
        Assert.Equal((to, cc), (Arrival.Ids(create.Activity["to"]), Arrival.Ids(create.Activity["cc"])), Same);
        Assert.Equal("/inbox", create.Path);
        await IsProvenAsync(scene, create);
    }

    [FedifyFact]
    public async Task A_direct_notice_reaches_whom_it_names_and_nobody_else()
    {
        var scene = await pair.MeetAsync();
        var stranger = await pair.MeetAsync();
        await scene.BobFollowsAliceAsync();
        await stranger.BobFollowsAliceAsync();

        var status = await scene.Alice.PostAsync(new { status = $"@{scene.Bob.Handle} between us", visibility = "direct" });

        var create = await scene.FedifyHearsAsync("Create", (string)status["uri"]!);
        Assert.Equal([scene.Bob.Id.AbsoluteUri], Arrival.Ids(create.Object["to"]));
        Assert.Empty(Arrival.Ids(create.Object["cc"]));
        var received = (await scene.Fedify.ReceivedAsync()).Where(a => a.ObjectId == (string)status["uri"]!);
        Assert.Equal($"/people/{scene.Bob.Name}/inbox", Assert.Single(received).Path);
    }

    [FedifyFact]
    public async Task Content_warning_language_mention_and_hashtag_are_understood()
    {
        var scene = await pair.MeetAsync();
        await scene.BobFollowsAliceAsync();

        var status = await scene.Alice.PostAsync(new
        {
            status = $"Guten Tag @{scene.Bob.Handle}, es geht um #Wikis",
            spoiler_text = "Gruß",
            language = "de",
        });

        var note = (await scene.FedifyHearsAsync("Create", (string)status["uri"]!)).Object;
        Assert.Equal("Gruß", (string?)note["summary"]);
        Assert.True((bool)note["sensitive"]!);
        Assert.Contains("Guten Tag", (string)note["contentMap"]!["de"]!, StringComparison.Ordinal);
        var tags = note["tag"]!.AsArray();
        Assert.Equal(scene.Bob.Id.AbsoluteUri, (string?)Assert.Single(tags, t => (string?)t!["type"] == "Mention")!["href"]);
        Assert.Equal("#wikis", (string?)Assert.Single(tags, t => (string?)t!["type"] == "Hashtag")!["name"], ignoreCase: true);
    }

    [FedifyFact]
    public async Task A_reply_points_at_what_it_answers()
    {
        var scene = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();
        var asked = await scene.Bob.PostAsync(new { content = "<p>Who is there?</p>" });
        var seen = await scene.Alice.SeesAtHomeAsync(asked);

        var reply = await scene.Alice.PostAsync(new { status = $"@{scene.Bob.Handle} I am.", in_reply_to_id = (string)seen["id"]! });

        var create = await scene.FedifyHearsAsync("Create", (string)reply["uri"]!);
        Assert.Equal(asked.AbsoluteUri, Assert.Single(Arrival.Ids(create.Object["inReplyTo"])));
        await IsProvenAsync(scene, create);
    }

    [FedifyTheory]
    [InlineData("followers", "private")]
    [InlineData("direct", "direct")]
    public async Task A_reply_is_no_more_open_than_what_it_answers(string asked, string shown)
    {
        var scene = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();
        var alice = await scene.Alice.IdAsync();
        var note = await scene.Bob.PostAsync(new { content = "<p>For a few of us.</p>", visibility = asked, addressees = new[] { alice }, to = new[] { alice } });
        var seen = await scene.Alice.SeesAtHomeAsync(note);

        var reply = await scene.Alice.PostAsync(new { status = $"@{scene.Bob.Handle} Yes.", in_reply_to_id = (string)seen["id"]!, visibility = "public" });

        Assert.Equal(shown, (string?)reply["visibility"]);
        var create = await scene.FedifyHearsAsync("Create", (string)reply["uri"]!);
        Assert.DoesNotContain(Arrival.AsPublic, Arrival.Ids(create.Object["to"]).Concat(Arrival.Ids(create.Object["cc"])));
        Assert.Contains(scene.Bob.Id.AbsoluteUri, Arrival.Ids(create.Object["to"]).Concat(Arrival.Ids(create.Object["cc"])));
    }

    [FedifyFact]
    public async Task A_deletion_is_heard_as_a_tombstone()
    {
        var scene = await pair.MeetAsync();
        await scene.BobFollowsAliceAsync();
        var status = await scene.Alice.PostAsync(new { status = "Soon gone." });
        var uri = (string)status["uri"]!;
        await scene.FedifyHearsAsync("Create", uri);

        await scene.Alice.Phone.DeleteAsync((string)status["id"]!);

        var delete = await scene.FedifyHearsAsync("Delete", uri);
        Assert.Equal("Tombstone", (string?)delete.Object["type"]);
        await IsProvenAsync(scene, delete);
    }

    [FedifyFact]
    public async Task A_changed_profile_is_heard()
    {
        var scene = await pair.MeetAsync();
        await scene.BobFollowsAliceAsync();
        var name = $"Alice of {scene.Bob.Name}";

        await scene.Alice.Phone.AskAsync(HttpMethod.Patch, "/api/v1/accounts/update_credentials", new JsonObject { ["display_name"] = name });

        var update = await scene.Fedify.ReceivesAsync(a => a.Type == "Update" && (string?)a.Object["name"] == name);
        Assert.Equal("Person", (string?)update.Object["type"]);
        Assert.Equal((await scene.Alice.IdAsync()).AbsoluteUri, update.ObjectId);
        await IsProvenAsync(scene, update);
    }

    private static bool Same((IReadOnlyList<string>, IReadOnlyList<string>) a, (IReadOnlyList<string>, IReadOnlyList<string>) b) =>
        a.Item1.SequenceEqual(b.Item1) && a.Item2.SequenceEqual(b.Item2);

    /// <summary>Fedify took it, for it is signed with its actor's key and holds its actor's proof.</summary>
    private static async Task IsProvenAsync(FedifyScene scene, Arrival arrival)
    {
        Assert.Equal(202, arrival.Status);
        Assert.Equal($"{await scene.Alice.IdAsync()}#main-key", arrival.SignedBy);
        Assert.Equal("valid", arrival.Proof);
    }
}
