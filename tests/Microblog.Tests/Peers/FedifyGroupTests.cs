using Microblog.Tests.Support;

namespace Microblog.Tests.Peers;

/// <summary>A group on a server made of Fedify, read from here (FEP-1b12).</summary>
public sealed class FedifyGroupTests(FedifyPair pair)
{
    [FedifyFact]
    public async Task What_is_said_in_a_group_stands_at_home_and_answers_to_it_do_not()
    {
        var scene = await pair.MeetAsync(new { type = "Group" });
        var group = scene.Bob;
        var carol = (await pair.MeetAsync()).Bob;
        await scene.AliceFollowsBobAsync();
        var said = await carol.DoAsync("note", new { content = "<p>Said in a group.</p>" });
        var answer = await carol.DoAsync("note", new { content = "<p>And answered.</p>", inReplyTo = (string)said["id"]! });
        var last = await carol.DoAsync("note", new { content = "<p>Said last.</p>" });

        var announces = new List<Uri>();
        foreach (var create in new[] { said, answer, last })
            announces.Add(new((string)(await group.DoAsync("announceActivity", new { activity = (string)create["activity"]! }))["activity"]!));

        await scene.Alice.SeesAtHomeAsync(announces[2]);
        var status = await scene.Alice.SeesAtHomeAsync(announces[0]);
        Assert.Equal((string)said["id"]!, (string?)status["reblog"]!["uri"]);
        Assert.Equal(carol.Handle, (string?)status["reblog"]!["account"]!["acct"]);
        Assert.DoesNotContain(await scene.Alice.Phone.HomeAsync(), html => html.Contains("And answered.", StringComparison.Ordinal));
        await Wait.UntilAsync(
            async () => (int)(await scene.Alice.SeesAtHomeAsync(announces[0]))["reblog"]!["replies_count"]! == 1, TimeSpan.FromMinutes(1));
    }

    [FedifyFact]
    public async Task Somebody_who_is_no_group_brings_nothing_of_others_like_that()
    {
        var scene = await pair.MeetAsync();
        var carol = (await pair.MeetAsync()).Bob;
        await scene.AliceFollowsBobAsync();
        var said = await carol.DoAsync("note", new { content = "<p>Said to nobody.</p>" });

        await scene.Bob.DoAsync("announceActivity", new { activity = (string)said["activity"]! });
        await scene.Alice.SeesAtHomeAsync(await scene.Bob.PostAsync(new { content = "<p>Said later.</p>" }));

        Assert.DoesNotContain(await scene.Alice.Phone.HomeAsync(), html => html.Contains("Said to nobody.", StringComparison.Ordinal));
    }
}
