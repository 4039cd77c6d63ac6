using System.Net;
using System.Text.Json.Nodes;
using Microblog.Tests.Federation;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Attacks;

/// <summary>Actors who speak, change and delete for others: of other servers and of their own.</summary>
public sealed class AuthorshipAttacks
{
    /// <summary>Security catalogue §7-2</summary>
    [Theory, EachDatabase]
    public async Task What_is_attributed_to_another_is_dropped_however_that_is_written(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        foreach (var victim in new[] { new Uri("https://victim.example/alice"), new Uri(scene.Peer.BaseUrl, "/other"), scene.Alice.Actor.Uri })
        {
            JsonNode?[] spellings =
            [
                victim.AbsoluteUri, new JsonArray(victim.AbsoluteUri), new JsonObject { ["id"] = victim.AbsoluteUri, ["type"] = "Person" },
                new JsonArray(new JsonObject { ["id"] = victim.AbsoluteUri }), new JsonObject { ["type"] = "Link", ["href"] = victim.AbsoluteUri },
                null, new JsonArray(), new JsonObject { ["name"] = "me" }, 7, "", "peer",
            ];
            foreach (var spelling in spellings)
            {
                var create = scene.Peer.Create("<p>forged</p>", $"/notes/{Guid.NewGuid():N}");
                create["object"]!["attributedTo"] = spelling?.DeepClone();
                await scene.Peer.SendAsync(scene.Server, create).AnswersWithAsync(HttpStatusCode.BadRequest, spelling?.ToJsonString() ?? "null");
            }
        }

        await scene.NothingHappenedAsync();
        await scene.Server.StaysWellAsync();
    }

    /// <summary>Security catalogue §7-2</summary>
    [Theory, EachDatabase]
    public async Task Who_acts_is_one_actor_and_the_one_who_signs(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var (mallory, victim) = (strangers.Meet("evil.test"), strangers.Meet("evil.test", "victim"));
        await scene.Alice.FollowAsync(mallory.Id.AbsoluteUri);
        await scene.Alice.FollowAsync(victim.Id.AbsoluteUri);
        JsonNode?[] actors =
        [
            victim.Id.AbsoluteUri, new JsonArray(mallory.Id.AbsoluteUri, victim.Id.AbsoluteUri), new JsonArray(victim.Id.AbsoluteUri, mallory.Id.AbsoluteUri),
            new JsonObject { ["id"] = victim.Id.AbsoluteUri, ["publicKey"] = mallory.Document["publicKey"]!.DeepClone() }, null, new JsonArray(),
        ];
        foreach (var actor in actors)
        {
            var create = mallory.Create("/notes/1", $"<p>@alice@{scene.Server.Host}</p>");
            create["actor"] = actor?.DeepClone();
            create["object"]!["attributedTo"] = victim.Id.AbsoluteUri;
            create["object"]!["to"] = scene.Alice.Actor.Uri.AbsoluteUri;
            using var answer = await mallory.SendAsync(scene.Server, create);
            Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized, $"{actor?.ToJsonString()}: {answer.StatusCode}");
        }

