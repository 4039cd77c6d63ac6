using System.Net;
using System.Text.Json.Nodes;
using Microblog.Notices;
using Microblog.Tests.Federation;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Attacks;

/// <summary>Words put into others' mouths: in a repeat, and in a quote.</summary>
public sealed class RepeatAttacks
{
    /// <summary>Security catalogue §7-10</summary>
    [Theory, EachDatabase]
    public async Task What_a_repeat_embeds_is_asked_of_its_own_server_whatever_it_is(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var victim = strangers.Meet("victim.test", "victim");
        var genuine = victim.Note("/notes/1", "<p>genuine</p>");
        var forged = genuine.DeepClone();
        forged["content"] = "<p>forged</p>";
        var create = victim.Activity("Create", "/creates/1", forged.DeepClone());
        var neverSaid = forged.DeepClone();
        neverSaid["id"] = victim.At("/notes/never").AbsoluteUri;
        foreach (var (about, number) in new[] { forged, create, neverSaid, new JsonArray(forged.DeepClone()) }.Select((a, i) => (a, i)))
            (await scene.Peer.SendAsync(scene.Server, scene.Peer.Announce($"/announces/{number}", about.DeepClone()))).Dispose();

        await scene.Server.StaysWellAsync();

        Assert.All(await scene.Server.StoredAsync(), html => Assert.Equal("<p>genuine</p>", html));
        Assert.All(await scene.Alice.HomeAsync(), html => Assert.Equal("<p>genuine</p>", html));
        Assert.Contains($"GET {victim.Id.Authority}/notes/1", strangers.Asked);
    }

    /// <summary>Security catalogue §7-10</summary>
    [Theory, EachDatabase]
    public async Task A_repeat_of_what_is_said_to_be_ours_shows_what_we_have(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var notice = await scene.Alice.PostAsync("genuine");
        var forged = scene.Peer.Create("<p>forged</p>", "/notes/1")["object"]!.DeepClone();
        forged["id"] = notice.Uri.AbsoluteUri;
        forged["attributedTo"] = scene.Alice.Actor.Uri.AbsoluteUri;
        var never = forged.DeepClone();
        never["id"] = new Uri(scene.Server.BaseUrl, "/notices/1").AbsoluteUri;

        await scene.DeliverAsync(scene.Peer.Announce("/announces/1", forged));
        await scene.DeliverAsync(scene.Peer.Announce("/announces/2", never));

        Assert.Equal(["<p>genuine</p>"], await scene.Server.StoredAsync());
        Assert.Equal(1, await scene.Server.AskAsync(db => db.Notices.CountAsync(n => n.RepeatOfId == notice.Id)));
        await scene.Server.StaysWellAsync();
    }

    /// <summary>Security catalogue §7-11</summary>
    /// <remarks>
    /// That a stamp is for one note, one quote, by the author who is quoted and from that author's server, the tests of the wire say:
    /// OriginOfVerbsTests.
    /// </remarks>
    [Theory, EachDatabase]
    public async Task A_quote_with_a_stamp_of_the_quoters_making_shows_nothing_of_what_it_quotes(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var victim = strangers.Meet("victim.test", "victim");
        victim.Note("/notes/1", "<p>not to be quoted</p>");
        var stamp = strangers.At("evil.test", "/stamps/1");
        strangers.Serve(stamp, new JsonObject
        {
            ["@context"] = "https://www.w3.org/ns/activitystreams",
            ["id"] = victim.At("/stamps/1").AbsoluteUri,
            ["type"] = "QuoteAuthorization",
            ["attributedTo"] = victim.Id.AbsoluteUri,
            ["interactingObject"] = new Uri(scene.Peer.BaseUrl, "/notes/1").AbsoluteUri,
            ["interactionTarget"] = victim.At("/notes/1").AbsoluteUri,
        });
        foreach (var (authorization, number) in new[] { stamp.AbsoluteUri, victim.At("/stamps/1").AbsoluteUri }.Select((a, i) => (a, i)))
        {
            var create = scene.Peer.Create("<p>look</p>", $"/notes/{number}");
            create["object"]!["quote"] = victim.At("/notes/1").AbsoluteUri;
            create["object"]!["quoteAuthorization"] = authorization;
            await scene.DeliverAsync(create);
        }

        Assert.All(await scene.Alice.HomeAsync(), html => Assert.Equal("<p>look</p>", html));
        using var api = await scene.Alice.Client.GetAsync("/api/v1/timelines/home", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("not to be quoted", await api.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await scene.Server.StaysWellAsync();
    }

    /// <summary>Security catalogue §7-11</summary>
    [Theory, EachDatabase]
    public async Task Whoever_asks_to_quote_what_is_private_gets_no_stamp_and_hears_nothing_of_it(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var mallory = strangers.Meet("evil.test");
        var notice = await scene.Alice.PostAsync("Among us.", Visibility.Followers);
        var quoting = mallory.Note("/notes/1", "<p>look</p>");
        quoting["quote"] = notice.Uri.AbsoluteUri;
        var request = mallory.Activity("QuoteRequest", "/requests/1", notice.Uri.AbsoluteUri);
        request["instrument"] = quoting.DeepClone();

        await mallory.SendAsync(scene.Server, request).AnswersWithAsync(HttpStatusCode.Accepted);

        await scene.Server.StaysWellAsync();
        Assert.DoesNotContain(strangers.Asked, a => a.StartsWith("POST", StringComparison.Ordinal));
    }
}
