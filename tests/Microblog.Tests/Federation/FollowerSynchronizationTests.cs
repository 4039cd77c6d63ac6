using System.Net;
using System.Text.Json.Nodes;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Followers;
using Microblog.Federation.Outbox;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Signatures;
using Microblog.Tests.ClientApi;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>Two servers that think otherwise of who follows whom come to agree (FEP-8fcf).</summary>
public sealed class FollowerSynchronizationTests
{
    [Theory, EachDatabase]
    public async Task A_follow_that_the_other_server_has_lost_ends_here_too(TestDatabase database)
    {
        await using var a = await TestServer.StartAsync(database);
        await using var b = await TestServer.StartAsync(database);
        var (alice, bob, carol) = (await a.SignUpAsync("alice"), await b.SignUpAsync("bob"), await b.SignUpAsync("carol"));
        await bob.FollowAsync(alice.Address);
        await carol.FollowAsync(alice.Address);
        await b.WaitUntilAsync(async db => await db.Follows.CountAsync(f => f.IsAccepted) == 2);
        await a.AskAsync(db => db.Follows.Where(f => f.Follower!.Uri == bob.Actor.Uri).ExecuteDeleteAsync());

        await alice.PostAsync("to whom it reaches");

        await b.WaitUntilAsync(async db => !await db.Follows.AnyAsync(f => f.FollowerId == bob.ActorId));
        Assert.True(await b.AskAsync(db => db.Follows.AnyAsync(f => f.FollowerId == carol.ActorId && f.IsAccepted)));
    }

    [Theory, EachDatabase]
    public async Task A_follow_that_nobody_here_wants_is_taken_back_and_a_lost_answer_is_found(TestDatabase database)
    {
        await using var a = await TestServer.StartAsync(database);
        await using var b = await TestServer.StartAsync(database);
        var (alice, bob, carol) = (await a.SignUpAsync("alice"), await b.SignUpAsync("bob"), await b.SignUpAsync("carol"));
        await bob.FollowAsync(alice.Address);
        await carol.FollowAsync(alice.Address);
        await b.WaitUntilAsync(async db => await db.Follows.CountAsync(f => f.IsAccepted) == 2);
        await b.AskAsync(db => db.Follows.Where(f => f.FollowerId == bob.ActorId).ExecuteDeleteAsync());
        await b.AskAsync(db => db.Follows.Where(f => f.FollowerId == carol.ActorId).ExecuteUpdateAsync(f => f.SetProperty(x => x.IsAccepted, false)));

        await alice.PostAsync("to whom it reaches");

        await a.WaitUntilAsync(async db => !await db.Follows.AnyAsync(f => f.Follower!.Uri == bob.Actor.Uri));
        await b.WaitUntilAsync(db => db.Follows.AnyAsync(f => f.FollowerId == carol.ActorId && f.IsAccepted));
    }

