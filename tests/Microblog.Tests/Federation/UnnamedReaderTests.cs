using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microblog.Tests.Attacks;
using Microblog.Tests.ClientApi;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>Notes that are brought to somebody's own inbox without naming them: bto, bcc, and collections that only their own server can read.</summary>
public sealed class UnnamedReaderTests
{
    [Theory, EachDatabase]
    public async Task Each_to_whom_it_is_brought_reads_it_and_nobody_else(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var (bob, carol) = (await scene.Server.SignUpAsync("bob"), await scene.Server.SignUpAsync("carol"));
        var note = scene.Peer.Create("<p>For some.</p>", "/notes/1", to: scene.Peer.ActorId.AbsoluteUri + "/circles/1");
        note["object"]!.AsObject().Remove("cc");

        await BringAsync(scene, bob, note);
        await BringAsync(scene, carol, note);
        await BringAsync(scene, carol, note);

        var id = await scene.Server.AskAsync(db => db.Notices.Select(n => n.Id).SingleAsync());
        foreach (var person in new[] { bob, carol })
        {
            var status = await person.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/api/v1/statuses/{id}"));
            Assert.Equal("direct", status.Text("visibility"));
            Assert.Empty(status.GetProperty("mentions").EnumerateArray());
            var conversation = Assert.Single((await person.GetAsync("/api/v1/conversations")).EnumerateArray());
            Assert.True(conversation.GetProperty("unread").GetBoolean());
            Assert.Equal(scene.Peer.Address, Assert.Single(conversation.GetProperty("accounts").EnumerateArray()).Text("acct"));
            Assert.Empty((await person.GetAsync("/api/v1/notifications")).EnumerateArray());
            Assert.Equal(["<p>For some.</p>"], await person.HomeAsync());
        }

        Assert.Empty((await scene.Alice.GetAsync("/api/v1/conversations")).EnumerateArray());
        Assert.Empty(await scene.Alice.HomeAsync());
        using var hers = await scene.Alice.TryAsync(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"/api/v1/statuses/{id}"));
        Assert.Equal(HttpStatusCode.NotFound, hers.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Those_whom_it_names_do_not_learn_of_the_others(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var bob = await scene.Server.SignUpAsync("bob");
        var note = Named(scene, "<p>For alice, and for bob in secret.</p>");

        await scene.DeliverAsync(note);
        await BringAsync(scene, bob, note);

        Assert.Equal(["<p>For alice, and for bob in secret.</p>"], await bob.HomeAsync());
        foreach (var person in new[] { scene.Alice, bob })
        {
            var conversation = Assert.Single((await person.GetAsync("/api/v1/conversations")).EnumerateArray());
            Assert.Equal("alice", Assert.Single(conversation.GetProperty("last_status").GetProperty("mentions").EnumerateArray()).Text("acct"));
            Assert.DoesNotContain(conversation.GetProperty("accounts").EnumerateArray(), a => a.Text("acct") == "bob");
        }
    }

    [Theory, EachDatabase]
    public async Task A_new_version_does_not_take_it_from_them(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var bob = await scene.Server.SignUpAsync("bob");
        var note = Named(scene, "<p>First.</p>");
        await scene.DeliverAsync(note);
        await BringAsync(scene, bob, note);

        var update = scene.Peer.Activity("Update", "/updates/1", note["object"]!.DeepClone());
        update["object"]!["content"] = "<p>Second.</p>";
        update["object"]!["updated"] = "2026-01-02T05:00:00Z";
        await scene.DeliverAsync(update);

        Assert.Equal(["<p>Second.</p>"], await bob.HomeAsync());
        Assert.Equal(["<p>Second.</p>"], await scene.Alice.HomeAsync());
    }

    /// <summary>Security catalogue §7-44</summary>
    [Theory, EachDatabase]
    public async Task Nobody_is_brought_what_its_author_may_not_say_to_them(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var messenger = await Peer.StartAsync("127.0.0.2");
        var (bob, carol) = (await scene.Server.SignUpAsync("bob"), await scene.Server.SignUpAsync("carol"));
        var forSome = scene.Peer.Create("<p>For some.</p>", "/notes/1", to: scene.Peer.ActorId.AbsoluteUri + "/circles/1");
        forSome["object"]!.AsObject().Remove("cc");
        var forFollowers = scene.Peer.Create("<p>For followers.</p>", "/notes/2", to: scene.Peer.ActorId.AbsoluteUri + "/followers");
        await bob.BlockAsync(await bob.KnowsAsync(scene.Peer.ActorId));

        await BringAsync(scene, bob, forSome);
        await BringAsync(scene, carol, forFollowers);

        // Another who has it, with its author's proof, gives it to whom they like by themselves, not in the author's name.
        var proven = scene.Peer.Prove(forSome);
        await BringAsync(scene, carol, JsonNode.Parse(proven)!, messenger);

        Assert.Empty(await bob.HomeAsync());
        Assert.Empty(await carol.HomeAsync());
        foreach (var person in new[] { bob, carol })
            Assert.Empty((await person.GetAsync("/api/v1/conversations")).EnumerateArray());
        Assert.False(await scene.Server.AskAsync(db => db.Addressees.AnyAsync(a => a.IsUnnamed)));
    }

    private static JsonObject Named(Scene scene, string html)
    {
        var note = scene.Peer.Create(html, "/notes/1", to: scene.Alice.Actor.Uri.AbsoluteUri);
        note["object"]!.AsObject().Remove("cc");
        return note;
    }

    private static async Task BringAsync(Scene scene, Person person, JsonNode activity, Peer? by = null)
    {
        var sender = by ?? scene.Peer;
        var inbox = string.Create(CultureInfo.InvariantCulture, $"/users/{person.ActorId}/inbox");
        var letter = new ByHand(scene.Server, sender.KeyId, sender.Key, Encoding.UTF8.GetBytes(activity.ToJsonString())) { Target = inbox };
        await letter.SendDraftAsync(ByHand.Draft, request => request.RequestUri = new Uri(inbox, UriKind.Relative)).AnswersWithAsync(HttpStatusCode.Accepted);
        await scene.Server.WaitUntilIdleAsync();
    }
}
