using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microblog.Data;
using Microblog.Media;
using Microblog.Notices;
using Microblog.Protocols.ActivityPub;
using Microblog.Tests.Federation;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Attacks;

/// <summary>Strangers who want us to make requests for them. How single addresses are judged is tried in the tests of Outgoing.</summary>
public sealed class OutboundAttacks
{
    /// <summary>Security catalogue §7-17, §7-18, §7-19: every place in which a stranger may write an address, with every way to write one that is not public.</summary>
    [Theory, EachDatabase]
    public async Task No_place_for_an_address_leads_inside(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var inside = new EvilPeer((_, _, _) => Task.CompletedTask, Strangers.Inside);
        await using var scene = await Scene.SetAsync(database, options => OnlyOutside(strangers, options));
        string[] hosts = ["127.0.0.3", "2130706435", "0x7f000003", "0177.0.0.3", "127.3", "[::ffff:127.0.0.3]", "[64:ff9b::7f00:3]", "[::127.0.0.3]", "inside.test", "mixed.test"];
        foreach (var (host, number) in hosts.Select((h, i) => (h, i)))
        {
            var target = string.Create(CultureInfo.InvariantCulture, $"http://{host}:{inside.Port}/x{number}");
            await TryAllAsync(scene, strangers, $"a{number}.test", target);
            var there = strangers.At($"b{number}.test", "/there");
            strangers.Redirect(there, target);
            await TryAllAsync(scene, strangers, $"b{number}.test", there.AbsoluteUri);
        }

        Assert.Empty(inside.Heads);
        foreach (var picture in new[] { "attachment", "film", "preview", "emoji", "icon", "image" })
            Assert.Contains(strangers.Asked, a => a.EndsWith($"/there?{picture}", StringComparison.Ordinal));
        await scene.Server.AnswersAsync();
    }

    /// <summary>Security catalogue §7-17, §7-19: what is no web address is nowhere taken for one.</summary>
    [Theory, EachDatabase]
    public async Task No_place_for_an_address_takes_another_scheme(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, options => OnlyOutside(strangers, options));
        var there = strangers.At("a.test", "/").Authority;
        string[] targets = ["file:///etc/passwd", "data:application/activity+json,{}", $"gopher://{there}/", $"ftp://{there}/", "/etc/passwd", "javascript:alert(1)", "http://a.test:22/", $"http://user@{there}/"];
        foreach (var (target, number) in targets.Select((t, i) => (t, i)))
        {
            await TryAllAsync(scene, strangers, $"c{number}.test", target);
            var detour = strangers.At($"d{number}.test", "/there");
            strangers.Redirect(detour, target);
            await TryAllAsync(scene, strangers, $"d{number}.test", detour.AbsoluteUri);
        }

