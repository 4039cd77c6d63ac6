using Microblog.Tests.Processes;

namespace Microblog.Tests.Peers;

/// <summary>Ways of signing, and who is shown what by their signature, between our server and one made of Fedify.</summary>
public sealed class FedifySignatureTests(FedifyPair pair)
{
    [FedifyFact]
    public async Task Who_signs_by_RFC_9421_is_answered_so()
    {
        var scene = await pair.MeetAsync();

        var follow = (string)(await scene.Bob.DoAsync("follow", new { whom = await scene.Alice.IdAsync() }))["activity"]!;

        var accept = await scene.FedifyHearsAsync("Accept", follow);
        Assert.True(accept.IsSignedByRfc9421);
        Assert.NotNull(accept.SignedBy);
    }

    [FedifyTheory]
    [InlineData("cavage", false)]
    [InlineData("rfc9421", true)]
    public async Task A_server_that_reads_one_way_of_signing_only_is_knocked_at_twice_and_then_never_again(string reads, bool isRfc9421)
    {
        var known = await pair.MeetAsync();
        await using var picky = await new FedifyServer(reads).StartAsync();
        var bob = await picky.SettleAsync();
        var scene = new FedifyScene(known.Ours, known.Alice, bob);

        await scene.BobFollowsAliceAsync();
        foreach (var text in (string[])["one", "two"])
            await scene.FedifyHearsAsync("Create", (string)(await scene.Alice.PostAsync(new { status = text }))["uri"]!);

        var arrivals = await picky.ReceivedAsync();
        Assert.All(arrivals.Where(a => a.Status == 202), a => Assert.Equal(isRfc9421, a.IsSignedByRfc9421));
        Assert.True(arrivals.Count(a => a.Status == 401) <= 1);
    }

    [FedifyFact]
    public async Task The_actor_names_a_key_for_proofs()
    {
        var scene = await pair.MeetAsync();
        var alice = await scene.Alice.IdAsync();

        var read = await scene.Bob.TryAsync("fetch", new { url = alice });

        var keys = read["parsed"]!["assertionMethod"]!.AsArray();
        Assert.All(keys, key => Assert.Equal(("Multikey", alice.AbsoluteUri), ((string)key!["type"]!, (string)key["controller"]!)));
        Assert.Single(keys, key => ((string)key!["publicKeyMultibase"]!).StartsWith("z6Mk", StringComparison.Ordinal));
    }

    [FedifyFact]
    public async Task Somebody_who_is_shown_to_signed_requests_only_is_found_and_followed()
    {
        var scene = await pair.MeetAsync(new { secretive = true });

        await scene.AliceFollowsBobAsync();
        await scene.BobFollowsAliceAsync();
        var note = await scene.Bob.PostAsync(new { content = "<p>Ask me signed.</p>" });

        await scene.Alice.SeesAtHomeAsync(note);
    }

    [FedifyFact]
    public async Task A_notice_for_followers_is_shown_to_their_server_and_to_no_other()
    {
        var scene = await pair.MeetAsync();
        await scene.BobFollowsAliceAsync();
        await using var elsewhere = await new FedifyServer().StartAsync();
        var stranger = await elsewhere.SettleAsync();
        var status = await scene.Alice.PostAsync(new { status = "For followers.", visibility = "private" });
        await scene.FedifyHearsAsync("Create", (string)status["uri"]!);

        var url = (string)status["uri"]!;
        Assert.Equal("Note", (string?)(await scene.Bob.TryAsync("fetch", new { url }))["kind"]);
        Assert.Equal(404, (int?)(await scene.Fedify.DoAsync("fetch", new { url }))["status"]);
        Assert.Equal(404, (int?)(await stranger.TryAsync("fetch", new { url }))["status"]);
    }

    [FedifyFact]
    public async Task Two_servers_that_both_show_themselves_to_signed_requests_only_get_on_with_each_other()
    {
        var known = await pair.MeetAsync();
        await using var ours = new ServerProcess();
        ours.Settings["Federation:AuthorizedFetch"] = "true";
        await ours.StartAsync();
        var alice = new Resident(ours, await ours.SignUpAsync("alice"), "alice");
        var scene = new FedifyScene(ours, alice, await known.Fedify.SettleAsync(new { secretive = true }));

        await scene.AliceFollowsBobAsync();
        await scene.BobFollowsAliceAsync();
        var status = await alice.PostAsync(new { status = "Hello." });

        var create = await scene.FedifyHearsAsync("Create", (string)status["uri"]!);
        Assert.Equal((202, "valid"), (create.Status, create.Proof));
        await alice.SeesAtHomeAsync(await scene.Bob.PostAsync(new { content = "<p>Hello.</p>" }));
        var read = await scene.Fedify.DoAsync("fetch", new { url = (string)status["uri"]! });
        Assert.Equal(401, (int?)read["status"]);
    }
}
