using System.Text.Json.Nodes;
using Microblog.Tests.Attacks;
using Microblog.Tests.ClientApi;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>Names on another host than the actor's: FEP-2c59, confirmed by WebFinger. Security catalogue §7-12.</summary>
public sealed class OtherNameTests
{
    [Theory, EachDatabase]
    public async Task A_name_on_another_host_counts_when_both_say_so(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var host = strangers.At("names.test", "/").Authority;
        var carol = strangers.Meet("social.test", "carol");
        carol.Document["webfinger"] = "Carol@" + host;
        Give(strangers, "names.test", "acct:carol@" + host, carol.Id);

        Assert.Equal(carol.Id, await scene.SearchAsync(carol.Id.AbsoluteUri));
        strangers.Asked.Clear();

        Assert.Equal(carol.Id, await scene.SearchAsync("@carol@" + host));
        Assert.Equal(carol.Id.AbsoluteUri, (await scene.Alice.GetAsync("/api/v1/accounts/lookup?acct=" + Uri.EscapeDataString("CAROL@" + host))).Text("uri"));
        Assert.Single((await scene.Alice.GetAsync("/api/v1/accounts/search?q=" + Uri.EscapeDataString("carol@" + host))).Ids());
        Assert.Empty(strangers.Asked);
        Assert.Equal("carol@" + carol.Id.Authority, (await NameAsync(scene, carol.Id)).Address);
    }

    [Theory, EachDatabase]
    public async Task Nobody_has_a_name_by_their_own_word(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var host = strangers.At("names.test", "/").Authority;
        var victim = strangers.Meet("names.test", "victim");
        Give(strangers, "names.test", "acct:victim@" + host, victim.Id);
        var thief = strangers.Meet("evil.test", "thief");
        thief.Document["webfinger"] = "victim@" + host;
        var here = strangers.Meet("evil.test", "second");
        here.Document["webfinger"] = scene.Alice.Address;

        Assert.Equal(thief.Id, await scene.SearchAsync(thief.Id.AbsoluteUri));
        Assert.Equal(here.Id, await scene.SearchAsync(here.Id.AbsoluteUri));

        Assert.All(new[] { await NameAsync(scene, thief.Id), await NameAsync(scene, here.Id) }, actor => Assert.False(actor.HasOtherName));
        Assert.Equal(victim.Id, await scene.SearchAsync("victim@" + host));
        Assert.Equal(scene.Alice.Actor.Uri, await scene.SearchAsync(scene.Alice.Address));
    }

    [Theory, EachDatabase]
    public async Task A_name_goes_to_whom_its_server_gives_it_next(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var host = strangers.At("names.test", "/").Authority;
        var former = strangers.Meet("social.test", "former");
        former.Document["webfinger"] = "carol@" + host;
        Give(strangers, "names.test", "acct:carol@" + host, former.Id);
        Assert.Equal(former.Id, await scene.SearchAsync(former.Id.AbsoluteUri));

        // Who lives under that name does not have it before its server says so.
        var carol = strangers.Meet("names.test", "carol");
        await scene.ShowAsync(strangers.Note(carol.At("/notes/1"), carol.Id, "<p>x</p>")["id"]!.GetValue<string>() is { } id ? new Uri(id) : carol.Id);
        await scene.Server.WaitUntilAsync(db => db.Actors.AnyAsync(a => a.Uri == carol.Id));
        Assert.Equal(former.Id, await scene.SearchAsync("carol@" + host));
        Give(strangers, "names.test", "acct:carol@" + host, carol.Id);
        Assert.Equal(carol.Id, await scene.SearchAsync(carol.Id.AbsoluteUri));

        Assert.Equal(carol.Id, await scene.SearchAsync("carol@" + host));
        Assert.False((await NameAsync(scene, former.Id)).HasOtherName);
        Assert.Equal("carol@" + host, (await NameAsync(scene, carol.Id)).Address);
    }

    private static Task<Actors.Actor> NameAsync(Scene scene, Uri actor) =>
        scene.Server.AskAsync(db => db.Actors.AsNoTracking().SingleAsync(a => a.Uri == actor));

    private static void Give(Strangers strangers, string host, string subject, Uri actor) => strangers.Serve(
        strangers.At(host, "/.well-known/webfinger"),
        new JsonObject
        {
            ["subject"] = subject,
            ["links"] = new JsonArray(new JsonObject { ["rel"] = "self", ["type"] = "application/activity+json", ["href"] = actor.AbsoluteUri }),
        },
        "application/jrd+json");
}
