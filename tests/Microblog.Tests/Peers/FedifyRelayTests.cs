using Microblog.Moderation.Relays;
using Microblog.Notices;
using Microblog.Protocols.ActivityPub;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Peers;

/// <summary>Relays made of Fedify, of both protocols: joined, sent to, heard and left.</summary>
/// <remarks>Bob lives on another server made of Fedify, which takes part in the relay as ours does.</remarks>
public sealed class FedifyRelayTests(FedifyPair pair)
{
    [FedifyTheory, EachDatabase]
    public async Task A_relay_of_Mastodons_protocol_passes_on_what_is_public_here(TestDatabase database)
    {
        await using var scene = await SetAsync(database, "mastodon");
        var (relay, bob) = (scene.Relay, scene.Bob);
        await scene.JoinAsync(RelayProtocol.Mastodon);
        await bob.DoAsync("subscribe", new { relay = relay.Id });
        await Wait.UntilAsync(async () => (await scene.SubscribersAsync()).Count == 2);

        var whispered = await scene.Alice.PostAsync("Not for all", Visibility.Unlisted);
        var notice = await scene.Alice.PostAsync("For all");
        var create = await HearsAsync(bob, "Create", notice.Uri);
        Assert.Equal((202, "valid", $"{relay.Id}#main-key"), (create.Status, create.Proof, create.SignedBy));
        Assert.Equal("<p>For all</p>", (string?)create.Object["content"]);

        await scene.Alice.EditAsync(notice, new Draft("For everybody"));
        Assert.Equal("<p>For everybody</p>", (string?)(await HearsAsync(bob, "Update", notice.Uri)).Object["content"]);
        await scene.Alice.DeleteAsync(notice);
        Assert.Equal((202, "valid"), await HearsAsync(bob, "Delete", notice.Uri) is var gone ? (gone.Status, gone.Proof) : default);
        Assert.DoesNotContain(await relay.Server.ReceivedAsync(), a => a.ObjectId == whispered.Uri.AbsoluteUri);

        await scene.LeaveAsync();
        await Wait.UntilAsync(async () => (await scene.SubscribersAsync()).Count == 1);
    }

    [FedifyTheory, EachDatabase]
    public async Task A_relay_of_Mastodons_protocol_brings_what_is_public_elsewhere(TestDatabase database)
    {
        await using var scene = await SetAsync(database, "mastodon");
        var (relay, bob) = (scene.Relay, scene.Bob);
        await scene.JoinAsync(RelayProtocol.Mastodon);
        await bob.DoAsync("subscribe", new { relay = relay.Id });
        await Wait.UntilAsync(async () => (await scene.SubscribersAsync()).Count == 2);
        var to = new[] { relay.Id };

        // It passes on what it was sent, with its author's proof in it, and nobody here follows the author.
        var note = await bob.PostAsync(new { content = "<p>Passed on</p>", to });
        await scene.KnowsAsync(note, "Passed on");
        await bob.DoAsync("edit", new { @object = note, content = "<p>Passed on anew</p>", to });
        await scene.KnowsAsync(note, "Passed on anew");
        await bob.DoAsync("delete", new { @object = note, to });
        await scene.Ours.WaitUntilAsync(async db => !await db.Notices.AnyAsync(n => n.Uri == note));

        // That of its own server, too.
        var neighbour = await relay.Server.SettleAsync();
        await scene.KnowsAsync(await neighbour.PostAsync(new { content = "<p>Said next to the relay</p>", to }), "Said next to the relay");

        // Or it tells where there is something to read.
        var told = await bob.PostAsync(new { content = "<p>Told of</p>" });
        await relay.DoAsync("tell", new { @object = told });
        await scene.KnowsAsync(told, "Told of");
    }

    [FedifyTheory, EachDatabase]
    public async Task What_a_relay_brings_stands_at_home_once_of_those_who_are_followed(TestDatabase database)
    {
        await using var scene = await SetAsync(database, "mastodon");
        var (relay, bob) = (scene.Relay, scene.Bob);
        await scene.JoinAsync(RelayProtocol.Mastodon);
        await bob.DoAsync("subscribe", new { relay = relay.Id });
        await scene.Alice.FollowAsync(bob.Handle);
        await scene.Ours.WaitUntilAsync(db => db.Follows.AnyAsync(f => f.IsAccepted && f.FollowerId == scene.Alice.ActorId));

        var both = await bob.PostAsync(new { content = "<p>Both ways</p>", to = new[] { relay.Id } });

        await scene.KnowsAsync(both, "Both ways");
        await scene.Alice.SeesAtHomeAsync("Both ways");
        await scene.Ours.WaitUntilIdleAsync();
        Assert.Equal(1, await scene.Ours.AskAsync(db => db.Notices.CountAsync()));
    }

