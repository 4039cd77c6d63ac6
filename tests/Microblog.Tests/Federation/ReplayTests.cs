using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microblog.Federation.Outbox;
using Microblog.Tests.Attacks;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>What is sent again: by those who heard it, to have it take effect once more, and by servers that give two things one id. Security catalogue §7-15.</summary>
public sealed class ReplayTests
{
    [Theory, EachDatabase]
    public async Task What_was_undone_cannot_be_brought_back_by_who_kept_it(TestDatabase database)
    {
        var clock = new FakeClock();
        clock.Advance(TimeProvider.System.GetUtcNow() - clock.GetUtcNow());
        await using var scene = await Scene.SetAsync(database, options => options.Clock = clock, clock: clock);
        await using var mallory = await Peer.StartAsync("127.0.0.2");
        mallory.Clock = clock;
        var notice = (await scene.Alice.PostAsync("mine")).Uri.AbsoluteUri;
        var proven = new[] { ("Like", notice), ("Announce", notice), ("Follow", scene.Alice.Actor.Uri.AbsoluteUri) }
            .Select(one => scene.Peer.Prove(scene.Peer.Activity(one.Item1, $"/{one.Item1}s/1", one.Item2)))
            .ToList();
        foreach (var activity in proven)
            await scene.DeliverAsync(JsonNode.Parse(activity)!);
        Assert.Equal((1, 1, 1), await DeedsAsync(scene));
        foreach (var (activity, number) in proven.Select((a, i) => (a, i)))
            await scene.DeliverAsync(scene.Peer.Activity("Undo", $"/undos/{number}", JsonNode.Parse(activity)!));
        Assert.Equal((0, 0, 0), await DeedsAsync(scene));

        await BringAsync(scene, mallory, proven, HttpStatusCode.Accepted);
        clock.Advance(TimeSpan.FromDays(8) + TimeSpan.FromHours(1));
        await using (var scope = scene.Server.NewScope())
            await scope.Get<PruneActivities>().RunAsync(TestContext.Current.CancellationToken);
        await BringAsync(scene, mallory, proven, HttpStatusCode.Unauthorized);

        Assert.Equal((0, 0, 0), await DeedsAsync(scene));
        clock.Advance(TimeSpan.FromDays(30));
        await BringAsync(scene, mallory, proven, HttpStatusCode.Unauthorized);
    }

    [Theory, EachDatabase]
    public async Task Its_actor_may_bring_an_old_proof_and_others_may_not(TestDatabase database)
    {
        var clock = new FakeClock();
        clock.Advance(TimeProvider.System.GetUtcNow() - clock.GetUtcNow());
        await using var scene = await Scene.SetAsync(database, options => options.Clock = clock, clock: clock);
        await using var messenger = await Peer.StartAsync("127.0.0.2");
        messenger.Clock = clock;
        var old = scene.Peer.Prove(scene.Peer.Create("<p>Old.</p>", "/notes/1"));

        clock.Advance(TimeSpan.FromDays(6));
        await BringAsync(scene, messenger, [scene.Peer.Prove(scene.Peer.Create("<p>Of this week.</p>", "/notes/2"))], HttpStatusCode.Accepted);
        clock.Advance(TimeSpan.FromDays(2));
        await BringAsync(scene, messenger, [old], HttpStatusCode.Unauthorized);
        Assert.Equal(["<p>Of this week.</p>"], await scene.Server.StoredAsync());
        await scene.DeliverAsync(JsonNode.Parse(old)!);

        Assert.Equal(2, await scene.Server.AskAsync(db => db.Notices.CountAsync()));
    }