    [Theory, EachDatabase]
    public async Task The_header_tells_the_digest_of_the_followers_there(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.PeerFollowsAliceAsync();
        var told = new TaskCompletionSource<(string? Header, string? Signature)>();
        scene.Peer.Inbox = http =>
        {
            told.TrySetResult((http.Request.Headers[CollectionSynchronization.Header], http.Request.Headers["Signature"]));
            return Task.CompletedTask;
        };

        await scene.Alice.PostAsync("hello");

        var (header, signature) = await told.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.True(CollectionSynchronization.TryParse(header, out var synchronization));
        Assert.Equal(scene.Alice.Actor.FollowersUri, synchronization.CollectionId);
        Assert.Equal(CollectionSynchronization.DigestOf([scene.Peer.ActorId]), synchronization.Digest);
        Assert.Contains("collection-synchronization", signature, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Only_the_server_of_the_followers_reads_them_and_only_its_own(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var mallory = await Peer.StartAsync("127.0.0.2");
        await scene.PeerFollowsAliceAsync();
        var path = $"/users/{scene.Alice.ActorId}/followers_synchronization";

        using var unsigned = await scene.Server.PasserBy.GetAsync(path, TestContext.Current.CancellationToken);
        using var forged = await AskAsync(scene, path, mallory.KeyId, scene.Peer.Key);
        using var others = await AskAsync(scene, path, mallory.KeyId, mallory.Key);
        using var own = await AskAsync(scene, path, scene.Peer.KeyId, scene.Peer.Key);

        Assert.Equal(HttpStatusCode.Unauthorized, unsigned.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, forged.StatusCode);
        Assert.Empty(await ItemsAsync(others));
        Assert.Equal([scene.Peer.ActorId.AbsoluteUri], await ItemsAsync(own));
        Assert.True(own.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [EachDatabase("another's collection")]
    [EachDatabase("another's address")]
    [EachDatabase("not covered by the signature")]
    [EachDatabase("no collection")]
    public async Task A_header_that_is_not_the_senders_own_changes_nothing(TestDatabase database, string how)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var other = await Peer.StartAsync("127.0.0.2");
        var url = new Uri(how == "another's address" ? other.BaseUrl : scene.Peer.BaseUrl, "/sync");
        var collection = new Uri(scene.Peer.ActorId.AbsoluteUri + (how == "another's collection" ? "/friends" : "/followers"));
        var header = new CollectionSynchronization(collection, url, new string('0', 64)).ToString();
        var body = System.Text.Encoding.UTF8.GetBytes(scene.Peer.Create("<p>x</p>", "/notes/1").ToJsonString());

        (await scene.Peer.SendAsync(scene.Server, body, change: request => Tell(request, body, scene.Peer, header, how))).Dispose();
        await scene.Server.WaitUntilAsync(db => db.Notices.AnyAsync());
        await scene.Server.WaitUntilIdleAsync();

        Assert.True(await scene.Server.AskAsync(db => db.Follows.AnyAsync(f => f.IsAccepted)));
        Assert.Equal(how == "no collection" ? 1 : 0, scene.Peer.Asked.Count(x => x == "/sync"));
        Assert.Empty(other.Asked);
    }

    [Theory, EachDatabase]
    public async Task One_offer_takes_back_so_many_follows_and_no_more(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var claimed = Enumerable.Range(0, SynchronizeFollowers.MostChanges + 5).Select(i => (long)(1_000_000 + i)).ToList();
        await scene.Server.AskAsync(db => AddPeopleAsync(db, scene.Server.BaseUrl, claimed));
        var url = new Uri(scene.Peer.BaseUrl, "/sync");
        scene.Peer.Documents["/sync"] = new JsonObject
        {
            ["@context"] = "https://www.w3.org/ns/activitystreams",
            ["id"] = url.AbsoluteUri,
            ["type"] = "OrderedCollection",
            ["orderedItems"] = new JsonArray([.. claimed.Append(scene.Alice.ActorId).Select(id => JsonValue.Create($"{scene.Server.BaseUrl}users/{id}"))]),
        };
        var header = new CollectionSynchronization(new Uri(scene.Peer.ActorId.AbsoluteUri + "/followers"), url, new string('0', 64)).ToString();
        var body = System.Text.Encoding.UTF8.GetBytes(scene.Peer.Create("<p>x</p>", "/notes/1").ToJsonString());

        (await scene.Peer.SendAsync(scene.Server, body, change: request => Tell(request, body, scene.Peer, header, "as it should be"))).Dispose();
        await scene.Server.WaitUntilAsync(db => db.Set<StoredActivity>().AnyAsync(a => a.Json.Contains("\"Undo\"")));
        await scene.Server.WaitUntilIdleAsync();

        Assert.Equal(SynchronizeFollowers.MostChanges, await scene.Server.AskAsync(db => db.Set<StoredActivity>().CountAsync(a => a.Json.Contains("\"Undo\""))));
        Assert.True(await scene.Server.AskAsync(db => db.Follows.AnyAsync(f => f.FollowerId == scene.Alice.ActorId && f.IsAccepted)));
    }

    private static async Task<int> AddPeopleAsync(Db db, Uri baseUrl, IEnumerable<long> ids)
    {
        db.Actors.AddRange(ids.Select(id => new Actor
        {
            Id = id,
            Uri = new Uri(baseUrl, $"/users/{id}"),
            Handle = $"u{id}",
            HandleKey = $"u{id}",
            Host = "",
            DisplayName = "",
            CreatedAt = DateTimeOffset.UnixEpoch,
        }));
        return await db.SaveChangesAsync();
    }

    private static void Tell(HttpRequestMessage request, byte[] body, Peer peer, string header, string how)
    {
        request.Headers.TryAddWithoutValidation(CollectionSynchronization.Header, header);
        if (how == "not covered by the signature")
            return;
        var signed = CavageSigner.Sign(
            "POST", request.RequestUri!, TimeProvider.System.GetUtcNow(), CavageSigner.DigestOf(body), peer.KeyId, peer.Key, header);
        foreach (var (name, value) in new[] { ("Date", signed.Date), ("Signature", signed.Signature) })
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static async Task<HttpResponseMessage> AskAsync(Scene scene, string path, Uri keyId, SigningKey key)
    {
        var target = new Uri(scene.Server.BaseUrl, path);
        var signed = CavageSigner.Sign("GET", target, TimeProvider.System.GetUtcNow(), digest: null, keyId, key);
        using var request = new HttpRequestMessage(HttpMethod.Get, target);
        request.Headers.TryAddWithoutValidation("Date", signed.Date);
        request.Headers.TryAddWithoutValidation("Signature", signed.Signature);
        return await scene.Server.PasserBy.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<IReadOnlyList<string>> ItemsAsync(HttpResponseMessage answer)
    {
        var json = await answer.OkAsync();
        return [.. json.GetProperty("orderedItems").EnumerateArray().Select(i => i.GetString()!)];
    }
}
