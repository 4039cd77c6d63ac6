using System.Globalization;
using System.Net;
using Microblog.ClientApi.Streaming;
using Microblog.Moderation;
using Microblog.Notices;
using Microblog.Tests.ClientApi;
using Microblog.Tests.ClientApi.Streaming;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Attacks;

/// <summary>Security catalogue §7-46: streams do not outlive the right to them.</summary>
public sealed class StreamAttacks
{
    [Theory, EachDatabase]
    public async Task A_stream_ends_with_its_token(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        await using var events = await Listener.EventsAsync(alice, "public");
        await using var socket = await Listener.SocketAsync(server, alice, "stream=public");
        await using var other = await Listener.EventsAsync(bob, "public");

        await server.AskAsync(db => db.AccessTokens.Where(t => t.AccountId == alice.AccountId).ExecuteDeleteAsync());
        await events.Reading;
        await socket.Reading;

        await bob.PostAsync("Still there");
        Assert.Equal("update", (await other.NextAsync()).Name);
        events.HeardNothingElse();
        socket.HeardNothingElse();
    }

    [Theory, EachDatabase]
    public async Task A_stream_ends_when_its_account_is_blocked(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        await using var events = await Listener.EventsAsync(alice, "user");

        await using (var scope = server.NewScope())
            await scope.Get<BlockAccount>().RunAsync(alice.ActorId, byActorId: null, BlockScope.Account, "spam", until: null, TestContext.Current.CancellationToken);

        await events.Reading;
    }

    [Theory, EachDatabase]
    public async Task Whom_one_blocks_unfollows_or_takes_from_a_list_is_streamed_no_more(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob, carol) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"), await server.SignUpAsync("carol"));
        await alice.FollowAsync(bob);
        await alice.FollowAsync(carol);
        var list = (await alice.SendAsync(HttpMethod.Post, "/api/v1/lists", ("title", "Both"))).Text("id");
        await alice.SendAsync(HttpMethod.Post, $"/api/v1/lists/{list}/accounts", ("account_ids[]", Id(bob.ActorId)), ("account_ids[]", Id(carol.ActorId)));
        await server.WaitUntilIdleAsync();
        await using var socket = await Listener.SocketAsync(server, alice, $"stream=list&list={list}");
        await bob.PostAsync("First", Visibility.Followers);
        Assert.Equal("update", (await socket.NextAsync()).Name);

        await alice.SendAsync(HttpMethod.Delete, $"/api/v1/lists/{list}/accounts?account_ids[]={Id(bob.ActorId)}");
        await bob.PostAsync("Off the list", Visibility.Followers);
        await server.WaitUntilIdleAsync();
        var between = await carol.PostAsync("On the list", Visibility.Followers);
        Assert.Equal($"update {Id(between.Id)}", (await socket.NextAsync()).Brief);
        await socket.SayAsync(new { type = "subscribe", stream = "user" });
        await socket.SayAsync(new { type = "subscribe", stream = "public" });
        await socket.SayAsync(new { type = "subscribe", stream = "?" });
        Assert.Equal("error", (await socket.NextAsync()).Name);
        await server.WaitUntilIdleAsync();
        await alice.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{Id(bob.ActorId)}/block");
        await bob.PostAsync("Blocked");
        await server.WaitUntilIdleAsync();

        var last = await carol.PostAsync("Last", Visibility.Followers);
        var heard = new[] { await socket.NextAsync(), await socket.NextAsync() };
        Assert.All(heard, h => Assert.Equal($"update {Id(last.Id)}", h.Brief));
    }

    /// <summary>Another's list is a list without members.</summary>
    [Theory, EachDatabase]
    public async Task Anothers_list_is_silent(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob, eve) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"), await server.SignUpAsync("eve"));
        foreach (var reader in new[] { alice, eve })
            await reader.FollowAsync(bob);
        var list = (await alice.SendAsync(HttpMethod.Post, "/api/v1/lists", ("title", "Mine"))).Text("id");
        await alice.SendAsync(HttpMethod.Post, $"/api/v1/lists/{list}/accounts", ("account_ids[]", Id(bob.ActorId)));
        await server.WaitUntilIdleAsync();
        await using var hers = await Listener.EventsAsync(alice, $"list?list={list}");
        await using var spied = await Listener.EventsAsync(eve, $"list?list={list}");

        await bob.PostAsync("On the list");

        await hers.NextAsync();
        await server.WaitUntilIdleAsync();
        spied.HeardNothingElse();
    }

    [Fact]
    public async Task One_person_opens_no_more_than_their_share()
    {
        await using var server = await TestServer.StartAsync(configure: o => o.Settings["RateLimits:Enabled"] = "true");
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var open = new List<Listener>();
        try
        {
            for (var i = 0; i < StreamHub.MostPerPerson; i++)
                open.Add(await Listener.EventsAsync(alice, "public"));

            using var refused = await alice.Client.GetAsync("/api/v1/streaming/public", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            open.Add(await Listener.EventsAsync(bob, "public"));
        }
        finally
        {
            foreach (var listener in open)
                await listener.DisposeAsync();
        }
    }

    [Fact]
    public void A_slow_reader_is_let_go_and_waits_for_nobody()
    {
        using var slow = new StreamConnection(1, "x", ["read"]);
        for (var i = 0; i < 128; i++)
            slow.Send(StreamEvent.Heartbeat);
        Assert.False(slow.Ended.IsCancellationRequested);

        slow.Send(StreamEvent.Heartbeat);

        Assert.True(slow.Ended.IsCancellationRequested);
    }

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
