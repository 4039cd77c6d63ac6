using Microblog.Tests.Support;

namespace Microblog.Tests.Peers;

/// <summary>Likes, emoji and repeats between our server and one made of Fedify.</summary>
public sealed class FedifyReactionTests(FedifyPair pair)
{
    [FedifyTheory]
    [InlineData("like", "favourites_count")]
    [InlineData("announce", "reblogs_count")]
    public async Task What_somebody_on_Fedify_does_to_a_notice_is_counted_until_it_is_undone(string deed, string count)
    {
        var scene = await pair.MeetAsync();
        var to = new[] { await scene.Alice.IdAsync() };
        var status = await scene.Alice.PostAsync(new { status = $"What do you think of this {deed}?" });
        var path = $"/api/v1/statuses/{(string)status["id"]!}";

        var done = await scene.Bob.DoAsync(deed, new { @object = (string)status["uri"]!, to });
        await Wait.UntilAsync(async () => (int)(await scene.Alice.Phone.AskAsync(HttpMethod.Get, path))[count]! == 1);

        await scene.Bob.DoAsync("undo", new { activity = (string)done["activity"]!, to });
        await Wait.UntilAsync(async () => (int)(await scene.Alice.Phone.AskAsync(HttpMethod.Get, path))[count]! == 0);
    }

    [FedifyFact]
    public async Task An_emoji_from_Fedify_is_shown_with_its_number_and_is_no_plain_like()
    {
        var scene = await pair.MeetAsync();
        var to = new[] { await scene.Alice.IdAsync() };
        var status = await scene.Alice.PostAsync(new { status = "What do you feel?" });
        var page = new Uri((string)status["url"]!).AbsolutePath;
        using var reader = await PageVisitor.SignInAsync(scene.Ours, "Sysop");

        var done = await scene.Bob.DoAsync("react", new { @object = (string)status["uri"]!, content = "🎉", to });
        await Wait.UntilAsync(async () => (await reader.ReadAsync(page)).Contains("1 person reacted with 🎉", StringComparison.Ordinal));
        Assert.Equal(0, (int)(await scene.Alice.Phone.AskAsync(HttpMethod.Get, $"/api/v1/statuses/{(string)status["id"]!}"))["favourites_count"]!);

        await scene.Bob.DoAsync("undo", new { activity = (string)done["activity"]!, to });
        await Wait.UntilAsync(async () => !(await reader.ReadAsync(page)).Contains("reacted with 🎉", StringComparison.Ordinal));
    }

    [FedifyTheory]
    [InlineData("favourite", "unfavourite", "Like")]
    [InlineData("reblog", "unreblog", "Announce")]
    public async Task What_somebody_here_does_to_a_note_is_heard_and_so_is_its_undoing(string deed, string undoing, string type)
    {
        var scene = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();
        var note = await scene.Bob.PostAsync(new { content = "<p>What do you think?</p>" });
        var path = $"/api/v1/statuses/{(string)(await scene.Alice.SeesAtHomeAsync(note))["id"]!}";

        await scene.Alice.Phone.AskAsync(HttpMethod.Post, $"{path}/{deed}");
        var heard = await scene.FedifyHearsAsync(type, note.AbsoluteUri);
        Assert.Equal(202, heard.Status);
        Assert.NotNull(heard.SignedBy);

        await scene.Alice.Phone.AskAsync(HttpMethod.Post, $"{path}/{undoing}");
        var undo = await scene.FedifyHearsAsync("Undo", (string)heard.Activity["id"]!);
        Assert.Equal(type, (string?)undo.Object["type"]);
    }

    [FedifyFact]
    public async Task A_repeat_is_addressed_to_everybody_and_the_followers()
    {
        var scene = await pair.MeetAsync();
        await scene.BobFollowsAliceAsync();
        var status = await scene.Alice.PostAsync(new { status = "Say it again." });

        await scene.Alice.Phone.AskAsync(HttpMethod.Post, $"/api/v1/statuses/{(string)status["id"]!}/reblog");

        var announce = await scene.FedifyHearsAsync("Announce", (string)status["uri"]!);
        Assert.Equal([Arrival.AsPublic], Arrival.Ids(announce.Activity["to"]));
        Assert.Contains((await scene.Alice.FollowersAsync()).AbsoluteUri, Arrival.Ids(announce.Activity["cc"]));
    }

    [FedifyFact]
    public async Task What_is_repeated_is_read_where_it_was_said()
    {
        var scene = await pair.MeetAsync();
        var carol = (await pair.MeetAsync()).Bob;
        await scene.AliceFollowsBobAsync();
        var note = await carol.PostAsync(new { content = "<p>Nobody here knows me.</p>" });

        var repeat = (string)(await scene.Bob.DoAsync("announce", new { @object = note }))["activity"]!;

        var status = await scene.Alice.SeesAtHomeAsync(new Uri(repeat));
        Assert.Equal(note.AbsoluteUri, (string?)status["reblog"]!["uri"]);
        Assert.Equal("<p>Nobody here knows me.</p>", (string?)status["reblog"]!["content"]);
        Assert.Equal(carol.Handle, (string?)status["reblog"]!["account"]!["acct"]);
    }

    [FedifyFact]
    public async Task A_repeat_of_what_is_for_followers_only_is_not_shown()
    {
        var scene = await pair.MeetAsync();
        var carol = (await pair.MeetAsync()).Bob;
        await scene.AliceFollowsBobAsync();
        var closed = await carol.PostAsync(new { content = "<p>Between us.</p>", visibility = "followers" });
        var open = await carol.PostAsync(new { content = "<p>For all.</p>" });

        await scene.Bob.DoAsync("announce", new { @object = closed });
        var repeat = (string)(await scene.Bob.DoAsync("announce", new { @object = open }))["activity"]!;

        await scene.Alice.SeesAtHomeAsync(new Uri(repeat));
        Assert.DoesNotContain(await scene.Alice.Phone.HomeAsync(), html => html.Contains("Between us.", StringComparison.Ordinal));
    }
}
