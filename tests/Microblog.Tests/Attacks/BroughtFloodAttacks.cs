using System.Net;
using System.Text.Json.Nodes;
using Microblog.Federation.Inbox;
using Microblog.Tests.Federation;
using Microblog.Tests.Support;

namespace Microblog.Tests.Attacks;

/// <summary>What somebody else has proven, brought again and again.</summary>
public sealed class BroughtFloodAttacks
{
    /// <summary>Security catalogue §7-39: from ever new addresses, by a server that signs the request, or by one that only seems to.</summary>
    [Theory]
    [EachDatabase(true)]
    [EachDatabase(false)]
    public async Task It_counts_in_the_share_of_who_brings_it_and_not_of_who_once_said_it(TestDatabase database, bool isSigned)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, o =>
        {
            o.Settings["RateLimits:Enabled"] = "true";
            Strangers.AreKnownTo(o);
        });
        var mallory = strangers.Meet("evil.test");
        if (!isSigned)
            strangers.Serve(mallory.Id, "{}", "text/plain", "404 Not Found");
        var proven = JsonNode.Parse(scene.Peer.Prove(scene.Peer.Create("<p>said once</p>", "/notes/1")))!;
        var flood = mallory.Signed(scene.Server, proven);

        var refused = await UntilRefusedAsync(3 * HostShares.Burst, i => flood.SendAsync(scene.Server, $"198.51.{i / 250 % 250}.{i % 250}"));

        Assert.True(refused);
        await scene.Peer.SendAsync(scene.Server, scene.Peer.Create("<p>said now</p>", "/notes/2")).AnswersWithAsync(HttpStatusCode.Accepted);
        await scene.Alice.SeesAtHomeAsync("said now");
        await scene.Server.StaysWellAsync();
    }

    private static async Task<bool> UntilRefusedAsync(int most, Func<int, Task<HttpResponseMessage>> send)
    {
        var isRefused = false;
        var options = new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken };
        await Parallel.ForAsync(0, most, options, async (i, _) =>
        {
            if (Volatile.Read(ref isRefused))
                return;
            using var answer = await send(i);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                Volatile.Write(ref isRefused, true);
        });
        return isRefused;
    }
}
