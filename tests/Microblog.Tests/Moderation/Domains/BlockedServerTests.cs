using System.Net;
using System.Text.Json.Nodes;
using Microblog.Moderation;
using Microblog.Moderation.Domains;
using Microblog.Outgoing;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Signatures;
using Microblog.Tests.Documents;
using Microblog.Tests.Federation;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Moderation.Domains;

/// <summary>Security catalogue §7-45, §7-48: a blocked server is refused at every door, a blocked actor elsewhere stays out.</summary>
public sealed class BlockedServerTests
{
    [Theory, EachDatabase]
    public async Task What_a_blocked_server_sends_is_refused_before_its_key_is_asked_for(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        await using var peer = await Peer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        await server.DecideAsync(peer.Host(), PolicyLevel.Block);

        foreach (var activity in new[] { peer.Activity("Follow", "/follows/1", alice.Actor.Uri.AbsoluteUri), peer.Activity("Delete", "/deletes/1", peer.ActorId.AbsoluteUri) })
        {
            using var answer = await peer.SendAsync(server, activity);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        Assert.Equal(0, peer.Fetches);
        Assert.False(await server.AskAsync(db => db.Follows.AnyAsync()));
        Assert.False(await server.AskAsync(db => db.Actors.AnyAsync(a => a.Host != "")));
    }

    [Theory, EachDatabase]
    public async Task A_block_hides_what_was_said_and_cuts_follows_and_lifting_it_brings_both_back(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var (server, alice, peer) = (scene.Server, scene.Alice, scene.Peer);
        await scene.PeerFollowsAliceAsync();
        await peer.SendAsync(server, peer.Create("<p>before the block</p>", "/notes/1"));
        await alice.SeesAtHomeAsync("before the block");

        await server.DecideAsync(peer.Host(), PolicyLevel.Block);

        Assert.Empty(await alice.HomeAsync());
        Assert.False(await server.AskAsync(db => db.Follows.AnyAsync()));
        Assert.Equal(2, await server.AskAsync(db => db.SeveredFollows.CountAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await server.AskForAsync($"/@{peer.Address}", "text/html")).StatusCode);
        await Assert.ThrowsAsync<RefusalException>(() => alice.FollowAsync(peer.Address));
        peer.Received.Clear();
        var knocks = peer.Knocks;
        await alice.PostAsync($"Nobody there reads this, @{peer.Address}");
        await server.WaitUntilIdleAsync();
        Assert.Equal(knocks, peer.Knocks);

        await server.LiftAsync(peer.Host());

        await Wait.UntilAsync(() => Task.FromResult(peer.Received.Any(a => (string?)a["type"] == "Follow")));
        await alice.SeesAtHomeAsync("before the block");
        await server.WaitUntilIdleAsync();
        var follow = await server.AskAsync(db => db.Follows.SingleAsync(f => f.FollowerId == alice.ActorId));
        Assert.False(follow.IsAccepted);
        Assert.False(await server.AskAsync(db => db.SeveredFollows.AnyAsync()));
        Assert.Equal(
            [LogAction.BlockDomain, LogAction.LiftDomainPolicy],
            await server.AskAsync(db => db.LogEntries.OrderBy(e => e.Id).Select(e => e.Action).ToListAsync()));
    }

    [Theory, EachDatabase]
    public async Task Followers_on_a_server_that_was_blocked_are_sent_notices_again_and_need_not_ask_for_it(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var (server, alice, peer) = (scene.Server, scene.Alice, scene.Peer);
        await scene.PeerFollowsAliceAsync();
        await server.DecideAsync(peer.Host(), PolicyLevel.Block);
        Assert.False(await server.AskAsync(db => db.Follows.AnyAsync()));
        peer.Received.Clear();

        await server.LiftAsync(peer.Host());
        await server.WaitUntilIdleAsync();
        await alice.PostAsync("After the block");

        await Wait.UntilAsync(() => Task.FromResult(peer.Received.Any(a => (string?)a["type"] == "Create")));
        Assert.DoesNotContain(peer.Received, a => (string?)a["type"] is "Accept" or "Reject");
        var follow = await server.AskAsync(db => db.Follows.SingleAsync(f => f.FollowedId == alice.ActorId));
        Assert.Equal((new Uri(peer.BaseUrl, "/follows/1"), true), (follow.Uri, follow.IsAccepted));
    }

    [Theory, EachDatabase]
    public async Task A_follower_who_was_blocked_meanwhile_is_told_when_the_block_of_the_server_is_lifted(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var (server, alice, peer) = (scene.Server, scene.Alice, scene.Peer);
        await scene.PeerFollowsAliceAsync();
        var followerId = await alice.KnowsAsync(peer.ActorId);
        await server.DecideAsync(peer.Host(), PolicyLevel.Block);
        await alice.BlockAsync(followerId);
        await server.WaitUntilIdleAsync();
        peer.Received.Clear();

        await server.LiftAsync(peer.Host());

        await Wait.UntilAsync(() => Task.FromResult(peer.Received.Any(a => (string?)a["type"] == "Reject")));
        Assert.False(await server.AskAsync(db => db.Follows.AnyAsync()));
    }

    [Theory, EachDatabase]
    public async Task What_waits_to_be_sent_to_a_server_is_dropped_when_it_is_blocked(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.PeerFollowsAliceAsync();
        scene.Peer.Inbox = http =>
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        };
        await scene.Alice.PostAsync("Waits for ever");
        await scene.Server.WaitUntilAsync(db => db.Lanes.AnyAsync(l => l.IsDelivery && l.Failures > 0 && l.LeasedBy == null));

        await scene.Server.DecideAsync(scene.Peer.Host(), PolicyLevel.Block);

        Assert.False(await scene.Server.AskAsync(db => db.Jobs.AnyAsync(j => j.ActivityId != null)));
    }

