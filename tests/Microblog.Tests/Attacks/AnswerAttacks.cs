using System.Net;
using System.Text.Json.Nodes;
using Microblog.Tests.Federation;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Attacks;

/// <summary>Answers nobody asked for, names and ids that others have, claims that only one side makes.</summary>
public sealed class AnswerAttacks
{
    private static readonly string[] Answers = ["Accept", "Reject"];

    /// <summary>Security catalogue §7-5</summary>
    [Theory, EachDatabase]
    public async Task Only_who_was_asked_answers_a_follow(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var asked = strangers.Meet("asked.test", "asked");
        await scene.Alice.FollowAsync(asked.Id.AbsoluteUri);
        await scene.Server.StaysWellAsync();
        var follow = await scene.Server.AskAsync(db => db.Follows.Where(f => f.Followed!.Uri == asked.Id).Select(f => f.Uri).SingleAsync());

        foreach (var attacker in new[] { strangers.Meet("asked.test", "neighbour"), strangers.Meet("evil.test") })
        {
            foreach (var verb in Answers)
            {
                foreach (var (about, path) in new JsonNode[] { Follow(attacker.Id), Follow(asked.Id), follow.AbsoluteUri }.Select((a, i) => (a, i)))
                    (await attacker.SendAsync(scene.Server, attacker.Activity(verb, $"/answers/{verb}/{path}", about.DeepClone()))).Dispose();
            }
        }

        await scene.Server.StaysWellAsync();
        var follows = await scene.Server.AskAsync(db => db.Follows.OrderBy(f => f.Id).Select(f => new { f.Followed!.Uri, f.IsAccepted }).ToListAsync());
        Assert.Equal([new { Uri = scene.Peer.ActorId, IsAccepted = true }, new { Uri = asked.Id, IsAccepted = false }], follows);

        JsonObject Follow(Uri whom) => new()
        {
            ["id"] = follow.AbsoluteUri,
            ["type"] = "Follow",
            ["actor"] = scene.Alice.Actor.Uri.AbsoluteUri,
            ["object"] = whom.AbsoluteUri,
        };
    }

    /// <summary>Security catalogue §7-5</summary>
    [Theory, EachDatabase]
    public async Task Nobody_makes_somebody_here_follow_or_unfollow_in_their_name(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var mallory = strangers.Meet("evil.test");
        var follow = mallory.Activity("Follow", "/follows/1", mallory.Id.AbsoluteUri);
        follow["actor"] = scene.Alice.Actor.Uri.AbsoluteUri;
        var ours = follow.DeepClone();
        ours["id"] = new Uri(scene.Server.BaseUrl, "/follows/1").AbsoluteUri;

        await mallory.SendAsync(scene.Server, follow).AnswersWithAsync(HttpStatusCode.BadRequest);
        await mallory.SendAsync(scene.Server, ours).AnswersWithAsync(HttpStatusCode.Unauthorized);
        var undo = scene.Peer.Activity("Undo", "/undos/1", ours.DeepClone());
        await scene.Peer.SendAsync(scene.Server, undo).AnswersWithAsync(HttpStatusCode.BadRequest);

        await scene.Server.StaysWellAsync();
        Assert.Equal(scene.Peer.ActorId, await scene.Server.AskAsync(db => db.Follows.Select(f => f.Followed!.Uri).SingleAsync()));
    }

    /// <summary>Security catalogue §7-7</summary>
    [Theory, EachDatabase]
    public async Task An_activity_id_that_a_neighbour_used_first_is_not_used_up(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var author = strangers.Meet("author.test", "author");
        var neighbour = strangers.Meet("author.test", "neighbour");
        var mallory = strangers.Meet("evil.test");
        foreach (var actor in new[] { author, neighbour })
            await author.SendAsync(scene.Server, author.Activity("Follow", "/follows/1", scene.Alice.Actor.Uri.AbsoluteUri)).AnswersWithAsync(HttpStatusCode.Accepted);
        var genuine = Mentioning(author.Create("/notes/1", "<p>genuine</p>"));
        var squat = Mentioning(neighbour.Create("/notes/2", "<p>neighbour</p>"));
        squat["id"] = (string)genuine["id"]!;
        var foreign = Mentioning(mallory.Create("/notes/1", "<p>foreign</p>"));
        foreign["id"] = (string)genuine["id"]!;

        await mallory.SendAsync(scene.Server, foreign).AnswersWithAsync(HttpStatusCode.BadRequest);
        await neighbour.SendAsync(scene.Server, squat).AnswersWithAsync(HttpStatusCode.Accepted);
        await scene.Server.StaysWellAsync();
        await author.SendAsync(scene.Server, genuine).AnswersWithAsync(HttpStatusCode.Accepted);
        await scene.Server.StaysWellAsync();

        Assert.Contains("<p>genuine</p>", await scene.Server.StoredAsync());

        JsonObject Mentioning(JsonObject create)
        {
            create["object"]!["to"] = scene.Alice.Actor.Uri.AbsoluteUri;
            return create;
        }
    }

