using System.Text.RegularExpressions;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Peers;

/// <summary>Our server and one made of Fedify come to agree on who follows whom (FEP-8fcf).</summary>
public sealed partial class FedifySynchronizationTests(FedifyPair pair)
{
    [FedifyTheory, EachDatabase]
    public async Task A_follower_whom_Fedify_has_lost_follows_no_longer(TestDatabase database)
    {
        await using var scene = await SetAsync(database);
        await scene.Alice.FollowAsync(scene.Bob.Handle);
        await scene.Carol.FollowAsync(scene.Bob.Handle);
        await scene.Ours.WaitUntilAsync(async db => await db.Follows.CountAsync(f => f.IsAccepted) == 2);
        await scene.Bob.TryAsync("forgetFollower", new { whom = scene.Alice.Actor.Uri });

        await scene.Bob.DoAsync("noteWithFollowers", new { content = "<p>to whom it reaches</p>" });

        await scene.Ours.WaitUntilAsync(async db => await db.Follows.CountAsync() == 1);
        Assert.True(await scene.FollowsAsync(scene.Carol));
    }

    [FedifyTheory, EachDatabase]
    public async Task Whom_Fedify_lets_follow_is_let_and_who_does_not_want_to_is_taken_back(TestDatabase database)
    {
        await using var scene = await SetAsync(database, isLocked: true);
        await scene.Alice.FollowAsync(scene.Bob.Handle);
        await scene.Fedify.ReceivesAsync(a => a.Type == "Follow");
        Assert.False(await scene.FollowsAsync(scene.Alice));
        foreach (var person in new[] { scene.Alice, scene.Carol })
            await scene.Bob.TryAsync("imagineFollower", new { whom = person.Actor.Uri });

        await scene.Bob.DoAsync("noteWithFollowers", new { content = "<p>to whom it reaches</p>" });

        await scene.Ours.WaitUntilAsync(db => db.Follows.AnyAsync(f => f.IsAccepted && f.FollowerId == scene.Alice.ActorId));
        var undo = await scene.Fedify.ReceivesAsync(a => a.Type == "Undo");
        Assert.Equal(scene.Carol.Actor.Uri.AbsoluteUri, (string?)undo.Activity["actor"]);
        Assert.Equal(("Follow", scene.Bob.Id.AbsoluteUri), ((string?)undo.Object["type"], (string?)undo.Object["object"]));
        await Wait.UntilAsync(async () => (await scene.Bob.FollowersAsync()).SequenceEqual([scene.Alice.Actor.Uri.AbsoluteUri]));
    }

    [FedifyTheory, EachDatabase]
    public async Task What_the_signature_does_not_cover_changes_nothing(TestDatabase database)
    {
        // By RFC 9421, Fedify signs the body and where it goes, not this header.
        await using var scene = await SetAsync(database, signs: "rfc9421");
        await scene.Alice.FollowAsync(scene.Bob.Handle);
        await scene.Carol.FollowAsync(scene.Bob.Handle);
        await scene.Ours.WaitUntilAsync(async db => await db.Follows.CountAsync(f => f.IsAccepted) == 2);
        await scene.Bob.TryAsync("forgetFollower", new { whom = scene.Alice.Actor.Uri });

        await scene.Bob.DoAsync("noteWithFollowers", new { content = "<p>to whom it reaches</p>" });

        await scene.Ours.WaitUntilAsync(db => db.Notices.AnyAsync());
        await scene.Ours.WaitUntilIdleAsync();
        Assert.True(await scene.FollowsAsync(scene.Alice));
    }

    [FedifyTheory]
    [EachDatabase("cavage")]
    [EachDatabase("rfc9421")]
    public async Task Fedify_is_told_a_digest_and_reads_the_followers_that_are_its_own(TestDatabase database, string reads)
    {
        await using var scene = await SetAsync(database, reads: reads);
        var others = await pair.MeetAsync();
        var dave = await scene.Fedify.SettleAsync();
        var alice = scene.Alice.Actor.Uri;
        foreach (var follower in new[] { scene.Bob, dave, others.Bob })
            await follower.DoAsync("follow", new { whom = alice });
        await scene.Ours.WaitUntilAsync(async db => await db.Follows.CountAsync(f => f.IsAccepted) == 3);

        var notice = await scene.Alice.PostAsync("to whom it reaches");

        var arrival = await scene.Fedify.ReceivesAsync(a => a.Type == "Create" && a.ObjectId == notice.Uri.AbsoluteUri && a.Status == 202);
        var told = Offer().Match(arrival.Headers["collection-synchronization"]);
        var (url, own) = (told.Groups["url"].Value, new[] { scene.Bob.Id.AbsoluteUri, dave.Id.AbsoluteUri });
        Assert.Equal($"{alice}/followers", told.Groups["id"].Value);
        Assert.Equal(await DigestAsync(scene.Fedify, own), told.Groups["digest"].Value);
        Assert.Contains("collection-synchronization", arrival.Headers[reads == "cavage" ? "signature" : "signature-input"], StringComparison.Ordinal);
        Assert.Equal(own.Order(), (await ReadAsync(scene.Bob, url)).Order());
        Assert.Equal([others.Bob.Id.AbsoluteUri], await ReadAsync(others.Bob, url));
        Assert.Equal(401, (int?)(await scene.Fedify.DoAsync("fetch", new { url }))["status"]);
    }

    private static async Task<string> DigestAsync(FedifyServer fedify, string[] ids) => (string)(await fedify.DoAsync("digest", new { ids }))["digest"]!;

    private static async Task<IReadOnlyList<string>> ReadAsync(FedifyPerson who, string url)
    {
        var read = await who.TryAsync("fetch", new { url });
        Assert.Equal(url, (string?)read["document"]!["id"]);
        return [.. read["document"]!["orderedItems"]!.AsArray().Select(item => (string)item!)];
    }

    // Fedify signs draft-cavage over every header that it sends.
    private static async Task<Synchronized> SetAsync(TestDatabase database, bool isLocked = false, string reads = "any", string signs = "cavage")
    {
        var ours = await TestServer.StartAsync(database);
        var fedify = await new FedifyServer(reads, signs).StartAsync();
        return new(ours, fedify, await ours.SignUpAsync("alice"), await ours.SignUpAsync("carol"), await fedify.SettleAsync(new { locked = isLocked }));
    }

    [GeneratedRegex("^collectionId=\"(?<id>[^\"]+)\", url=\"(?<url>[^\"]+)\", digest=\"(?<digest>[0-9a-f]{64})\"$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Offer();

    /// <summary>Alice and carol on a server of their own, bob on one made of Fedify.</summary>
    private sealed record Synchronized(TestServer Ours, FedifyServer Fedify, Person Alice, Person Carol, FedifyPerson Bob) : IAsyncDisposable
    {
        public Task<bool> FollowsAsync(Person person) => Ours.AskAsync(db => db.Follows.AnyAsync(f => f.FollowerId == person.ActorId && f.IsAccepted));

        public async ValueTask DisposeAsync()
        {
            await Ours.DisposeAsync();
            await Fedify.DisposeAsync();
        }
    }
}