    /// <summary>COMPAT(Misskey): the Undo's id is made of the two actors', and so is that of the Follow within it.</summary>
    [Theory, EachDatabase]
    public async Task Who_follows_anew_and_stops_again_under_the_same_id_has_stopped(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var at = TimeProvider.System.GetUtcNow().AddHours(-1);
        var first = Bytes(Undo(scene, "2026-01-01T00:00:00Z"));

        await scene.DeliverAsync(Follow(scene, "/follows/1"));
        await SendAsync(scene, first, at);
        Assert.Equal(0, await FollowersAsync(scene));
        await scene.DeliverAsync(Follow(scene, "/follows/2"));
        Assert.Equal(1, await FollowersAsync(scene));

        // What was sent then, sent again as it was, is no news.
        await SendAsync(scene, first, at);
        Assert.Equal(1, await FollowersAsync(scene));
        await SendAsync(scene, Bytes(Undo(scene, "2026-01-02T00:00:00Z")), at.AddMinutes(1));
        Assert.Equal(0, await FollowersAsync(scene));

        // Nor is the second one.
        await scene.DeliverAsync(Follow(scene, "/follows/3"));
        await SendAsync(scene, first, at);
        await SendAsync(scene, Bytes(Undo(scene, "2026-01-02T00:00:00Z")), at.AddMinutes(1));
        Assert.Equal(1, await FollowersAsync(scene));
    }

    /// <summary>COMPAT(older Misskey): each Follow of the same two has the same id, too.</summary>
    [Theory, EachDatabase]
    public async Task Who_follows_anew_under_the_same_id_follows(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var at = TimeProvider.System.GetUtcNow().AddHours(-1);
        var (follow, undo) = (Bytes(Follow(scene, "/follows/peer/alice")), Bytes(Undo(scene, "2026-01-01T00:00:00Z")));

        await SendAsync(scene, follow, at);
        await SendAsync(scene, undo, at.AddMinutes(1));
        await SendAsync(scene, undo, at.AddMinutes(2));
        Assert.Equal(0, await FollowersAsync(scene));
        await SendAsync(scene, follow, at);
        Assert.Equal(0, await FollowersAsync(scene));
        await SendAsync(scene, follow, at.AddMinutes(3));
        Assert.Equal(1, await FollowersAsync(scene));
        await SendAsync(scene, undo, at.AddMinutes(4));

        Assert.Equal(0, await FollowersAsync(scene));
    }

    [Theory, EachDatabase]
    public async Task Who_kept_a_proven_undo_ends_no_later_follow_by_it(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var mallory = await Peer.StartAsync("127.0.0.2");
        var undo = scene.Peer.Prove(Undo(scene, "2026-01-01T00:00:00Z"));
        await scene.DeliverAsync(Follow(scene, "/follows/1"));
        await scene.DeliverAsync(JsonNode.Parse(undo)!);
        await scene.DeliverAsync(Follow(scene, "/follows/2"));

        await BringAsync(scene, mallory, [undo], HttpStatusCode.Accepted);

        Assert.Equal(1, await FollowersAsync(scene));
    }

    private static JsonObject Follow(Scene scene, string id) => scene.Peer.Activity("Follow", id, scene.Alice.Actor.Uri.AbsoluteUri);

    private static JsonObject Undo(Scene scene, string published)
    {
        var undo = scene.Peer.Activity("Undo", "/follows/peer/alice/undo", Follow(scene, "/follows/peer/alice"));
        undo["published"] = published;
        return undo;
    }

    private static byte[] Bytes(JsonNode activity) => Encoding.UTF8.GetBytes(activity.ToJsonString());

    private static async Task SendAsync(Scene scene, byte[] body, DateTimeOffset at)
    {
        using var answer = await scene.Peer.SendAsync(scene.Server, body, at);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await scene.Server.WaitUntilIdleAsync();
    }

    private static async Task BringAsync(Scene scene, Peer by, IEnumerable<byte[]> activities, HttpStatusCode expected)
    {
        foreach (var activity in activities)
        {
            using var answer = await by.SendAsync(scene.Server, activity);
            Assert.Equal(expected, answer.StatusCode);
        }

        await scene.Server.WaitUntilIdleAsync();
    }

    private static Task<int> FollowersAsync(Scene scene) =>
        scene.Server.AskAsync(db => db.Follows.CountAsync(f => f.FollowedId == scene.Alice.ActorId));

    private static Task<(int Likes, int Repeats, int Followers)> DeedsAsync(Scene scene) => scene.Server.AskAsync(async db =>
        (await db.Likes.CountAsync(), await db.Notices.CountAsync(n => n.RepeatOfId != null), await db.Follows.CountAsync(f => f.FollowedId == scene.Alice.ActorId)));
}
