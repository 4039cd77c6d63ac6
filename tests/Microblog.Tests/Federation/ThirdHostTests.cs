using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>What actors elsewhere say about a third server that does not answer holds up nothing else. Security catalogue §7-34.</summary>
public sealed class ThirdHostTests
{
    /// <summary>More than there are slots for our own work.</summary>
    private const int Hosts = 20;

    [Theory, EachDatabase]
    public async Task Repeats_from_hosts_that_hang_hold_up_nothing_of_who_repeats(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        using var hosts = new HangingHosts(Hosts);
        foreach (var (note, number) in hosts.Notes.Select((note, number) => (note, number)))
            (await scene.Peer.SendAsync(scene.Server, scene.Peer.Announce($"/announces/{number}", note.AbsoluteUri))).Dispose();

        (await scene.Peer.SendAsync(scene.Server, scene.Peer.Create("<p>after them</p>", "/notes/1"))).Dispose();

        await Wait.UntilAsync(async () => (await scene.Alice.HomeAsync()).Contains("<p>after them</p>"));
    }

    [Theory, EachDatabase]
    public async Task Parents_on_a_host_that_hangs_hold_up_no_others(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        using var hosts = new HangingHosts(1);
        var living = scene.Peer.PublishAt("/notes/parent", "<p>parent</p>");
        var parents = Enumerable.Range(1, 3).Select(n => new Uri(hosts.Notes[0], $"/notes/{n}")).Append(living);
        foreach (var (parent, number) in parents.Select((parent, number) => (parent, number)))
        {
            var create = scene.Peer.Create($"<p>{number}</p>", $"/notes/{number}");
            create["object"]!["inReplyTo"] = parent.AbsoluteUri;
            (await scene.Peer.SendAsync(scene.Server, create)).Dispose();
        }

        await Wait.UntilAsync(() => scene.Server.AskAsync(db => db.Notices.AnyAsync(n => n.InReplyTo!.Uri == living)));
    }

    [Theory, EachDatabase]
    public async Task A_chain_of_parents_across_servers_is_followed_in_the_lane_of_each(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var second = await Peer.StartAsync("127.0.0.2");
        await using var third = await Peer.StartAsync("127.0.0.3");
        var root = third.PublishAt("/notes/root", "<p>root</p>");
        second.Publish("<p>middle</p>", "/notes/middle")["inReplyTo"] = root.AbsoluteUri;
        var create = scene.Peer.Create("<p>leaf</p>", "/notes/leaf");
        create["object"]!["inReplyTo"] = new Uri(second.BaseUrl, "/notes/middle").AbsoluteUri;

        await scene.DeliverAsync(create);

        Assert.Equal(root, await scene.Server.AskAsync(db => db.Notices
            .Where(n => n.Author!.Uri == scene.Peer.ActorId)
            .Select(n => n.InReplyTo!.InReplyTo!.Uri)
            .SingleAsync()));
    }

    [Theory, EachDatabase]
    public async Task What_cannot_be_had_for_a_day_is_left_and_fills_no_list(TestDatabase database)
    {
        var clock = new FakeClock();
        await using var scene = await Scene.SetAsync(database, o => o.Clock = clock, clock: clock);
        foreach (var number in Enumerable.Range(1, 3))
            (await scene.Peer.SendAsync(scene.Server, scene.Peer.Announce($"/announces/{number}", $"http://127.0.0.2:{FreePort.Take()}/notes/{number}"))).Dispose();
        await scene.Server.WaitUntilAsync(async db => await db.Jobs.CountAsync(j => j.RecursEvery == null && j.Attempts > 0) == 3);

        clock.Advance(TimeSpan.FromHours(25));
        await scene.Server.WaitUntilIdleAsync();

        Assert.False(await scene.Server.AskAsync(db => db.Jobs.AnyAsync(j => j.FailedAt != null)));
    }

    [Theory, EachDatabase]
    public async Task An_author_who_is_not_there_is_asked_for_once(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var origin = await Peer.StartAsync("127.0.0.2");
        origin.IsGone = true;
        foreach (var number in Enumerable.Range(1, 5))
            await scene.DeliverAsync(scene.Peer.Announce($"/announces/{number}", origin.PublishAt($"/notes/{number}", "<p>by nobody</p>").AbsoluteUri));

        Assert.Equal(1, origin.Fetches);
    }
}
