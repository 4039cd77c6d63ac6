using Microblog.Notices;
using Microblog.Tests.Documents;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>What actors elsewhere repeat.</summary>
public sealed class IncomingRepeatTests
{
    [Theory, EachDatabase]
    public async Task A_repeat_of_a_notice_here_is_kept_and_taken_back(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var notice = await scene.Alice.PostAsync("mine");
        var announce = scene.Peer.Announce("/announces/1", notice.Uri.AbsoluteUri);

        await scene.DeliverAsync(announce);
        await scene.DeliverAsync(scene.Peer.Announce("/announces/2", notice.Uri.AbsoluteUri));
        var repeat = await scene.Server.AskAsync(db => db.Notices.Include(n => n.Author).SingleAsync(n => n.RepeatOfId == notice.Id));
        Assert.Equal((scene.Peer.ActorId, Visibility.Public), (repeat.Author!.Uri, repeat.Visibility));
        Assert.Equal(new DateTimeOffset(2026, 2, 2, 3, 4, 5, TimeSpan.Zero), repeat.PublishedAt);

        await scene.DeliverAsync(scene.Peer.Activity("Undo", "/undos/1", announce.DeepClone()));
        Assert.Equal(0, await RepeatsAsync(scene));
    }

    [Theory, EachDatabase]
    public async Task What_somebody_followed_here_repeats_is_fetched_from_its_own_server(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var origin = await Peer.StartAsync("127.0.0.2");
        var note = origin.Publish("<p>from afar</p>", "/notes/1");

        await scene.DeliverAsync(scene.Peer.Announce("/announces/1", (string)note["id"]!));

        Assert.Equal(["<p>from afar</p>"], await scene.Alice.HomeAsync());
        Assert.Equal(origin.ActorId, await scene.Server.AskAsync(db => db.Notices.Where(n => n.RepeatOfId == null).Select(n => n.Author!.Uri).SingleAsync()));
    }

    [Theory, EachDatabase]
    public async Task What_is_embedded_is_not_believed(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var origin = await Peer.StartAsync("127.0.0.2");
        var forged = origin.Publish("<p>what they said</p>", "/notes/1").DeepClone();
        forged["content"] = "<p>what they never said</p>";
        var invented = origin.Publish("<p>invented</p>", "/notes/2").DeepClone();
        origin.Documents.Clear();
        origin.Publish("<p>what they said</p>", "/notes/1");

        await scene.DeliverAsync(scene.Peer.Announce("/announces/1", forged));
        await scene.DeliverAsync(scene.Peer.Announce("/announces/2", invented));

        Assert.Equal(["<p>what they said</p>"], await scene.Alice.HomeAsync());
        Assert.Equal(1, await RepeatsAsync(scene));
    }

    [Theory, EachDatabase]
    public async Task A_note_that_says_it_is_anothers_is_not_kept(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var victim = await Peer.StartAsync("127.0.0.2");
        var foreignAuthor = scene.Peer.Publish("<p>forged</p>", "/notes/1");
        foreignAuthor["attributedTo"] = victim.ActorId.AbsoluteUri;
        var foreignId = scene.Peer.Publish("<p>forged</p>", "/notes/2");
        foreignId["id"] = new Uri(victim.BaseUrl, "/notes/never").AbsoluteUri;
        var ours = scene.Peer.Publish("<p>forged</p>", "/notes/3");
        ours["id"] = new Uri(scene.Server.BaseUrl, "/notices/1").AbsoluteUri;
        ours["attributedTo"] = scene.Alice.Actor.Uri.AbsoluteUri;

        foreach (var number in new[] { 1, 2, 3 })
            await scene.DeliverAsync(scene.Peer.Announce($"/announces/{number}", new Uri(scene.Peer.BaseUrl, $"/notes/{number}").AbsoluteUri));
        await scene.DeliverAsync(scene.Peer.Announce("/announces/4", new Uri(scene.Server.BaseUrl, "/notices/1").AbsoluteUri));

        await scene.NothingHappenedAsync();
    }

