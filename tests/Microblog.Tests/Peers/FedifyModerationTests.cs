using Microblog.Tests.Support;

namespace Microblog.Tests.Peers;

/// <summary>Reports, and servers that ours does not speak with.</summary>
public sealed class FedifyModerationTests(FedifyPair pair)
{
    [FedifyFact]
    public async Task A_report_from_Fedify_stands_in_the_moderators_queue()
    {
        var scene = await pair.MeetAsync();
        var status = await scene.Alice.PostAsync(new { status = "Buy my pills." });
        var complaint = $"Spam, says {scene.Bob.Name}";

        await scene.Bob.DoAsync("flag", new { whom = await scene.Alice.IdAsync(), objects = new[] { (string)status["uri"]! }, content = complaint });

        using var moderator = await PageVisitor.SignInAsync(scene.Ours, "Sysop");
        await Wait.UntilAsync(async () => (await moderator.ReadAsync("/moderation/reports")).Contains(complaint, StringComparison.Ordinal));
    }

    [FedifyFact]
    public async Task A_forwarded_report_comes_from_the_server_and_does_not_tell_whose_it_is()
    {
        var scene = await pair.MeetEditorAsync();
        await scene.AliceFollowsBobAsync();
        var note = await scene.Bob.PostAsync(new { content = "<p>Buy my pills.</p>" });
        var seen = await scene.Alice.SeesAtHomeAsync(note);
        var complaint = $"Spam of {scene.Bob.Name}";

        await scene.Alice.Pages.PressAsync(
            "/reports",
            ("account", await scene.Alice.AccountAsync(scene.Bob)), ("notice", (string)seen["id"]!), ("comment", complaint), ("forward", "true"));

        var flag = await scene.Fedify.ReceivesAsync(a => a.Type == "Flag" && (string?)a.Heard!["content"] == complaint);
        var server = new Uri(scene.Ours.BaseUrl, "/users/1").AbsoluteUri;
        Assert.Equal([scene.Bob.Id.AbsoluteUri, note.AbsoluteUri], Arrival.Ids(flag.Object));
        Assert.Equal((server, $"{server}#main-key"), ((string)flag.Activity["actor"]!, flag.SignedBy!));
        Assert.DoesNotContain((await scene.Alice.IdAsync()).AbsoluteUri, flag.Raw, StringComparison.Ordinal);
    }

    [FedifyFact]
    public async Task A_blocked_server_loses_its_follows_and_is_neither_heard_nor_answered()
    {
        var known = await pair.MeetAsync();
        await using var elsewhere = await new FedifyServer().StartAsync();
        var scene = new FedifyScene(known.Ours, known.Alice, await elsewhere.SettleAsync());
        await scene.BobFollowsAliceAsync();
        await scene.AliceFollowsBobAsync();
        await scene.Alice.SeesAtHomeAsync(await scene.Bob.PostAsync(new { content = "<p>before the block</p>" }));
        var open = await scene.Alice.PostAsync(new { status = "For everybody but them." });
        using var moderator = await PageVisitor.SignInAsync(scene.Ours, "Sysop");

        await moderator.PressAsync("/moderation/domains", ("domain", elsewhere.Url.Authority), ("level", "Block"));

        await Wait.UntilAsync(async () => (await scene.Alice.Phone.HomeAsync()).All(html => !html.Contains("before the block", StringComparison.Ordinal)));
        var sent = await scene.Bob.TryAsync("misbehave", new { kind = "honest", inbox = new Uri(scene.Ours.BaseUrl, "/inbox") });
        Assert.Equal(403, (int?)sent["status"]);
        var read = await scene.Bob.TryAsync("fetch", new { url = (string)open["uri"]! });
        Assert.Equal(403, (int?)read["status"]);
    }
}
