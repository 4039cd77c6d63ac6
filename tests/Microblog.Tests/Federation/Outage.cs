using Microblog.Actors;
using Microblog.Jobs;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>A host with a follower of alice that does not answer, and a clock that is moved by hand.</summary>
internal sealed class Outage : IAsyncDisposable
{
    private readonly Scene scene;
    private readonly FakeClock clock;

    private Outage(Scene scene, FakeClock clock)
    {
        this.scene = scene;
        this.clock = clock;
    }

    public TestServer Server => scene.Server;

    public Person Alice => scene.Alice;

    public Peer Peer => scene.Peer;

    public string Lane => Microblog.Jobs.Lane.OfHost(Peer.BaseUrl.Authority);

    public static async Task<Outage> BeginAsync(TestDatabase database)
    {
        var time = new FakeClock();
        time.Advance(TimeProvider.System.GetUtcNow() - time.GetUtcNow());
        var set = await Scene.SetAsync(database, options => options.Clock = time);
        await set.PeerFollowsAliceAsync();
        await set.Server.WaitUntilIdleAsync();
        set.Peer.Received.Clear();
        set.Peer.Inbox = http =>
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        };
        return new Outage(set, time);
    }

    /// <summary>Lets time pass, at the end of which the host is tried once more, in vain.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        await SettledAsync();
        var knocks = Peer.Knocks;
        clock.Advance(time);
        await Wait.UntilAsync(() => Task.FromResult(Peer.Knocks > knocks));
        await SettledAsync();
        await using var scope = Server.NewScope();
        await scope.Get<FoldLanes>().RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>What was done here has been handed to the queue of deliveries, and the host was tried.</summary>
    public Task SettledAsync() => Server.WaitUntilAsync(async db =>
    {
        var now = clock.GetUtcNow();
        Assert.Null(await db.Lanes.Where(l => !l.IsDelivery && l.Failures > 0).Select(l => l.Name + ": " + l.LastError).FirstOrDefaultAsync());
        return !await db.Jobs.AnyAsync(j => j.ActivityId == null && j.RecursEvery == null)
            && !await db.Lanes.AnyAsync(l => l.IsDelivery && (l.LeasedBy != null || l.ReadyAt <= now));
    });

    /// <summary>How many deliveries are stored for the host, and whether a position is.</summary>
    public async Task<(int Deliveries, bool IsBehind)> KeptAsync()
    {
        await SettledAsync();
        return (
            await Server.AskAsync(db => db.Jobs.CountAsync(j => j.Lane == Lane)),
            await Server.AskAsync(db => db.Lanes.AnyAsync(l => l.Name == Lane && l.MissedFrom != null)));
    }

    /// <summary>The host answers again, and half an hour to an hour later it is asked.</summary>
    public async Task EndAsync(Func<HttpContext, Task>? inbox = null)
    {
        await SettledAsync();
        Peer.Inbox = inbox;
        clock.Advance(TimeSpan.FromHours(1));
    }

    /// <summary>What the host was sent, in order: the content of a notice, or the type and the object of the rest.</summary>
    public async Task<IReadOnlyList<string>> ReceivedAsync(int count)
    {
        await Wait.UntilAsync(() => Task.FromResult(Peer.Received.Count >= count));
        await Server.WaitUntilIdleAsync();
        await Server.WaitUntilAsync(db => db.Lanes.AnyAsync(l => l.Name == Lane && l.MissedFrom == null && l.Failures == 0 && l.ReadyAt == null));
        return [.. Peer.Received.Select(a => (string?)a["type"] == "Create" ? (string)a["object"]!["content"]! : $"{a["type"]} {IdOf(a["object"]!)}")];
    }

    /// <summary>Another actor on the host, with an inbox of its own, follows alice.</summary>
    public Task AddFollowerAsync(string name) => Server.AskAsync(async db =>
    {
        var actor = new Actor
        {
            Id = 1_000_000,
            Uri = new Uri(Peer.BaseUrl, $"/{name}"),
            Handle = name,
            HandleKey = name,
            Host = Peer.BaseUrl.Authority,
            DisplayName = name,
            Inbox = new Uri(Peer.BaseUrl, $"/{name}/inbox"),
            InboxHost = Peer.BaseUrl.Authority,
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
        db.Actors.Add(actor);
        db.Follows.Add(new Microblog.Relations.Follow
        {
            Id = 1_000_000,
            FollowerId = actor.Id,
            FollowedId = Alice.ActorId,
            Uri = new Uri(Peer.BaseUrl, "/follows/second"),
            IsAccepted = true,
            CreatedAt = DateTimeOffset.UnixEpoch,
        });
        return await db.SaveChangesAsync();
    });

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    private static string IdOf(System.Text.Json.Nodes.JsonNode about) =>
        about is System.Text.Json.Nodes.JsonObject whole ? (string)whole["id"]! : (string)about!;
}
