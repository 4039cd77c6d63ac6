using System.Text.Json.Nodes;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Peers;

/// <summary>What Fedify finds when it asks our server, with a signature and without.</summary>
public sealed class FedifyReadsTests(FedifyPair pair)
{
    [FedifyTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_actor_is_read_with_its_keys_and_boxes(bool isSigned)
    {
        var scene = await pair.MeetAsync();
        var alice = await scene.Alice.IdAsync();

        var read = await ReadAsync(scene, alice, isSigned);

        Assert.Equal("Person", (string?)read["kind"]);
        var actor = read["parsed"]!;
        Assert.Equal("alice", (string?)actor["preferredUsername"]);
        Assert.Equal($"{alice}/inbox", (string?)actor["inbox"]);
        Assert.Equal($"{scene.Ours.BaseUrl}inbox", (string?)actor["endpoints"]!["sharedInbox"]);
        Assert.Equal(alice.AbsoluteUri, (string?)actor["publicKey"]!["owner"]);
    }

    [FedifyTheory]
    [InlineData("public", false, true)]
    [InlineData("unlisted", true, true)]
    [InlineData("private", false, false)]
    [InlineData("direct", true, false)]
    public async Task A_notice_is_read_by_whom_it_is_for(string visibility, bool isSigned, bool isShown)
    {
        var scene = await pair.MeetAsync();
        var status = await scene.Alice.PostAsync(new { status = "Read me.", visibility });

        var read = await ReadAsync(scene, new Uri((string)status["uri"]!), isSigned);

        Assert.Equal(isShown ? "Note" : null, (string?)read["kind"]);
        Assert.Equal(isShown ? null : 404, (int?)read["status"]);
        Assert.Equal(isShown ? "<p>Read me.</p>" : null, (string?)read["parsed"]?["content"]);
    }

    [FedifyFact]
    public async Task A_deleted_notice_is_gone()
    {
        var scene = await pair.MeetAsync();
        var status = await scene.Alice.PostAsync(new { status = "Soon gone." });
        await scene.Alice.Phone.DeleteAsync((string)status["id"]!);

        var read = await ReadAsync(scene, new Uri((string)status["uri"]!), isSigned: true);

        Assert.Equal(410, (int?)read["status"]);
    }

    [FedifyFact]
    public async Task Outbox_and_followers_are_walked_page_by_page()
    {
        var scene = await pair.MeetAsync();
        await scene.BobFollowsAliceAsync();
        var alice = await scene.Alice.IdAsync();
        var open = await scene.Alice.PostAsync(new { status = "In the outbox." });
        var closed = await scene.Alice.PostAsync(new { status = "Not in the outbox.", visibility = "private" });

        var outbox = Arrival.Ids((await scene.Fedify.DoAsync("walk", new { url = $"{alice}/outbox" }))["ids"]);
        var followers = Arrival.Ids((await scene.Fedify.DoAsync("walk", new { url = $"{alice}/followers" }))["ids"]);

        Assert.Contains($"{(string)open["uri"]!}/activity", outbox);
        Assert.DoesNotContain($"{(string)closed["uri"]!}/activity", outbox);
        Assert.Contains(scene.Bob.Id.AbsoluteUri, followers);
    }

    [FedifyTheory, EachDatabase]
    public async Task Whom_somebody_follows_and_what_they_like_is_walked_until_they_hide_it(TestDatabase database)
    {
        await using var ours = await TestServer.StartAsync(database);
        var alice = await ours.SignUpAsync("alice");
        var bob = (await pair.MeetAsync()).Bob;
        await alice.FollowAsync(bob.Handle);
        await bob.DoAsync("follow", new { whom = alice.Actor.Uri });
        await ours.WaitUntilAsync(async db => await db.Follows.CountAsync(f => f.IsAccepted) == 2);
        var note = await bob.PostAsync(new { content = "<p>Like me.</p>" });
        await alice.SeesAtHomeAsync("Like me.");
        await alice.LikeAsync(await ours.AskAsync(db => db.Notices.Select(n => n.Id).SingleAsync()));
        foreach (var (collection, item) in new[] { ("followers", bob.Id), ("following", bob.Id), ("liked", note) })
            Assert.Equal($"1 in all: {item}", await WalkAsync(bob, $"{alice.Actor.Uri}/{collection}"));

        await alice.ChangeProfileAsync(new(HidesFollows: true));

        foreach (var collection in (string[])["followers", "following", "liked"])
            Assert.Equal("1 in all: ", await WalkAsync(bob, $"{alice.Actor.Uri}/{collection}"));
    }

    [FedifyFact]
    public async Task WebFinger_and_NodeInfo_are_found()
    {
        var scene = await pair.MeetAsync();
        var alice = await scene.Alice.IdAsync();

        var finger = (await scene.Fedify.DoAsync("webfinger", new { resource = alice }))["found"]!;
        var info = (await scene.Fedify.DoAsync("nodeInfo", new { url = scene.Ours.BaseUrl }))["found"]!;

        Assert.Equal($"acct:{scene.Alice.Handle}", (string?)finger["subject"]);
        Assert.Contains(finger["links"]!.AsArray(), link => (string?)link!["href"] == alice.AbsoluteUri && (string?)link["rel"] == "self");
        Assert.Equal(["microblog", "microblog"], info.AsArray().Select(i => (string?)i!["software"]!["name"]));
    }

    private static async Task<string> WalkAsync(FedifyPerson who, string url)
    {
        var walked = await who.TryAsync("walk", new { url });
        return $"{(int)walked["total"]!} in all: {string.Join(' ', Arrival.Ids(walked["ids"]))}";
    }

    private static Task<JsonNode> ReadAsync(FedifyScene scene, Uri url, bool isSigned) =>
        isSigned ? scene.Bob.TryAsync("fetch", new { url }) : scene.Fedify.DoAsync("fetch", new { url });
}
