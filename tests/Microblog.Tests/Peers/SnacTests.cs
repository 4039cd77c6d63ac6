using System.Text.Json.Nodes;
using Microblog.Tests.Processes;
using Microblog.Tests.Support;

namespace Microblog.Tests.Peers;

/// <summary>A day in the life of alice here and bob on snac.</summary>
public sealed class SnacTests
{
    [Fact]
    public async Task Alice_here_and_bob_on_snac_follow_each_other_talk_and_delete()
    {
        Assert.SkipWhen(SnacProgram.Missing is not null, SnacProgram.Missing ?? "");
        await using var ours = new ServerProcess();
        await using var snac = new SnacServer();
        await Task.WhenAll(ours.StartAsync(), snac.StartAsync());
        var alice = new Resident(ours, await ours.SignUpAsync("alice"), "alice");

        await TheyFollowEachOtherAsync(alice, snac);
        var (hers, his) = await TheyTalkAsync(alice, snac);
        await TheyDeleteAsync(alice, snac, hers, his);
    }

    private static async Task TheyFollowEachOtherAsync(Resident alice, SnacServer snac)
    {
        await snac.PressAsync("Follow", actor: (await alice.IdAsync()).AbsoluteUri);
        await alice.Phone.FollowAsync(snac.Handle);
        await Wait.UntilAsync(
            async () => (bool)(await alice.RelationshipAsync(snac.Handle))["followed_by"]!, TimeSpan.FromMinutes(1), "bob follows alice");
    }

    private static async Task<(JsonNode Hers, Uri His)> TheyTalkAsync(Resident alice, SnacServer snac)
    {
        var hers = await alice.PostAsync(new { status = $"Hello @{snac.Handle}, what about #wikis?" });
        var seen = await snac.SeesAsync((string)hers["uri"]!);
        Assert.Contains("what about", (string)seen["content"]!, StringComparison.Ordinal);
        Assert.Equal(alice.Handle, (string?)seen["account"]!["acct"]);

        var his = await snac.PostAsync($"@{alice.Handle} They are **fine**.", inReplyTo: (string)seen["id"]!);
        var heard = await alice.SeesAtHomeAsync(his);
        Assert.Equal((string)hers["id"]!, (string?)heard["in_reply_to_id"]);
        Assert.Contains("<b>fine</b>", (string)heard["content"]!, StringComparison.Ordinal);

        var answer = await alice.PostAsync(new { status = $"@{snac.Handle} So am I.", in_reply_to_id = (string)heard["id"]!, visibility = "private" });
        await snac.SeesAsync((string)answer["uri"]!, status => (string?)status["visibility"] == "private");
        return (answer, his);
    }

    private static async Task TheyDeleteAsync(Resident alice, SnacServer snac, JsonNode hers, Uri his)
    {
        await alice.Phone.DeleteAsync((string)hers["id"]!);
        await snac.NoLongerSeesAsync((string)hers["uri"]!);

        await snac.PressAsync("Delete", his);
        await alice.NoLongerSeesAtHomeAsync(his);
    }
}