    [Theory, EachDatabase]
    public async Task A_blocked_server_is_never_connected_to_for_names_actors_notes_or_through_a_redirect(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        await using var blocked = new EvilPeer(_ => "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        await using var detour = new EvilPeer(_ => $"HTTP/1.1 302 Found\r\nLocation: {blocked.At("/actor")}\r\nContent-Length: 0\r\n\r\n");
        var alice = await server.SignUpAsync("alice");
        await server.DecideAsync(blocked.At("/").Authority, PolicyLevel.Block);

        foreach (var address in (string[])[$"evil@{blocked.At("/").Authority}", blocked.At("/actor").AbsoluteUri, detour.At("/actor").AbsoluteUri])
            await Assert.ThrowsAsync<RefusalException>(() => alice.FollowAsync(address));
        var client = server.Services.GetRequiredService<PeerClient>();
        foreach (var request in new[] { PeerRequest.Get(blocked.At("/media.png"), "image/*"), PeerRequest.Get(blocked.At("/notes/1"), MediaTypes.Accept) })
        {
            var refused = await Assert.ThrowsAsync<PeerUnreachableException>(() => client.SendAsync(request, TestContext.Current.CancellationToken));
            Assert.Equal(PeerFailure.Refused, refused.Failure);
        }

        Assert.Empty(blocked.Heads);
        Assert.NotEmpty(detour.Heads);
    }

    [Theory, EachDatabase]
    public async Task A_blocked_server_is_shown_no_document_that_it_signs_for(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        await using var peer = await Peer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var notice = await alice.PostAsync("Public");
        var paths = new[]
        {
            $"/users/{alice.ActorId}", $"/users/{alice.ActorId}/outbox", $"/users/{alice.ActorId}/outbox?page=true",
            $"/users/{alice.ActorId}/followers", $"/notices/{notice.Id}", $"/notices/{notice.Id}/activity",
        };
        foreach (var path in paths)
            Assert.Equal((path, HttpStatusCode.OK), (path, await GetSignedAsync(server, peer, path)));

        await server.DecideAsync(peer.Host(), PolicyLevel.Block);

        foreach (var path in paths)
        {
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, await GetSignedAsync(server, peer, path)));
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, await GetSignedAsync(server, peer, path, "Signature-Input")));
        }

        Assert.Equal(0, peer.Fetches);
    }

    [Fact]
    public async Task What_one_node_decides_another_holds_to_within_moments()
    {
        await using var first = await TestServer.StartAsync(TestDatabase.PostgreSql);
        await using var second = await TestServer.StartAsync(TestDatabase.PostgreSql, o => o.SharesDatabaseOf = first);
        await using var peer = await Peer.StartAsync();
        var alice = await first.SignUpAsync("alice");
        var follow = peer.Activity("Follow", "/follows/1", alice.Actor.Uri.AbsoluteUri);
        Assert.Equal(HttpStatusCode.Accepted, (await peer.SendAsync(second, follow)).StatusCode);

        await first.DecideAsync(peer.Host(), PolicyLevel.Block);

        await Wait.UntilAsync(async () => (await peer.SendAsync(second, follow)).StatusCode == HttpStatusCode.Forbidden);
    }

    [Theory, EachDatabase]
    public async Task In_allow_list_mode_a_server_is_heard_once_it_is_allowed(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database, o => o.Settings["Federation:AllowListMode"] = "true");
        await using var peer = await Peer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var follow = peer.Activity("Follow", "/follows/1", alice.Actor.Uri.AbsoluteUri);
        Assert.Equal(HttpStatusCode.Forbidden, (await peer.SendAsync(server, follow)).StatusCode);
        await Assert.ThrowsAsync<RefusalException>(() => alice.FollowAsync(peer.Address));

        await server.DecideAsync(peer.Host(), PolicyLevel.Allow);

        Assert.Equal(HttpStatusCode.Accepted, (await peer.SendAsync(server, follow)).StatusCode);
        await server.WaitUntilAsync(db => db.Follows.AnyAsync());
        await server.LiftAsync(peer.Host());
        Assert.False(await server.AskAsync(db => db.Follows.AnyAsync()));
    }

    [Theory, EachDatabase]
    public async Task An_actor_elsewhere_who_is_blocked_stays_out_whatever_it_sends(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var (server, peer) = (scene.Server, scene.Peer);
        await peer.SendAsync(server, peer.Create("<p>before</p>", "/notes/1"));
        await scene.Alice.SeesAtHomeAsync("before");
        var actorId = await server.AskAsync(db => db.Actors.Where(a => a.Host != "").Select(a => a.Id).SingleAsync());
        await using (var scope = server.NewScope())
            await scope.Get<BlockAccount>().RunAsync(actorId, null, BlockScope.Account, "Spam", null, TestContext.Current.CancellationToken);
        await server.WaitUntilIdleAsync();
        var fetches = peer.Fetches;

        await peer.SendAsync(server, peer.Create("<p>after</p>", "/notes/2"));
        await peer.SendAsync(server, peer.Activity("Update", "/updates/1", new JsonObject { ["id"] = peer.ActorId.AbsoluteUri, ["type"] = "Person" }));
        await peer.SendAsync(server, peer.Activity("Move", "/moves/1", peer.ActorId.AbsoluteUri));
        peer.Key = SigningKey.FromPem(RsaKeys.Generate().PrivatePem);
        await peer.SendAsync(server, peer.Create("<p>with a new key</p>", "/notes/3"));
        await server.WaitUntilIdleAsync();

        Assert.Empty(await scene.Alice.HomeAsync());
        Assert.Equal(1, await server.AskAsync(db => db.Notices.CountAsync()));
        Assert.Equal(fetches, peer.Fetches - 1);
        Assert.Equal(HttpStatusCode.NotFound, (await scene.Alice.Client.GetAsync($"/api/v1/accounts/{actorId}", TestContext.Current.CancellationToken)).StatusCode);
    }

    private static async Task<HttpStatusCode> GetSignedAsync(TestServer server, Peer peer, string path, string header = "Signature")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", MediaTypes.ActivityJson);
        request.Headers.TryAddWithoutValidation(header, header == "Signature"
            ? $"keyId=\"{peer.KeyId}\",algorithm=\"rsa-sha256\",headers=\"(request-target) host date\",signature=\"AAAA\""
            : $"sig1=(\"@method\" \"@target-uri\");created=1700000000;keyid=\"{peer.KeyId}\"");
        using var answer = await server.PasserBy.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
