using System.Text.Json.Nodes;
using Microblog.Tests.Processes;
using Microblog.Tests.Support;

namespace Microblog.Tests.Peers;

/// <summary>A day in the life of alice here and bob on snac.</summary>
public sealed class SnacTests
{
    [Fact]
    public async Task Alice_here_and_bob_on_snac_follow_each_other_talk_like_repeat_and_delete()
    {
        Assert.SkipWhen(SnacProgram.Missing is not null, SnacProgram.Missing ?? "");
        await using var ours = new ServerProcess();
        await using var snac = new SnacServer();
        await Task.WhenAll(ours.StartAsync(), snac.StartAsync());
        var alice = new Resident(ours, await ours.SignUpAsync("alice"), "alice");

        await TheyFollowEachOtherAsync(alice, snac);
        var (hers, his) = await TheyTalkAsync(alice, snac);
        await TheyLikeAndRepeatAsync(alice, snac, hers, his);
        await TheyDeleteAsync(alice, snac, hers, his);
    }

    private static async Task TheyFollowEachOtherAsync(Resident alice, SnacServer snac)
    {
        await snac.PressAsync("Follow", actor: (await alice.IdAsync()).AbsoluteUri);
        await alice.Phone.FollowAsync(snac.Handle);
        await Wait.UntilAsync(
            async () => (bool)(await alice.RelationshipAsync(snac.Handle))["followed_by"]!, TimeSpan.FromMinutes(1), "bob follows alice");
    }

    private static async Task<(JsonNode Hers, JsonNode His)> TheyTalkAsync(Resident alice, SnacServer snac)
    {
        var hers = await alice.PostAsync(new { status = $"Hello @{snac.Handle}, what about #wikis?" });
        var seen = await snac.SeesAsync((string)hers["uri"]!);
        Assert.Contains("what about", (string)seen["content"]!, StringComparison.Ordinal);
        Assert.Equal(alice.Handle, (string?)seen["account"]!["acct"]);

        var his = await snac.PostAsync($"@{alice.Handle} They are **fine**.", inReplyTo: (string)seen["id"]!);
        var heard = await alice.SeesAtHomeAsync(IdOf(his));
        Assert.Equal((string)hers["id"]!, (string?)heard["in_reply_to_id"]);
        Assert.Contains("<b>fine</b>", (string)heard["content"]!, StringComparison.Ordinal);

        var answer = await alice.PostAsync(new { status = $"@{snac.Handle} So am I.", in_reply_to_id = (string)heard["id"]!, visibility = "private" });
        await snac.SeesAsync((string)answer["uri"]!, status => (string?)status["visibility"] == "private");
        return (hers, his);
    }

    private static async Task TheyLikeAndRepeatAsync(Resident alice, SnacServer snac, JsonNode hers, JsonNode his)
    {
        await snac.PressAsync("Like", IdOf(hers));
        await snac.PressAsync("Boost", IdOf(hers));
        var number = (string)(await alice.SeesAtHomeAsync(IdOf(his)))["id"]!;
        await alice.Phone.AskAsync(HttpMethod.Post, $"/api/v1/statuses/{number}/favourite");
        await alice.Phone.AskAsync(HttpMethod.Post, $"/api/v1/statuses/{number}/reblog");

        await IsLikedAndRepeatedAsync(() => snac.AskAsync(HttpMethod.Get, $"/api/v1/statuses/{(string)his["id"]!}"));
        await IsLikedAndRepeatedAsync(() => alice.Phone.AskAsync(HttpMethod.Get, $"/api/v1/statuses/{(string)hers["id"]!}"));
    }

    private static Task IsLikedAndRepeatedAsync(Func<Task<JsonNode>> read) => Wait.UntilAsync(
        async () => await read() is var status && (int)status["favourites_count"]! == 1 && (int)status["reblogs_count"]! == 1,
        TimeSpan.FromMinutes(1),
        "it is liked and repeated");

    private static async Task TheyDeleteAsync(Resident alice, SnacServer snac, JsonNode hers, JsonNode his)
    {
        await alice.Phone.DeleteAsync((string)hers["id"]!);
        await snac.NoLongerSeesAsync((string)hers["uri"]!);

        await snac.PressAsync("Delete", IdOf(his));
        await alice.NoLongerSeesAtHomeAsync(IdOf(his));
    }

    private static Uri IdOf(JsonNode status) => new((string)status["uri"]!);
}
