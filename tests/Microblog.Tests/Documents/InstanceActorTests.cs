using System.Net;
using System.Text.Json.Nodes;
using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Signatures;
using Microblog.Protocols.WebFinger;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Documents;

/// <summary>The server's own actor: others may read and write to it, nobody meets it as a person.</summary>
public sealed class InstanceActorTests
{
    [Theory, EachDatabase]
    public async Task The_server_has_an_actor_whose_document_lists_the_key_it_signs_with(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        await using var scope = server.NewScope();
        var instance = scope.Get<InstanceActor>();

        var document = ActorParser.Parse(await server.DocumentAsync("/users/1"));

        Assert.Equal((instance.Uri, "Application", "instance.actor"), (document.Id, document.Type, document.PreferredUsername));
        Assert.Equal(new Uri(server.BaseUrl, "/users/1/inbox"), document.Inbox);
        Assert.Null(document.Followers);
        Assert.Equal(instance.KeyId, document.PublicKey!.Id);
        Assert.True(PublicKey.TryParse(document.PublicKey.Pem, out var key, out _));
        var signed = (await instance.KeyAsync(TestContext.Current.CancellationToken)).Sign("it is us"u8);
        Assert.True(key.Verify("it is us"u8, signed));
        var outbox = JsonNode.Parse(await server.DocumentAsync("/users/1/outbox"))!;
        Assert.Equal(0, (int?)outbox["totalItems"]);
    }

    [Fact]
    public async Task WebFinger_knows_it_by_its_name_its_address_and_the_name_of_the_host()
    {
        await using var server = await TestServer.StartAsync();

        foreach (var resource in (string[])[$"acct:instance.actor@{server.Host}", $"acct:{server.Host}@{server.Host}", $"{server.BaseUrl}users/1"])
        {
            using var answer = await server.AskForAsync("/.well-known/webfinger?resource=" + Uri.EscapeDataString(resource), accept: null);
            var found = WebFingerDocument.Parse(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
            Assert.Equal(new Uri(server.BaseUrl, "/users/1"), found.Actor);
            Assert.Equal(new Handle("instance.actor", server.Host), found.Handle);
        }
    }

    [Fact]
    public async Task Two_nodes_on_one_database_share_one_of_it()
    {
        await using var first = await TestServer.StartAsync(TestDatabase.PostgreSql);
        await using var second = await TestServer.StartAsync(TestDatabase.PostgreSql, o => o.SharesDatabaseOf = first);
        await using (var scope = second.NewScope())
            await scope.Get<MakeInstanceActor>().RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, await second.AskAsync(db => db.Actors.CountAsync()));
        Assert.Equal(1, await second.AskAsync(db => db.SigningKeys.CountAsync()));
    }

    [Theory, EachDatabase]
    public async Task Nobody_finds_follows_or_counts_it_as_a_person(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");

        foreach (var name in (string[])["instance.actor", $"@instance.actor@{server.Host}", $"{server.BaseUrl}users/1"])
            Assert.Equal(Refusal.ActorNotFound, (await Assert.ThrowsAsync<RefusalException>(() => alice.FollowAsync(name))).Refusal);
        await Assert.ThrowsAsync<RefusalException>(() => alice.FollowAsync(InstanceActor.ActorId));
        foreach (var path in (string[])["/@instance.actor", "/users/1/followers", "/users/1/following", "/api/v1/accounts/1"])
            Assert.Equal((path, HttpStatusCode.NotFound), (path, (await server.AskForAsync(path)).StatusCode));
        Assert.DoesNotContain(
            "instance", await alice.Client.GetStringAsync("/api/v2/search?q=inst", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await using var scope = server.NewScope();
        Assert.Equal(1, (await scope.Get<ServerCounts>().CountAsync(TestContext.Current.CancellationToken)).Users);
    }

    [Theory, EachDatabase]
    public async Task Who_asks_to_follow_it_is_refused(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        await using var peer = await Peer.StartAsync();

        await peer.SendAsync(server, peer.Activity("Follow", "/follows/1", $"{server.BaseUrl}users/1"));

        await Wait.UntilAsync(() => Task.FromResult(!peer.Received.IsEmpty));
        Assert.Equal("Reject", (string?)peer.Received.First()["type"]);
        Assert.False(await server.AskAsync(db => db.Follows.AnyAsync()));
    }
}
