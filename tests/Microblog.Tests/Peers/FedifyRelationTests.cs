using System.Text.Json.Nodes;
using Microblog.Tests.Support;

namespace Microblog.Tests.Peers;

/// <summary>Approving followers, blocks, moves and pinned notices between our server and one made of Fedify.</summary>
public sealed class FedifyRelationTests(FedifyPair pair)
{
    [FedifyTheory]
    [InlineData("", "Accept", 1)]
    [InlineData("/refuse", "Reject", 0)]
    public async Task Somebody_here_who_approves_followers_answers_later(string button, string answer, int following)
    {
        var scene = await pair.MeetEditorAsync();
        await LockAsync(scene, isLocked: true);
        var follow = (string)(await scene.Bob.DoAsync("follow", new { whom = await scene.Alice.IdAsync() }))["activity"]!;
        await Wait.UntilAsync(async () => (bool)(await scene.Alice.RelationshipAsync(scene.Bob))["requested_by"]!);
        Assert.Empty(await scene.Bob.FollowingAsync());

        await scene.Alice.Pages.PressAsync($"/follow-requests/{await scene.Alice.AccountAsync(scene.Bob)}{button}");

        var heard = await scene.FedifyHearsAsync(answer, follow);
        Assert.NotNull(heard.SignedBy);
        Assert.Equal(following, (await scene.Bob.FollowingAsync()).Count);
        await LockAsync(scene, isLocked: false);
    }

    [FedifyFact]
    public async Task A_follower_who_is_shown_out_is_told()
    {
        var scene = await pair.MeetEditorAsync();
        await scene.BobFollowsAliceAsync();

        await scene.Alice.Pages.PressAsync($"/followers/{await scene.Alice.AccountAsync(scene.Bob)}/remove");

        await Wait.UntilAsync(async () => (await scene.Bob.FollowingAsync()).Count == 0);
    }

    [FedifyFact]
    public async Task A_block_and_its_end_are_heard()
    {
        var scene = await pair.MeetEditorAsync();
        await scene.BobFollowsAliceAsync();
        var path = $"/blocks/{await scene.Alice.AccountAsync(scene.Bob)}";

        await scene.Alice.Pages.PressAsync(path);
        var block = await scene.FedifyHearsAsync("Block", scene.Bob.Id.AbsoluteUri);
        Assert.NotNull(block.SignedBy);

        await scene.Alice.Pages.PressAsync($"{path}/end");
        await scene.FedifyHearsAsync("Undo", (string)block.Activity["id"]!);
    }

    [FedifyFact]
    public async Task Somebody_on_Fedify_who_blocks_is_followed_no_longer()
    {
        var scene = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();
        await scene.BobFollowsAliceAsync();

        await scene.Bob.DoAsync("block", new { whom = await scene.Alice.IdAsync() });

        await Wait.UntilAsync(async () => !(bool)(await scene.Alice.RelationshipAsync(scene.Bob))["following"]!);
        Assert.False((bool)(await scene.Alice.RelationshipAsync(scene.Bob))["followed_by"]!);
    }

    [FedifyFact]
    public async Task Who_is_blocked_on_Fedify_can_follow_again_once_that_is_undone()
    {
        var scene = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();
        var alice = await scene.Alice.IdAsync();
        var block = (string)(await scene.Bob.DoAsync("block", new { whom = alice }))["activity"]!;
        await Wait.UntilAsync(async () => (bool)(await scene.Alice.RelationshipAsync(scene.Bob))["blocked_by"]!);

        await scene.Bob.DoAsync("undo", new { activity = block, to = new[] { alice } });

        await Wait.UntilAsync(async () => !(bool)(await scene.Alice.RelationshipAsync(scene.Bob))["blocked_by"]!);
        await scene.AliceFollowsBobAsync();
    }

    [FedifyFact]
    public async Task Followers_here_go_along_when_somebody_on_Fedify_moves()
    {
        var scene = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();
        var carol = (await pair.MeetAsync(new { aliases = new[] { scene.Bob.Id } })).Bob;

        await scene.Bob.DoAsync("move", new { target = carol.Id });

        await Wait.UntilAsync(async () => (bool)(await scene.Alice.RelationshipAsync(carol))["following"]!);
        Assert.Equal([(await scene.Alice.IdAsync()).AbsoluteUri], await carol.FollowersAsync());
    }

    [FedifyFact]
    public async Task Nobody_goes_along_to_an_actor_that_does_not_say_it_is_the_same()
    {
        var scene = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();
        var carol = (await pair.MeetAsync()).Bob;

        await scene.Bob.DoAsync("move", new { target = carol.Id });
        var later = await scene.Bob.PostAsync(new { content = "<p>after the move</p>" });

        await scene.Alice.SeesAtHomeAsync(later);
        Assert.False((bool)(await scene.Alice.RelationshipAsync(carol))["following"]!);
    }