    [Theory, EachDatabase]
    public async Task What_is_not_for_everybody_cannot_be_repeated(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.PeerFollowsAliceAsync();
        var followers = await scene.Alice.PostAsync("among us", Visibility.Followers);
        var direct = await scene.Alice.PostAsync("to nobody", Visibility.Direct);
        await using var origin = await Peer.StartAsync("127.0.0.2");
        var leaked = origin.Publish("<p>leaked</p>", "/notes/1", to: origin.ActorId.AbsoluteUri + "/followers");

        await scene.DeliverAsync(scene.Peer.Announce("/announces/1", followers.Uri.AbsoluteUri));
        await scene.DeliverAsync(scene.Peer.Announce("/announces/2", direct.Uri.AbsoluteUri));
        await scene.DeliverAsync(scene.Peer.Announce("/announces/3", (string)leaked["id"]!));

        Assert.Equal(0, await RepeatsAsync(scene));
        Assert.False(await scene.Server.AskAsync(db => db.Notices.AnyAsync(n => n.Author!.Host != "")));
    }

    [Theory, EachDatabase]
    public async Task Actors_repeat_to_their_followers_what_they_said_to_them(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var create = scene.Peer.Create("<p>among us</p>", "/notes/1", to: scene.Peer.ActorId.AbsoluteUri + "/followers");
        await scene.DeliverAsync(create);

        await scene.DeliverAsync(scene.Peer.Announce("/announces/1", (string)create["object"]!["id"]!));

        Assert.Equal(Visibility.Followers, await scene.Server.AskAsync(db => db.Notices.Where(n => n.RepeatOfId != null).Select(n => n.Visibility).SingleAsync()));
    }

    [Theory, EachDatabase]
    public async Task A_stranger_whom_nobody_follows_makes_us_fetch_and_keep_nothing(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var stranger = await Peer.StartAsync("127.0.0.2");
        var note = stranger.Publish("<p>advertising</p>", "/notes/1");

        await scene.DeliverAsync(stranger.Announce("/announces/1", (string)note["id"]!), stranger);

        await scene.NothingHappenedAsync();
        Assert.Empty(stranger.Asked);
    }

    [Theory, EachDatabase]
    public async Task A_repeat_of_a_repeat_is_none(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var notice = await scene.Alice.PostAsync("mine");
        var repeat = await scene.Alice.RepeatAsync(notice.Id);
        await scene.DeliverAsync(scene.Peer.Announce("/announces/1", notice.Uri.AbsoluteUri));

        await scene.DeliverAsync(scene.Peer.Announce("/announces/2", new Uri(scene.Server.BaseUrl, $"/notices/{repeat}").AbsoluteUri));
        await scene.DeliverAsync(scene.Peer.Announce("/announces/3", new Uri(scene.Peer.BaseUrl, "/announces/1").AbsoluteUri));

        Assert.Equal(2, await RepeatsAsync(scene));
    }

    [Theory, EachDatabase]
    public async Task An_undo_that_overtakes_its_announce_is_remembered_and_only_its_actor_undoes(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var mallory = await Peer.StartAsync("127.0.0.2");
        var (one, two) = (await scene.Alice.PostAsync("one"), await scene.Alice.PostAsync("two"));
        var early = scene.Peer.Announce("/announces/1", one.Uri.AbsoluteUri);
        var late = scene.Peer.Announce("/announces/2", two.Uri.AbsoluteUri);

        await scene.DeliverAsync(scene.Peer.Activity("Undo", "/undos/1", early.DeepClone()));
        await scene.DeliverAsync(early);
        await scene.DeliverAsync(late);
        using var refused = await mallory.SendAsync(scene.Server, mallory.Activity("Undo", "/undos/1", late.DeepClone()));
        await scene.DeliverAsync(mallory.Activity("Undo", "/undos/2", mallory.Announce("/announces/2", two.Uri.AbsoluteUri)), mallory);

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(two.Id, await scene.Server.AskAsync(db => db.Notices.Where(n => n.RepeatOfId != null).Select(n => n.RepeatOfId).SingleAsync()));
        await scene.DeliverAsync(scene.Peer.Activity("Undo", "/undos/3", (string)late["id"]!));
        Assert.Equal(0, await RepeatsAsync(scene));
    }