        Assert.DoesNotContain(strangers.Asked, a => a.Contains(" a.test", StringComparison.Ordinal));
        Assert.Contains(strangers.Asked, a => a.Contains("d0.test", StringComparison.Ordinal) && a.EndsWith("/there", StringComparison.Ordinal));
        await scene.Server.AnswersAsync();
    }

    /// <summary>Security catalogue §7-21</summary>
    [Theory, EachDatabase]
    public async Task Our_signature_does_not_travel_to_another_host(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var elsewhere = strangers.Meet("elsewhere.test", "a");
        strangers.Redirect(strangers.At("evil.test", "/users/a"), elsewhere.Id.AbsoluteUri);

        await scene.SearchAsync(strangers.At("evil.test", "/users/a").AbsoluteUri);

        var first = Assert.Single(strangers.Heads, h => h.Contains("Host: evil.test", StringComparison.Ordinal));
        var second = strangers.Heads.First(h => h.Contains("Host: elsewhere.test", StringComparison.Ordinal));
        Assert.Contains("Signature:", first, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Signature", second, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Cookie", second, StringComparison.OrdinalIgnoreCase);
    }

    private static void OnlyOutside(Strangers strangers, TestServerOptions options)
    {
        Strangers.AreKnownTo(options);
        options.Settings["Federation:AllowedPrivateNetworks:0"] = "127.0.0.1/32";
        options.Settings["Federation:AllowedPrivateNetworks:1"] = "127.0.0.2/32";
    }

    // The address of an actor, its key, its inboxes, its pictures, its collections and other selves; of a note's parent, answers, files, quote; of what is
    // repeated, moved to, pinned, undone.
    private static async Task TryAllAsync(Scene scene, Strangers strangers, string host, string target)
    {
        var (server, alice) = (scene.Server, scene.Alice.Actor.Uri.AbsoluteUri);
        await scene.SearchAsync(target);
        if (!target.EndsWith("/there", StringComparison.Ordinal))
            await scene.SearchAsync("someone@" + target.Replace("http://", "", StringComparison.Ordinal).Split('/')[0]);
        var named = strangers.Meet(host, "named", sharesKey: true);
        if (Uri.TryCreate(target, UriKind.Absolute, out var key) && key.Scheme == "http")
        {
            named.KeyId = key;
            (await named.SendAsync(server, named.Create("/notes/0", "<p>x</p>"))).Dispose();
        }

        var actor = Everywhere(strangers.Meet(host, "actor", sharesKey: true), target);
        if (await scene.SearchAsync(actor.Id.AbsoluteUri) is null)
            actor = Everywhere(strangers.Meet(host, "other", sharesKey: true), target, keepsInbox: true);
        if (await scene.SearchAsync(actor.Id.AbsoluteUri) is not null)
            await FollowedAsync(scene, actor.Id);
        foreach (var activity in Activities(actor, alice, target))
            (await actor.SendAsync(server, activity)).Dispose();
        await server.EverythingIsTriedAsync();
        var heard = await server.AskAsync(db => db.Notices.Where(n => n.Uri == actor.At("/notes/1")).Select(n => (long?)n.Id).SingleOrDefaultAsync());
        if (heard is { } id)
        {
            await using var scope = server.NewScope();
            await scope.Get<OpenConversation>().RunAsync(id, TestContext.Current.CancellationToken);
        }

        await server.EverythingIsTriedAsync();
        await LookAsync(scene, actor);
    }

    // Files of others are fetched only when somebody looks: at what a notice holds, at its author, at the emoji of both.
    private static async Task LookAsync(Scene scene, Stranger actor)
    {
        foreach (var path in await scene.Server.AskAsync(db => PicturesAsync(db, actor.Id)))
        {
            using var answer = await scene.Server.PasserBy.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.StatusCode));
        }
    }

    private static async Task<List<string>> PicturesAsync(Db db, Uri actor)
    {
        var host = Origin.HostOf(actor);
        var attachments = await db.Attachments.Where(a => db.Notices.Any(n => n.Id == a.NoticeId && n.Author!.Uri == actor)).ToListAsync();
        var actors = await db.Actors.Where(a => a.Uri == actor).ToListAsync();
        var emojis = await db.Emojis.Where(e => e.Host == host).ToListAsync();
        return
        [
            .. attachments.SelectMany(a => new[] { a.Path, a.PreviewPath })
                .Concat(actors.SelectMany(a => new[] { ActorPictures.IconPath(a.Id, a.Host, a.IconUrl), ActorPictures.BannerPath(a.Id, a.Host, a.ImageUrl) }))
                .Concat(emojis.Select(e => RemoteAddress.OfEmoji(e.Id, e.ImageUrl)))
                .OfType<string>(),
        ];
    }

    private static IEnumerable<JsonObject> Activities(Stranger actor, string alice, string target)
    {
        var note = actor.Note("/notes/1", $"<p><img src=\"{target}\"></p>");
        foreach (var property in new[] { "inReplyTo", "replies", "likes", "shares", "quote", "quoteUrl", "quoteAuthorization", "context", "url" })
            note[property] = target;
        note["attachment"] = new JsonArray(
            new JsonObject { ["type"] = "Document", ["mediaType"] = "image/png", ["url"] = target + "?attachment" },
            new JsonObject
            {
                ["type"] = "Video",
                ["mediaType"] = "video/mp4",
                ["url"] = target + "?film",
                ["icon"] = new JsonObject { ["type"] = "Image", ["url"] = target + "?preview" },
            });
        note["tag"] = new JsonArray(
            new JsonObject { ["type"] = "Mention", ["href"] = alice }, new JsonObject { ["type"] = "Mention", ["href"] = target },
            new JsonObject { ["type"] = "Emoji", ["name"] = ":x:", ["icon"] = new JsonObject { ["type"] = "Image", ["url"] = target + "?emoji" } });
        note["to"] = new JsonArray(alice, "https://www.w3.org/ns/activitystreams#Public");
        actor.Home.Serve(actor.At("/notes/1"), note);
        var move = actor.Activity("Move", "/moves/1", actor.Id.AbsoluteUri);
        move["target"] = target;
        var add = actor.Activity("Add", "/adds/1", target);
        add["target"] = actor.Id.AbsoluteUri + "/featured";
        return
        [
            actor.Activity("Follow", "/follows/1", alice), actor.Activity("Create", "/notes/1/activity", note.DeepClone()), actor.Activity("Announce", "/announces/1", target),
            add, move, actor.Activity("Undo", "/undos/1", target), actor.Activity("Update", "/updates/1", actor.Document.DeepClone()), actor.Activity("Delete", "/deletes/1", actor.Id.AbsoluteUri),
        ];
    }

    private static Stranger Everywhere(Stranger actor, string target, bool keepsInbox = false)
    {
        if (!keepsInbox)
            actor.Document["inbox"] = target;
        foreach (var property in new[] { "outbox", "followers", "following", "featured", "movedTo", "url" })
            actor.Document[property] = target;
        actor.Document["featured"] = actor.Id.AbsoluteUri + "/featured";
        actor.Document["alsoKnownAs"] = new JsonArray(target);
        actor.Document["endpoints"] = new JsonObject { ["sharedInbox"] = target };
        foreach (var picture in new[] { "icon", "image" })
            actor.Document[picture] = new JsonObject { ["type"] = "Image", ["url"] = $"{target}?{picture}" };
        actor.Home.Redirect(new Uri(actor.Id.AbsoluteUri + "/featured"), target);
        return actor;
    }

    // As if its server had accepted: what it repeats is read.
    private static async Task FollowedAsync(Scene scene, Uri actor)
    {
        await scene.Alice.FollowAsync(actor.AbsoluteUri);
        await scene.Server.AskAsync(db => db.Follows.Where(f => f.Followed!.Uri == actor).ExecuteUpdateAsync(f => f.SetProperty(x => x.IsAccepted, true)));
        await scene.Server.EverythingIsTriedAsync();
    }
}