    [FedifyFact]
    public async Task A_move_to_Fedify_is_heard_by_followers()
    {
        var scene = await pair.MeetEditorAsync();
        await scene.BobFollowsAliceAsync();
        var id = await scene.Alice.IdAsync();
        var carol = (await pair.MeetAsync(new { aliases = new[] { id } })).Bob;

        await scene.Alice.Pages.PressAsync("/settings/moving/away", ("name", carol.Handle));

        var move = await scene.Fedify.ReceivesAsync(a => a.Type == "Move" && (string?)a.Activity["target"] == carol.Id.AbsoluteUri);
        Assert.Equal(id.AbsoluteUri, move.ObjectId);
        var read = await scene.Bob.TryAsync("fetch", new { url = id });
        Assert.Equal(carol.Id.AbsoluteUri, (string?)read["parsed"]!["movedTo"]);
        await scene.Alice.Pages.PressAsync("/settings/moving/back");
    }

    [FedifyFact]
    public async Task An_alias_is_part_of_the_actor()
    {
        var scene = await pair.MeetEditorAsync();

        await scene.Alice.Pages.PressAsync("/settings/moving/aliases", ("name", scene.Bob.Handle));

        var read = await scene.Bob.TryAsync("fetch", new { url = await scene.Alice.IdAsync() });
        Assert.Contains(scene.Bob.Id.AbsoluteUri, Arrival.Ids(read["parsed"]!["alsoKnownAs"]));
    }

    [FedifyFact]
    public async Task A_pinned_notice_is_heard_and_stands_in_the_collection_until_it_is_unpinned()
    {
        var scene = await pair.MeetEditorAsync();
        await scene.BobFollowsAliceAsync();
        var status = await scene.Alice.PostAsync(new { status = "Read this first." });
        var (path, uri) = ($"/pins/{(string)status["id"]!}", (string)status["uri"]!);

        await scene.Alice.Pages.PressAsync(path);
        var add = await scene.FedifyHearsAsync("Add", uri);
        var actor = (await scene.Bob.TryAsync("fetch", new { url = await scene.Alice.IdAsync() }))["parsed"]!;
        Assert.Equal((string?)actor["featured"], (string?)add.Activity["target"]);
        Assert.Equal([uri], await WalkAsync(scene, (string)actor["featured"]!));

        await scene.Alice.Pages.PressAsync($"{path}/end");
        await scene.FedifyHearsAsync("Remove", uri);
        Assert.Empty(await WalkAsync(scene, (string)actor["featured"]!));
    }

    [FedifyFact]
    public async Task What_somebody_on_Fedify_pins_stands_on_their_profile_until_it_is_unpinned()
    {
        var scene = await pair.MeetEditorAsync();
        await scene.AliceFollowsBobAsync();
        var note = await scene.Bob.PostAsync(new { content = "<p>Pinned here.</p>" });
        await scene.Alice.SeesAtHomeAsync(note);

        await scene.Bob.DoAsync("pin", new { @object = note });
        await Wait.UntilAsync(async () => await CountAsync(scene) == 2);

        await scene.Bob.DoAsync("unpin", new { @object = note });
        await Wait.UntilAsync(async () => await CountAsync(scene) == 1);

        // Once among the notices, once more at the top.
        static async Task<int> CountAsync(FedifyScene scene) =>
            (await scene.Alice.Pages.ReadAsync($"/@{scene.Bob.Handle}")).Split("Pinned here.").Length - 1;
    }

    [FedifyFact]
    public async Task What_was_pinned_before_is_read_when_its_author_is_followed()
    {
        var scene = await pair.MeetAsync();
        var note = await scene.Bob.PostAsync(new { content = "<p>Read this first.</p>" });
        await scene.Bob.DoAsync("pin", new { @object = note });

        await scene.AliceFollowsBobAsync();

        var path = $"/api/v1/accounts/{await scene.Alice.AccountAsync(scene.Bob)}/statuses?pinned=true";
        await Wait.UntilAsync(
            async () => (await scene.Alice.Phone.AskAsync(HttpMethod.Get, path)).AsArray().Any(status => (string?)status!["uri"] == note.AbsoluteUri),
            TimeSpan.FromMinutes(1));
    }

    private static Task<JsonNode> LockAsync(FedifyScene scene, bool isLocked) =>
        scene.Alice.Phone.AskAsync(HttpMethod.Patch, "/api/v1/accounts/update_credentials", new JsonObject { ["locked"] = isLocked });

    private static async Task<IReadOnlyList<string>> WalkAsync(FedifyScene scene, string url) =>
        Arrival.Ids((await scene.Bob.TryAsync("walk", new { url }))["ids"]);
}
