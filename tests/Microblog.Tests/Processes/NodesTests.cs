using System.Globalization;
using System.Net;
using Microblog.Jobs;
using Microblog.Tests.Support;

namespace Microblog.Tests.Processes;

/// <summary>Two nodes of one server, on one PostgreSQL: they share the work.</summary>
public sealed class NodesTests
{
    private const string Waiting = "SELECT count(*) FROM jobs WHERE recurs_every IS NULL";

    [Fact]
    public async Task A_notice_goes_out_once_and_in_its_turn_whichever_node_it_is_posted_at()
    {
        Assert.SkipWhen(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? "");
        await using var peer = await Peer.StartAsync();
        await using var pair = await NodePair.StartAsync();
        var token = await pair.One.SignUpAsync("alice");
        Phone[] phones = [new(pair.One, token), new(pair.Two, token)];
        await FollowAsync(peer, pair, phones[0]);

        for (var number = 1; number <= 100; number++)
            await phones[number % 2].PostManyAsync(number, number);
        await Wait.UntilAsync(async () => await pair.CountAsync(Waiting) == 0, TimeSpan.FromMinutes(1));

        Assert.Equal(Enumerable.Range(1, 100), NumbersAt(peer));
        foreach (var node in (ServerProcess[])[pair.One, pair.Two])
        {
            using var ready = await node.Client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        }
    }

    [Fact]
    public async Task What_a_killed_node_was_delivering_goes_out_through_the_other()
    {
        Assert.SkipWhen(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? "");
        await using var peer = await Peer.StartAsync();
        await using var pair = await NodePair.StartAsync();
        var alice = new Phone(pair.One, await pair.One.SignUpAsync("alice"));
        await FollowAsync(peer, pair, alice);
        await pair.Two.StopAsync();
        var (held, release) = HoldFrom(peer, 50);

        await alice.PostManyAsync(1, 100);
        await held;
        await pair.Two.StartAsync();
        await pair.One.KillAsync();
        release.SetResult();
        await Wait.UntilAsync(async () => await pair.CountAsync(Waiting) == 0, TimeSpan.FromMinutes(2));

        Assert.Equal(Enumerable.Range(1, 100), NumbersAt(peer).Distinct());
        Assert.InRange(NumbersAt(peer).Count, 100, 100 + LaneClaims.JobsPerClaim);
    }

    private static async Task FollowAsync(Peer peer, NodePair pair, Phone followed)
    {
        await peer.FollowAsync(pair.One.Client, pair.One.BaseUrl, await followed.ActorIdAsync());
        await Wait.UntilAsync(() => Task.FromResult(peer.Received.Any(a => (string?)a["type"] == "Accept")));
    }

    /// <summary>Has the peer answer no more from that knock on, until it is told to.</summary>
    private static (Task Held, TaskCompletionSource Release) HoldFrom(Peer peer, int knock)
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        peer.Inbox = async http =>
        {
            if (peer.Knocks < knock)
                return;
            held.TrySetResult();
            await release.Task.WaitAsync(http.RequestAborted);
        };
        return (held.Task, release);
    }

    /// <summary>The numbers of the notices the peer was sent, in the order they came.</summary>
    private static IReadOnlyList<int> NumbersAt(Peer peer) =>
    [
        .. from activity in peer.Received
           where (string?)activity["type"] == "Create"
           let html = (string)activity["object"]!["content"]!
           select int.Parse(html["<p>notice ".Length..^"</p>".Length], CultureInfo.InvariantCulture),
    ];
}
