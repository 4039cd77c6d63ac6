using Microblog.Actors;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Peers;

/// <summary>Who gets new keys is believed all the same, here and on a server made of Fedify.</summary>
public sealed class FedifyRotationTests(FedifyPair pair)
{
    [FedifyTheory, EachDatabase]
    public async Task New_keys_are_noticed_both_ways(TestDatabase database)
    {
        // Fedify knows no clock but the real one, so ours starts with it.
        var clock = new FakeClock();
        clock.Advance(TimeProvider.System.GetUtcNow() - clock.GetUtcNow());
        await using var ours = await TestServer.StartAsync(database, o => o.Clock = clock);
        var alice = await ours.SignUpAsync("alice");
        var bob = (await pair.MeetAsync()).Bob;
        await alice.FollowAsync(bob.Handle);
        await bob.DoAsync("follow", new { whom = alice.Actor.Uri });
        await ours.WaitUntilAsync(async db => await db.Follows.CountAsync(f => f.IsAccepted) == 2);
        await bob.PostAsync(new { content = "<p>with the old key</p>" });
        await alice.SeesAtHomeAsync("with the old key");
        var before = await HearsAsync(bob, (await alice.PostAsync("with the old key")).Uri);

        // Keys are fetched again once a minute.
        clock.Advance(TimeSpan.FromMinutes(2));
        await bob.TryAsync("rekey");
        await alice.DoAsync<RotateKeys>(rotate => rotate.RunAsync(alice.ActorId, TestContext.Current.CancellationToken));
        await bob.PostAsync(new { content = "<p>with the new key</p>" });
        var after = await HearsAsync(bob, (await alice.PostAsync("with the new key")).Uri);

        await alice.SeesAtHomeAsync("with the new key");
        Assert.Equal((202, "valid", before.SignedBy), (after.Status, after.Proof, after.SignedBy));
    }

    private static Task<Arrival> HearsAsync(FedifyPerson bob, Uri notice) =>
        bob.Server.ReceivesAsync(a => a.Type == "Create" && a.ObjectId == notice.AbsoluteUri);
}
