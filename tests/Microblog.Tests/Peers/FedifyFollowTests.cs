using Microblog.Tests.Support;

namespace Microblog.Tests.Peers;

/// <summary>Following, asked and answered between our server and one made of Fedify.</summary>
public sealed class FedifyFollowTests(FedifyPair pair)
{
    [FedifyFact]
    public async Task Somebody_on_Fedify_follows_and_stops_following()
    {
        var scene = await pair.MeetAsync();
        var alice = await scene.Alice.IdAsync();

        var follow = (string)(await scene.Bob.DoAsync("follow", new { whom = alice }))["activity"]!;
        var accept = await scene.FedifyHearsAsync("Accept", follow);
        Assert.Equal($"{alice}#main-key", accept.SignedBy);
        Assert.Equal(202, accept.Status);
        Assert.Equal([alice.AbsoluteUri], await scene.Bob.FollowingAsync());
        Assert.True((bool)(await scene.Alice.RelationshipAsync(scene.Bob))["followed_by"]!);

        await scene.Bob.DoAsync("undo", new { activity = follow, to = new[] { alice } });
        await Wait.UntilAsync(async () => !(bool)(await scene.Alice.RelationshipAsync(scene.Bob))["followed_by"]!);
    }

    [FedifyFact]
    public async Task A_key_of_4096_bits_such_as_Fedify_makes_is_believed()
    {
        var scene = await pair.MeetAsync(new { rsaBits = 4096 });

        await scene.BobFollowsAliceAsync();

        Assert.True((bool)(await scene.Alice.RelationshipAsync(scene.Bob))["followed_by"]!);
    }

    [FedifyFact]
    public async Task Somebody_here_follows_somebody_on_Fedify_and_stops()
    {
        var scene = await pair.MeetAsync();
        var alice = await scene.Alice.IdAsync();

        await scene.AliceFollowsBobAsync();
        var follow = await scene.FedifyHearsAsync("Follow", scene.Bob.Id.AbsoluteUri);
        Assert.Equal($"{alice}#main-key", follow.SignedBy);
        Assert.Equal([alice.AbsoluteUri], await scene.Bob.FollowersAsync());

        await scene.Alice.Phone.AskAsync(HttpMethod.Post, $"/api/v1/accounts/{await scene.Alice.AccountAsync(scene.Bob)}/unfollow");
        await Wait.UntilAsync(async () => (await scene.Bob.FollowersAsync()).Count == 0);
        Assert.False((bool)(await scene.Alice.RelationshipAsync(scene.Bob))["following"]!);
    }

    [FedifyTheory]
    [InlineData("accept", true)]
    [InlineData("reject", false)]
    public async Task Somebody_who_approves_followers_answers_later(string answer, bool isFollowing)
    {
        var scene = await pair.MeetAsync(new { locked = true });
        await scene.Alice.Phone.AskAsync(HttpMethod.Post, $"/api/v1/accounts/{await scene.Alice.AccountAsync(scene.Bob)}/follow");
        var follow = await scene.FedifyHearsAsync("Follow", scene.Bob.Id.AbsoluteUri);
        Assert.True((bool)(await scene.Alice.RelationshipAsync(scene.Bob))["requested"]!);

        await scene.Bob.DoAsync(answer, new { follow = (string)follow.Activity["id"]!, by = await scene.Alice.IdAsync() });

        await Wait.UntilAsync(async () => !(bool)(await scene.Alice.RelationshipAsync(scene.Bob))["requested"]!);
        Assert.Equal(isFollowing, (bool)(await scene.Alice.RelationshipAsync(scene.Bob))["following"]!);
    }

    [FedifyFact]
    public async Task Somebody_on_Fedify_takes_an_accepted_follower_away()
    {
        var scene = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();
        var follow = await scene.FedifyHearsAsync("Follow", scene.Bob.Id.AbsoluteUri);

        await scene.Bob.DoAsync("reject", new { follow = (string)follow.Activity["id"]!, by = await scene.Alice.IdAsync() });

        await Wait.UntilAsync(async () => !(bool)(await scene.Alice.RelationshipAsync(scene.Bob))["following"]!);
    }
}
