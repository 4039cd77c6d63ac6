using System.Net;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>Activities that hold the id of their object alone: its own server is asked what it says.</summary>
public sealed class SentByIdTests
{
    [Theory, EachDatabase]
    public async Task A_note_that_was_only_named_is_fetched_and_stands_at_home(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var note = scene.Peer.PublishAt("/notes/1", "<p>Look it up.</p>");

        await scene.DeliverAsync(scene.Peer.Activity("Create", "/creates/1", note.AbsoluteUri));
        await scene.DeliverAsync(scene.Peer.Activity("Create", "/creates/2", note.AbsoluteUri));

        Assert.Equal(["<p>Look it up.</p>"], await scene.Alice.HomeAsync());
        Assert.Single(scene.Peer.Asked, "/notes/1");
    }

    [Theory, EachDatabase]
    public async Task A_new_version_that_was_only_named_is_fetched(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.DeliverAsync(scene.Peer.Create("<p>Before.</p>", "/notes/1"));
        var note = scene.Peer.Publish("<p>After.</p>", "/notes/1");
        note["updated"] = "2026-03-01T00:00:00Z";

        await scene.DeliverAsync(scene.Peer.Activity("Update", "/updates/1", (string)note["id"]!));
        await scene.DeliverAsync(scene.Peer.Activity("Update", "/updates/2", new Uri(scene.Peer.BaseUrl, "/notes/2").AbsoluteUri));

        Assert.Equal(["<p>After.</p>"], await scene.Alice.HomeAsync());
        Assert.DoesNotContain("/notes/2", scene.Peer.Asked);
    }

    [Theory, EachDatabase]
    public async Task An_actor_that_only_names_itself_is_read_again(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        scene.Peer.Describe = actor => actor["name"] = "Renamed";

        await scene.DeliverAsync(scene.Peer.Activity("Update", "/updates/1", scene.Peer.ActorId.AbsoluteUri));

        Assert.True(await scene.Server.AskAsync(db => db.Actors.AnyAsync(a => a.DisplayName == "Renamed")));
    }

    [Theory, EachDatabase]
    public async Task What_is_named_is_on_the_actors_own_server_and_its_own(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var mallory = await Peer.StartAsync("127.0.0.2");
        var others = mallory.PublishAt("/notes/1", "<p>Mallory's.</p>");
        scene.Peer.Publish("<p>By somebody else.</p>", "/notes/2")["attributedTo"] = new Uri(scene.Peer.BaseUrl, "/other").AbsoluteUri;

        using var create = await scene.Peer.SendAsync(scene.Server, scene.Peer.Activity("Create", "/creates/1", others.AbsoluteUri));
        using var update = await scene.Peer.SendAsync(scene.Server, scene.Peer.Activity("Update", "/updates/1", others.AbsoluteUri));
        await scene.DeliverAsync(scene.Peer.Activity("Create", "/creates/2", new Uri(scene.Peer.BaseUrl, "/notes/2").AbsoluteUri));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (create.StatusCode, update.StatusCode));
        Assert.Empty(mallory.Asked);
        await scene.NothingHappenedAsync();
    }

    [Theory, EachDatabase]
    public async Task What_could_not_be_had_is_asked_for_again_later(TestDatabase database)
    {
        var clock = new FakeClock();
        await using var scene = await Scene.SetAsync(database, options => options.Clock = clock, clock: clock);
        var note = scene.Peer.PublishAt("/notes/1", "<p>Late.</p>");
        var busy = true;
        scene.Peer.Answer = _ => busy ? HttpStatusCode.ServiceUnavailable : null;

        using var answer = await scene.Peer.SendAsync(scene.Server, scene.Peer.Activity("Create", "/creates/1", note.AbsoluteUri));
        await scene.Server.WaitUntilAsync(db => db.Jobs.AnyAsync(j => j.Attempts > 0 && j.RecursEvery == null));
        busy = false;
        clock.Advance(TimeSpan.FromMinutes(2));

        await scene.Alice.SeesAtHomeAsync("Late.");
    }
}