    /// <summary>Security catalogue §7-12</summary>
    [Theory, EachDatabase]
    public async Task A_name_that_a_server_gives_to_anothers_actor_is_not_that_actors_name(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var victim = strangers.Meet("victim.test", "victim");
        Claim(strangers, "acct:famous@" + strangers.At("evil.test", "/").Authority, victim.Id);

        var found = await scene.SearchAsync("famous@" + strangers.At("evil.test", "/").Authority);

        var names = await scene.Server.AskAsync(db => db.Actors.Where(a => a.Host != "").Select(a => a.Handle + "@" + a.Host).ToListAsync());
        Assert.True(found is null || Uri.Compare(found, victim.Id, UriComponents.AbsoluteUri, UriFormat.UriEscaped, StringComparison.Ordinal) == 0);
        Assert.DoesNotContain(names, n => n.Contains("evil.test", StringComparison.Ordinal));
        await scene.Server.StaysWellAsync();
    }

    /// <summary>Security catalogue §7-12</summary>
    [Theory, EachDatabase]
    public async Task A_WebFinger_answer_about_somebody_else_gives_nobody_a_name(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var mallory = strangers.Meet("evil.test");
        mallory.Document["preferredUsername"] = "mallory";
        Claim(strangers, "acct:famous@" + strangers.At("victim.test", "/").Authority, mallory.Id);

        await scene.SearchAsync("other@" + mallory.Id.Authority);

        var names = await scene.Server.AskAsync(db => db.Actors.Where(a => a.Host != "" && a.Uri != scene.Peer.ActorId).Select(a => a.Handle + "@" + a.Host).ToListAsync());
        Assert.All(names, n => Assert.Equal(mallory.Address, n));
        await scene.Server.StaysWellAsync();
    }

    /// <summary>Security catalogue §7-12</summary>
    [Theory, EachDatabase]
    public async Task WebFinger_leads_to_nobody_here_and_to_no_private_address(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var inside = new EvilPeer((_, _, _) => Task.CompletedTask, "127.0.0.3");
        await using var scene = await Scene.SetAsync(database, options =>
        {
            Strangers.AreKnownTo(options);
            options.Settings["Federation:AllowedPrivateNetworks:0"] = "127.0.0.1/32";
            options.Settings["Federation:AllowedPrivateNetworks:1"] = "127.0.0.2/32";
        });
        var evil = strangers.At("evil.test", "/.well-known/webfinger");
        Claim(strangers, "acct:alice@" + evil.Authority, scene.Alice.Actor.Uri);
        Assert.Null(await scene.SearchAsync("alice@" + evil.Authority));
        Claim(strangers, "acct:alice@" + evil.Authority, inside.At("/users/1"));
        Assert.Null(await scene.SearchAsync("alice@" + evil.Authority));
        strangers.Redirect(evil, inside.At("/.well-known/webfinger").AbsoluteUri);
        Assert.Null(await scene.SearchAsync("alice@" + evil.Authority));

        Assert.Empty(inside.Heads);
        Assert.Equal([scene.Peer.ActorId], await scene.Server.MetAsync());
        await scene.Server.StaysWellAsync();
    }

    /// <summary>Security catalogue §7-12</summary>
    [Theory]
    [EachDatabase(true)]
    [EachDatabase(false)]
    public async Task Nobody_takes_the_name_of_a_neighbour(TestDatabase database, bool victimIsKnown)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var victim = strangers.Meet("shared.test", "victim");
        var thief = strangers.Meet("shared.test", "thief");
        thief.Document["preferredUsername"] = "victim";
        Claim(strangers, "acct:" + victim.Address, victim.Id, "shared.test");
        if (victimIsKnown)
            Assert.Equal(victim.Id, await scene.SearchAsync(victim.Address));

        var follow = thief.Activity("Follow", "/follows/1", scene.Alice.Actor.Uri.AbsoluteUri);
        await thief.SendAsync(scene.Server, follow).AnswersWithAsync(HttpStatusCode.Accepted);
        await scene.Server.StaysWellAsync();