    [FedifyTheory, EachDatabase]
    public async Task A_LitePub_relay_and_our_server_follow_each_other_and_tell_of_notes(TestDatabase database)
    {
        await using var scene = await SetAsync(database, "litepub");
        var (relay, bob) = (scene.Relay, scene.Bob);
        var server = new Uri(scene.Ours.BaseUrl, "/users/1").AbsoluteUri;
        await scene.JoinAsync(RelayProtocol.LitePub);
        await Wait.UntilAsync(async () => (await relay.FollowingAsync()).Contains(server));
        await bob.DoAsync("follow", new { whom = relay.Id });
        await Wait.UntilAsync(async () => (await scene.SubscribersAsync()).Count == 2);

        var notice = await scene.Alice.PostAsync("For all");
        var announce = await HearsAsync(relay, "Announce", notice.Uri);
        Assert.Equal((202, "valid", server), (announce.Status, announce.Proof, (string)announce.Activity["actor"]!));
        Assert.Equal(relay.Id.AbsoluteUri, (string?)(await HearsAsync(bob, "Announce", notice.Uri)).Activity["actor"]);
        await scene.Alice.DeleteAsync(notice);
        await HearsAsync(relay, "Undo", new Uri((string)announce.Activity["id"]!));

        var note = await bob.PostAsync(new { content = "<p>From elsewhere</p>" });
        await bob.DoAsync("announce", new { @object = note, to = new[] { relay.Id } });
        await scene.KnowsAsync(note, "From elsewhere");

        await scene.LeaveAsync();
        await Wait.UntilAsync(async () => (await scene.SubscribersAsync()).Count == 1);
    }

    [FedifyTheory]
    [EachDatabase("mastodon", RelayProtocol.Mastodon)]
    [EachDatabase("litepub", RelayProtocol.LitePub)]
    public async Task A_relay_that_does_not_want_us_is_sent_nothing_and_not_heard(TestDatabase database, string protocol, RelayProtocol ours)
    {
        await using var scene = await SetAsync(database, protocol, refuses: true);
        await scene.AskAsync(ours);
        await scene.Ours.WaitUntilAsync(db => db.Relays.AnyAsync(r => r.State == RelayState.Rejected));

        var notice = await scene.Alice.PostAsync("For all");
        await scene.Ours.WaitUntilIdleAsync();
        var note = await scene.Bob.PostAsync(new { content = "<p>From elsewhere</p>" });
        await scene.Relay.DoAsync("announce", new { @object = note, to = new[] { new Uri(scene.Ours.BaseUrl, "/users/1") } });
        await scene.Ours.WaitUntilIdleAsync();

        Assert.DoesNotContain(await scene.Relay.Server.ReceivedAsync(), a => a.ObjectId == notice.Uri.AbsoluteUri);
        Assert.False(await scene.Ours.AskAsync(db => db.Notices.AnyAsync(n => n.Uri == note)));
    }

    private static Task<Arrival> HearsAsync(FedifyPerson who, string type, Uri id) =>
        who.Server.ReceivesAsync(a => a.Type == type && a.ObjectId == id.AbsoluteUri);

    private async Task<Relayed> SetAsync(TestDatabase database, string protocol, bool refuses = false)
    {
        var bob = (await pair.MeetAsync()).Bob;
        var ours = await TestServer.StartAsync(database);
        var fedify = await new FedifyServer().StartAsync();
        return new(ours, await ours.SignUpAsync("alice"), await fedify.SettleAsync(new { type = "Application", relay = protocol, refuses }), bob);
    }

    private sealed record Relayed(TestServer Ours, Person Alice, FedifyPerson Relay, FedifyPerson Bob) : IAsyncDisposable
    {
        public async Task AskAsync(RelayProtocol protocol)
        {
            await using var scope = Ours.NewScope();
            var address = protocol == RelayProtocol.Mastodon ? $"{Relay.Id}/inbox" : Relay.Id.AbsoluteUri;
            await scope.Get<AddRelay>().RunAsync(address, protocol, scope.Get<TimeProvider>().GetUtcNow(), TestContext.Current.CancellationToken);
        }

        public async Task JoinAsync(RelayProtocol protocol)
        {
            await AskAsync(protocol);
            var followed = protocol == RelayProtocol.Mastodon ? Addressing.Public : Relay.Id;
            var follow = await HearsAsync(Relay, "Follow", followed);
            Assert.Equal(($"{new Uri(Ours.BaseUrl, "/users/1")}#main-key", "valid"), (follow.SignedBy, follow.Proof));
            await Ours.WaitUntilAsync(db => db.Relays.AnyAsync(r => r.State == RelayState.Accepted));
        }

        public async Task LeaveAsync()
        {
            await using var scope = Ours.NewScope();
            var id = await Ours.AskAsync(db => db.Relays.Select(r => r.Id).SingleAsync());
            await scope.Get<RemoveRelay>().RunAsync(id, TestContext.Current.CancellationToken);
        }

        public async Task<IReadOnlyList<string>> SubscribersAsync() => Arrival.Ids((await Relay.TryAsync("subscribers"))["ids"]);

        public Task KnowsAsync(Uri note, string text) => Wait.UntilAsync(
            () => Ours.AskAsync(async db => (await db.Notices.Where(n => n.Uri == note).Select(n => n.Html).ToListAsync()).Exists(h => h.Value == $"<p>{text}</p>")),
            TimeSpan.FromMinutes(1),
            $"{note} says here: {text}");

        public async ValueTask DisposeAsync()
        {
            await Ours.DisposeAsync();
            await Relay.Server.DisposeAsync();
        }
    }
}