    [Theory, EachDatabase]
    public async Task What_its_author_deleted_does_not_come_back_by_a_repeat(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var note = scene.Peer.Publish("<p>regretted</p>", "/notes/1");
        await scene.DeliverAsync(scene.Peer.Create("<p>regretted</p>", "/notes/1"));
        await scene.DeliverAsync(scene.Peer.Activity("Delete", "/deletes/1", (string)note["id"]!));

        await scene.DeliverAsync(scene.Peer.Announce("/announces/1", (string)note["id"]!));

        Assert.False(await scene.Server.AskAsync(db => db.Notices.AnyAsync()));
    }

    [Theory, EachDatabase]
    public async Task What_we_have_is_not_fetched_again_and_what_is_not_there_is_asked_for_once(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.DeliverAsync(scene.Peer.Create("<p>newer</p>", "/notes/1"));
        scene.Peer.Publish("<p>older</p>", "/notes/1");
        var missing = new Uri(scene.Peer.BaseUrl, "/notes/missing").AbsoluteUri;

        await scene.DeliverAsync(scene.Peer.Announce("/announces/1", new Uri(scene.Peer.BaseUrl, "/notes/1").AbsoluteUri));
        await scene.DeliverAsync(scene.Peer.Announce("/announces/2", missing));
        await scene.DeliverAsync(scene.Peer.Announce("/announces/3", missing));

        Assert.Equal(["<p>newer</p>"], await scene.Alice.HomeAsync());
        Assert.Equal(["/notes/missing"], scene.Peer.Asked);
    }

    [Theory, EachDatabase]
    public async Task A_deleted_original_takes_its_repeat_along_and_a_blocked_author_hides_it(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var bob = await scene.Server.SignUpAsync("bob");
        var (one, two) = (await bob.PostAsync("one"), await bob.PostAsync("two"));
        await scene.DeliverAsync(scene.Peer.Announce("/announces/1", one.Uri.AbsoluteUri));
        await scene.DeliverAsync(scene.Peer.Announce("/announces/2", two.Uri.AbsoluteUri));
        Assert.Equal(2, (await scene.Alice.HomeAsync()).Count);

        await bob.DeleteAsync(one);
        Assert.Equal(["<p>two</p>"], await scene.Alice.HomeAsync());
        await scene.Server.BlockAsync(bob);
        Assert.Empty(await scene.Alice.HomeAsync());

        var three = await scene.Alice.PostAsync("three");
        await scene.Server.BlockAsync(scene.Alice);
        await scene.DeliverAsync(scene.Peer.Announce("/announces/3", three.Uri.AbsoluteUri));
        Assert.Equal(1, await RepeatsAsync(scene));
    }

    [Theory, EachDatabase]
    public async Task A_group_repeats_what_starts_a_thread_in_it(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database, kind: "Group");
        await using var origin = await Peer.StartAsync("127.0.0.2");
        var first = origin.Publish("<p>first</p>", "/notes/1");
        var answer = origin.Publish("<p>an answer</p>", "/notes/2");
        answer["inReplyTo"] = (string)first["id"]!;
        var foreign = origin.Create("<p>not what they said</p>", "/notes/1");

        await scene.DeliverAsync(scene.Peer.Announce("/announces/1", foreign));
        await scene.DeliverAsync(scene.Peer.Announce("/announces/2", origin.Create("<p>an answer</p>", "/notes/2")));
        await scene.DeliverAsync(scene.Peer.Announce("/announces/3", origin.Activity("Like", "/likes/1", (string)first["id"]!)));

        Assert.Equal(["<p>first</p>"], await scene.Alice.HomeAsync());
        Assert.Equal(1, await scene.Server.AskAsync(db => db.Notices.CountAsync(n => n.InReplyToId != null)));
        Assert.False(await scene.Server.AskAsync(db => db.Likes.AnyAsync()));
    }

    private static Task<int> RepeatsAsync(Scene scene) => scene.Server.AskAsync(db => db.Notices.CountAsync(n => n.RepeatOfId != null));
}