        await scene.NothingHappenedAsync();
        await scene.Server.StaysWellAsync();
    }

    /// <summary>Security catalogue §7-3</summary>
    [Theory, EachDatabase]
    public async Task Nobody_changes_or_deletes_anothers_notice_not_even_from_the_same_server(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var victim = strangers.Meet("victim.test", "victim");
        var neighbour = strangers.Meet("victim.test", "neighbour");
        var mallory = strangers.Meet("evil.test");
        await scene.ShowAsync(new Uri((string)victim.Note("/notes/1", "<p>genuine</p>")["id"]!));
        var note = victim.At("/notes/1").AbsoluteUri;

        foreach (var attacker in new[] { neighbour, mallory })
        {
            var update = victim.Note("/notes/1", "<p>defaced</p>").DeepClone();
            update["updated"] = "2026-06-01T00:00:00Z";
            (await attacker.SendAsync(scene.Server, attacker.Activity("Update", "/updates/1", update.DeepClone()))).Dispose();
            update["attributedTo"] = attacker.Id.AbsoluteUri;
            (await attacker.SendAsync(scene.Server, attacker.Activity("Update", "/updates/2", update))).Dispose();
            (await attacker.SendAsync(scene.Server, attacker.Activity("Delete", "/deletes/1", note))).Dispose();
            (await attacker.SendAsync(scene.Server, attacker.Activity("Delete", "/deletes/2", new JsonObject { ["id"] = note, ["type"] = "Tombstone" }))).Dispose();
            (await attacker.SendAsync(scene.Server, attacker.Activity("Delete", "/deletes/3", victim.Id.AbsoluteUri))).Dispose();
            (await attacker.SendAsync(scene.Server, attacker.Activity("Update", "/updates/3", Defaced(victim)))).Dispose();
        }

        await scene.Server.StaysWellAsync();
        Assert.Equal(["<p>genuine</p>"], await scene.Server.StoredAsync());
        Assert.Equal("victim", await scene.Server.AskAsync(db => db.Actors.Where(a => a.Uri == victim.Id && a.GoneAt == null).Select(a => a.DisplayName).SingleAsync()));
    }

    /// <summary>Security catalogue §7-3</summary>
    [Theory, EachDatabase]
    public async Task Nobody_undoes_what_another_did_not_even_from_the_same_server(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var victim = strangers.Meet("victim.test", "victim");
        var notice = await scene.Alice.PostAsync("Hello.");
        JsonObject[] done =
        [
            victim.Activity("Follow", "/follows/1", scene.Alice.Actor.Uri.AbsoluteUri),
            victim.Activity("Like", "/likes/1", notice.Uri.AbsoluteUri),
            victim.Activity("Announce", "/announces/1", notice.Uri.AbsoluteUri),
        ];
        foreach (var activity in done)
            await victim.SendAsync(scene.Server, activity).AnswersWithAsync(HttpStatusCode.Accepted);
        await scene.Server.StaysWellAsync();

        foreach (var attacker in new[] { strangers.Meet("victim.test", "neighbour"), strangers.Meet("evil.test") })
        {
            foreach (var (activity, number) in done.Select((a, i) => (a, i)))
            {
                var claimed = activity.DeepClone();
                claimed["actor"] = attacker.Id.AbsoluteUri;
                (await attacker.SendAsync(scene.Server, attacker.Activity("Undo", $"/undos/{number}/1", activity.DeepClone()))).Dispose();
                (await attacker.SendAsync(scene.Server, attacker.Activity("Undo", $"/undos/{number}/2", claimed))).Dispose();
                (await attacker.SendAsync(scene.Server, attacker.Activity("Undo", $"/undos/{number}/3", (string)activity["id"]!))).Dispose();
            }
        }

        await scene.Server.StaysWellAsync();
        Assert.Equal(1, await scene.Server.AskAsync(db => db.Follows.CountAsync(f => f.Follower!.Uri == victim.Id)));
        Assert.Equal(1, await scene.Server.AskAsync(db => db.Likes.CountAsync()));
        Assert.Equal(1, await scene.Server.AskAsync(db => db.Notices.CountAsync(n => n.RepeatOfId != null)));
    }

    /// <summary>Security catalogue §7-4</summary>
    [Theory, EachDatabase]
    public async Task What_was_edited_or_deleted_does_not_come_back_by_any_door(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var author = strangers.Meet("author.test", "author");
        await scene.Alice.FollowAsync(author.Id.AbsoluteUri);
        var create = author.Create("/notes/1", "<p>first</p>");
        await scene.ShowAsync(author.At("/notes/1"));

        await author.SendAsync(scene.Server, Update("2026-05-01T00:00:00Z", "<p>second</p>", "/updates/2")).AnswersWithAsync(HttpStatusCode.Accepted);
        await author.SendAsync(scene.Server, Update("2026-04-01T00:00:00Z", "<p>older</p>", "/updates/1")).AnswersWithAsync(HttpStatusCode.Accepted);
        await author.SendAsync(scene.Server, Update("9999-01-01T00:00:00Z", "<p>of the future</p>", "/updates/3")).AnswersWithAsync(HttpStatusCode.Accepted);
        await author.SendAsync(scene.Server, create).AnswersWithAsync(HttpStatusCode.Accepted);
        await scene.Server.StaysWellAsync();
        Assert.Equal(["<p>second</p>"], await scene.Server.StoredAsync());

        await author.SendAsync(scene.Server, author.Activity("Delete", "/deletes/1", author.At("/notes/1").AbsoluteUri)).AnswersWithAsync(HttpStatusCode.Accepted);
        await scene.Server.StaysWellAsync();
        create["id"] = author.At("/creates/again").AbsoluteUri;
        await author.SendAsync(scene.Server, create).AnswersWithAsync(HttpStatusCode.Accepted);
        await author.SendAsync(scene.Server, Update("2026-06-01T00:00:00Z", "<p>third</p>", "/updates/4")).AnswersWithAsync(HttpStatusCode.Accepted);
        await scene.Server.StaysWellAsync();
        await scene.ShowAsync(author.At("/notes/1"));
        Assert.Empty(await scene.Server.StoredAsync());

        JsonObject Update(string at, string html, string id)
        {
            var note = author.Note("/notes/1", html).DeepClone();
            note["updated"] = at;
            return author.Activity("Update", id, note);
        }
    }

    private static JsonNode Defaced(Stranger victim)
    {
        var document = victim.Document.DeepClone();
        document["name"] = "Defaced";
        return document;
    }
}