        Assert.Equal(victim.Id, await scene.SearchAsync(victim.Address));
        Assert.Matches("^victim~[0-9]+@", await scene.Server.AskAsync(db => AddressOfAsync(db, thief.Id)));
        await scene.Alice.PostAsync($"For you alone, @{victim.Address}", Microblog.Notices.Visibility.Direct);
        await scene.Server.StaysWellAsync();
        Assert.Contains(strangers.Asked, a => a.StartsWith("POST ", StringComparison.Ordinal) && a.EndsWith("/users/victim/inbox", StringComparison.Ordinal));
        Assert.Equal(victim.Address, await scene.Server.AskAsync(db => AddressOfAsync(db, victim.Id)));
    }

    /// <summary>Security catalogue §7-12</summary>
    [Theory, EachDatabase]
    public async Task Who_was_only_heard_of_is_asked_about_before_somebody_speaks_to_them(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var victim = strangers.Meet("shared.test", "victim");
        var thief = strangers.Meet("shared.test", "thief");
        thief.Document["preferredUsername"] = "victim";
        Claim(strangers, "acct:" + victim.Address, victim.Id, "shared.test");
        strangers.Serve(thief.At("/notes/1"), thief.Note("/notes/1", "<p>I am the victim</p>"));
        await scene.DeliverAsync(scene.Peer.Announce("/announces/1", thief.At("/notes/1").AbsoluteUri));
        Assert.Equal(victim.Address, await scene.Server.AskAsync(db => AddressOfAsync(db, thief.Id)));

        await scene.Alice.PostAsync($"For you alone, @{victim.Address}", Microblog.Notices.Visibility.Direct);
        await scene.Server.StaysWellAsync();

        Assert.Contains(strangers.Asked, a => a.StartsWith("POST ", StringComparison.Ordinal) && a.EndsWith("/users/victim/inbox", StringComparison.Ordinal));
        Assert.DoesNotContain(strangers.Asked, a => a.EndsWith("/users/thief/inbox", StringComparison.Ordinal));
        Assert.Matches("^victim~[0-9]+@", await scene.Server.AskAsync(db => AddressOfAsync(db, thief.Id)));
    }

    /// <summary>Security catalogue §7-12</summary>
    [Theory, EachDatabase]
    public async Task A_name_that_its_server_gave_to_a_new_actor_moves_to_it(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var (old, renewed) = (strangers.Meet("shared.test", "old"), strangers.Meet("shared.test", "renewed"));
        renewed.Document["preferredUsername"] = "old";
        Claim(strangers, "acct:" + old.Address, old.Id, "shared.test");
        Assert.Equal(old.Id, await scene.SearchAsync(old.Address));

        Claim(strangers, "acct:" + old.Address, renewed.Id, "shared.test");
        Assert.Equal(renewed.Id, await scene.SearchAsync(renewed.Id.AbsoluteUri));

        Assert.Equal(renewed.Id, await scene.SearchAsync(old.Address));
        Assert.Matches("^old~[0-9]+@", await scene.Server.AskAsync(db => AddressOfAsync(db, old.Id)));
    }

    /// <summary>Security catalogue §7-12</summary>
    [Theory, EachDatabase]
    public async Task An_answer_under_another_name_counts_only_if_that_names_server_agrees(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var actor = strangers.Meet("evil.test");
        var asked = "famous@" + actor.Id.Authority;
        var subject = "acct:mallory@" + strangers.At("other.test", "/").Authority;
        Claim(strangers, subject, actor.Id);
        Assert.Null(await scene.SearchAsync(asked));
        Claim(strangers, subject, scene.Peer.ActorId, "other.test");
        Assert.Null(await scene.SearchAsync(asked));

        Claim(strangers, subject, actor.Id, "other.test");
        Assert.Equal(actor.Id, await scene.SearchAsync(asked));
    }

    private static async Task<string> AddressOfAsync(Microblog.Data.Db db, Uri id) => (await db.Actors.AsNoTracking().SingleAsync(a => a.Uri == id)).Address;

    private static void Claim(Strangers strangers, string subject, Uri actor, string host = "evil.test") => strangers.Serve(
        strangers.At(host, "/.well-known/webfinger"),
        new JsonObject
        {
            ["subject"] = subject,
            ["links"] = new JsonArray(new JsonObject
            {
                ["rel"] = "self",
                ["type"] = "application/activity+json",
                ["href"] = actor.AbsoluteUri,
            }),
        },
        "application/jrd+json");
}
