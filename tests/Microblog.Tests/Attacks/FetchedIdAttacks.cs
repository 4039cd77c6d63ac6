using Microblog.Tests.Federation;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Attacks;

/// <summary>Documents that claim to be of another server than they came from.</summary>
public sealed class FetchedIdAttacks
{
    /// <summary>Security catalogue §7-1</summary>
    [Theory, EachDatabase]
    public async Task A_note_with_the_id_of_another_server_is_not_stored(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        await using var samePeople = new Strangers();
        var mallory = strangers.Meet("evil.test");
        foreach (var (claimed, number) in OtherOrigins(strangers, samePeople, "/notes/9").Select((uri, i) => (uri, i)))
        {
            var address = mallory.At($"/notes/{number}");
            var author = new Uri(claimed, "/users/victim");
            strangers.Note(address, author, "<p>forged</p>", id: claimed);
            await scene.ShowAsync(address);
            strangers.Note(mallory.At($"/notes/own/{number}"), mallory.Id, "<p>forged</p>", id: claimed);
            await scene.ShowAsync(mallory.At($"/notes/own/{number}"));
        }

        await scene.NothingHappenedAsync();
        await scene.Server.StaysWellAsync();
    }

    /// <summary>Security catalogue §7-1</summary>
    [Theory, EachDatabase]
    public async Task A_note_of_another_author_is_not_stored_wherever_the_author_lives(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var mallory = strangers.Meet("evil.test");
        await using var samePeople = new Strangers();
        foreach (var (author, number) in OtherOrigins(strangers, samePeople, "/users/victim").Select((uri, i) => (uri, i)))
        {
            strangers.Note(mallory.At($"/notes/{number}"), author, "<p>forged</p>");
            await scene.ShowAsync(mallory.At($"/notes/{number}"));
        }

        await scene.NothingHappenedAsync();
        Assert.Equal([scene.Peer.ActorId], await scene.Server.MetAsync());
    }

    /// <summary>Security catalogue §7-1</summary>
    [Theory, EachDatabase]
    public async Task Of_a_note_found_elsewhere_what_its_own_server_says_is_stored(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var victim = strangers.Meet("victim.test", "victim");
        victim.Note("/notes/1", "<p>genuine</p>");
        strangers.Note(strangers.At("evil.test", "/copy"), victim.Id, "<p>forged</p>", id: victim.At("/notes/1"));

        await scene.ShowAsync(strangers.At("evil.test", "/copy"));

        Assert.Equal(["<p>genuine</p>"], await scene.Server.StoredAsync());
        Assert.Equal(victim.Id, await scene.Server.AskAsync(db => db.Notices.Where(n => n.RepeatOfId == null).Select(n => n.Author!.Uri).SingleAsync()));
    }

    /// <summary>Security catalogue §7-1</summary>
    [Theory, EachDatabase]
    public async Task Two_servers_that_name_each_other_are_asked_once_in_the_lane_of_each(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var (here, there) = (strangers.At("evil.test", "/notes/1"), strangers.At("other.test", "/notes/1"));
        strangers.Note(here, strangers.At("other.test", "/users/a"), "<p>x</p>", id: there);
        strangers.Note(there, strangers.At("evil.test", "/users/b"), "<p>x</p>", id: here);

        await scene.ShowAsync(here);

        await scene.NothingHappenedAsync();
        // What waits in the lane of the other server begins anew there.
        Assert.Equal([$"GET {here.Authority}/notes/1", $"GET {here.Authority}/notes/1", $"GET {there.Authority}/notes/1"], strangers.Asked);
    }

    /// <summary>Security catalogue §7-1</summary>
    [Theory, EachDatabase]
    public async Task An_actor_with_the_id_of_another_server_is_not_met(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var mallory = strangers.Meet("evil.test");
        await using var samePeople = new Strangers();
        Uri[] unreachable = [new("http://evil.test/users/victim"), new($"https://{mallory.Id.Authority}/users/victim")];
        foreach (var claimed in OtherOrigins(strangers, samePeople, "/users/victim").Concat(unreachable))
        {
            mallory.Document["id"] = claimed.AbsoluteUri;
            Assert.Null(await scene.SearchAsync(mallory.Id.AbsoluteUri));
        }

        mallory.Document["id"] = scene.Alice.Actor.Uri.AbsoluteUri;
        Assert.Null(await scene.SearchAsync(mallory.Id.AbsoluteUri));
        Assert.Equal([scene.Peer.ActorId], await scene.Server.MetAsync());
        await scene.Server.StaysWellAsync();
    }

    /// <summary>Security catalogue §7-1</summary>
    [Theory, EachDatabase]
    public async Task An_actor_that_was_looked_for_elsewhere_must_have_that_very_id(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var mallory = strangers.Meet("evil.test");
        var victim = strangers.Meet("victim.test", "victim");
        var page = strangers.Meet("victim.test", "page");
        mallory.Document["id"] = page.Id.AbsoluteUri;
        page.Document["id"] = victim.Id.AbsoluteUri;

        Assert.Null(await scene.SearchAsync(mallory.Id.AbsoluteUri));
        Assert.Equal([scene.Peer.ActorId], await scene.Server.MetAsync());
    }

    /// <summary>Security catalogue §7-1</summary>
    [Theory, EachDatabase]
    public async Task The_page_of_a_notice_is_on_its_own_server_or_nowhere(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var mallory = strangers.Meet("evil.test");
        mallory.Document["url"] = strangers.At("victim.test", "/@victim").AbsoluteUri;
        var note = mallory.Note("/notes/1", "<p>mine</p>");
        note["url"] = new System.Text.Json.Nodes.JsonArray(
            new System.Text.Json.Nodes.JsonObject { ["type"] = "Link", ["href"] = strangers.At("victim.test", "/@victim/1").AbsoluteUri },
            strangers.At("sub.evil.test", "/1").AbsoluteUri);
        strangers.Serve(mallory.At("/notes/1"), note);

        await scene.ShowAsync(mallory.At("/notes/1"));

        var stored = await scene.Server.AskAsync(db => db.Notices.Include(n => n.Author).SingleAsync(n => n.RepeatOfId == null));
        Assert.Null(stored.Url);
        Assert.Null(stored.Author!.Url);
    }

    // All that is not evil.test itself: another name, one below and one above it, the same name with another port.
    private static IReadOnlyList<Uri> OtherOrigins(Strangers strangers, Strangers others, string path) =>
    [
        strangers.At("victim.test", path), strangers.At("sub.evil.test", path), strangers.At("all.test", path), others.At("evil.test", path),
        strangers.At("evil.test.victim.test", path), strangers.At("evil.test-victim.test", path),
    ];
}
