using System.Globalization;
using Microblog.Tests.Support;

namespace Microblog.Tests.Processes;

/// <summary>Two servers with their own ports and data, as <c>docs/two-servers.md</c> tells.</summary>
public sealed class TwoServersTests
{
    [Fact]
    public async Task What_alice_does_on_one_server_bob_sees_on_the_other()
    {
        await using var a = await new ServerProcess().StartAsync();
        await using var b = await new ServerProcess().StartAsync();
        var alice = new Phone(a, await a.SignUpAsync("alice"));
        var bob = new Phone(b, await b.SignUpAsync("bob"));
        await bob.FollowAsync($"alice@{a.Host}");

        var first = await alice.PostAsync("Hello, bob.");
        await Wait.UntilAsync(async () => (await bob.HomeAsync()).SequenceEqual(["<p>Hello, bob.</p>"]));

        await alice.DeleteAsync(first);
        await Wait.UntilAsync(async () => (await bob.HomeAsync()).Count == 0);

        var (status, _) = await b.StopAsync();
        await alice.PostAsync("Nobody hears me.");
        await b.StartAsync();
        await Wait.UntilAsync(async () => (await bob.HomeAsync()).SequenceEqual(["<p>Nobody hears me.</p>"]), TimeSpan.FromMinutes(1));
        Assert.Equal(0, status);
    }

    [Fact]
    public async Task Killed_while_500_deliveries_wait_and_again_amid_them_every_follower_has_every_notice_once()
    {
        await using var gate = await Gate.StartAsync();
        await using var a = await new ServerProcess().StartAsync();
        await using var b = new ServerProcess { SharedBaseUrl = gate.Url };
        gate.Server = b.Url;
        await b.StartAsync();
        var alice = new Phone(a, await a.SignUpAsync("alice"));
        Phone[] followers = [new(b, await b.SignUpAsync("bob")), new(b, await b.SignUpAsync("carol"))];
        foreach (var follower in followers)
            await follower.FollowAsync($"alice@{a.Host}");

        gate.CloseAfter(0);
        await alice.PostManyAsync(1, 500);
        await a.KillAsync();
        Assert.True(await CountAsync(a, "SELECT count(*) FROM jobs WHERE recurs_every IS NULL") >= 500);

        gate.CloseAfter(250);
        await a.StartAsync();
        await Wait.UntilAsync(() => Task.FromResult(gate.IsHolding), TimeSpan.FromMinutes(1));
        await a.KillAsync();
        gate.Open();
        await a.StartAsync();

        await Wait.UntilAsync(async () => await CountAsync(a, "SELECT count(*) FROM jobs WHERE recurs_every IS NULL") == 0, TimeSpan.FromMinutes(2));
        await Wait.UntilAsync(async () => await CountAsync(b, "SELECT count(*) FROM jobs WHERE recurs_every IS NULL") == 0, TimeSpan.FromMinutes(2));
        Assert.Equal(500, await CountAsync(b, "SELECT count(*) FROM notices"));
        Assert.Equal(1000, await CountAsync(b, "SELECT count(*) FROM home_entries"));
        foreach (var follower in followers)
            Assert.Equal(Enumerable.Range(1, 500).Reverse().Select(n => $"<p>notice {n}</p>"), await follower.HomeAsync());
    }

    private static async Task<long> CountAsync(ServerProcess server, string sql) =>
        Convert.ToInt64(await SqliteFile.ExecuteAsync(Path.Combine(server.DataDirectory, "microblog.db"), sql), CultureInfo.InvariantCulture);
}
