using System.Net;
using Microblog.Actors;
using Microblog.Federation.Remote;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Signatures;
using Microblog.Tests.Documents;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

public sealed class RotationTests
{
    [Theory, EachDatabase]
    public async Task Another_server_goes_on_believing_who_got_new_keys(TestDatabase database)
    {
        var clock = new FakeClock();
        await using var alices = await TestServer.StartAsync(database, options => options.Clock = clock);
        await using var bobs = await TestServer.StartAsync(database, options => options.Clock = clock);
        var alice = await alices.SignUpAsync("alice");
        var bob = await bobs.SignUpAsync("bob");
        await bob.FollowAsync(alice.Address);
        await alices.WaitUntilAsync(db => db.Follows.AnyAsync(f => f.IsAccepted));
        await alice.PostAsync("Before.");
        await bob.SeesAtHomeAsync("Before.");
        var former = ActorParser.Parse(await alices.DocumentAsync($"/users/{alice.ActorId}"));

        // Keys are fetched again once a minute, and are kept in memory for one.
        clock.Advance(TimeSpan.FromMinutes(2));
        await using (var scope = alices.NewScope())
            await scope.Get<RotateKeys>().RunAsync(alice.ActorId, TestContext.Current.CancellationToken);
        await alice.PostAsync("After.");

        await bob.SeesAtHomeAsync("After.");
        var renewed = ActorParser.Parse(await alices.DocumentAsync($"/users/{alice.ActorId}"));
        Assert.Equal(former.PublicKey!.Id, renewed.PublicKey!.Id);
        Assert.NotEqual(former.PublicKey.Pem, renewed.PublicKey.Pem);
        Assert.NotEqual(former.AssertionMethods[0].PublicKeyMultibase, renewed.AssertionMethods[0].PublicKeyMultibase);
        Assert.Equal($"alice@{alices.Host}", renewed.WebFinger?.ToString());
    }

    [Theory, EachDatabase]
    public async Task A_key_that_was_replaced_counts_no_more_once_that_is_known(TestDatabase database)
    {
        var clock = new FakeClock();
        await using var scene = await Scene.SetAsync(database, options => options.Clock = clock, clock: clock);
        await scene.DeliverAsync(scene.Peer.Create("<p>by the key of old</p>", "/notes/1"));
        var renewed = SigningKey.FromPem(RsaKeys.Generate().PrivatePem).ExportPublicPem();
        scene.Peer.Describe = actor => actor["publicKey"]!["publicKeyPem"] = renewed;

        // As on another node: what this one has in memory is not touched.
        clock.Advance(TimeSpan.FromSeconds(1));
        await using (var scope = scene.Server.NewScope())
            await scope.Get<RemoteActors>().FetchAsync(scene.Peer.ActorId, TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(1));
        using var answer = await scene.Peer.SendAsync(scene.Server, scene.Peer.Create("<p>by a key that was stolen</p>", "/notes/2"));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Who_looks_at_a_profile_has_it_read_again_and_learns_of_its_end(TestDatabase database)
    {
        var clock = new FakeClock();
        await using var scene = await Scene.SetAsync(database, options => options.Clock = clock, clock: clock);
        var peerId = await scene.Server.AskAsync(db => db.Actors.Where(a => a.Uri == scene.Peer.ActorId).Select(a => a.Id).SingleAsync());

        clock.Advance(TimeSpan.FromDays(2));
        var before = scene.Peer.Fetches;
        await LookAsync();
        Assert.True(scene.Peer.Fetches > before);
        before = scene.Peer.Fetches;
        await LookAsync();
        Assert.Equal(before, scene.Peer.Fetches);

        scene.Peer.IsGone = true;
        clock.Advance(TimeSpan.FromDays(2));
        await LookAsync();
        Assert.NotNull(await scene.Server.AskAsync(db => db.Actors.Where(a => a.Id == peerId).Select(a => a.GoneAt).SingleAsync()));

        async Task LookAsync()
        {
            await using (var scope = scene.Server.NewScope())
                await scope.Get<WantFeatured>().RunAsync(peerId, TestContext.Current.CancellationToken);
            await scene.Server.WaitUntilIdleAsync();
        }
    }
}
