using System.Net;
using System.Text.Json.Nodes;
using Microblog.Tests.Attacks;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>What a group passes on of what became of its notices: FEP-1b12.</summary>
public sealed class GroupTests
{
    [Theory, EachDatabase]
    public async Task An_edit_that_a_group_passes_on_is_taken_from_the_notices_own_server(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database, kind: "Group");
        await using var author = await Peer.StartAsync("127.0.0.2");
        var said = await SaidAsync(scene, author);

        said["content"] = "<p>Edited.</p>";
        said["updated"] = "2026-03-01T00:00:00Z";
        author.Documents["/notes/1"] = said;
        var claimed = said.DeepClone();
        claimed["content"] = "<p>The group says.</p>";
        await PassOnAsync(scene, author, "Update", claimed);

        Assert.Equal(["<p>Edited.</p>"], await scene.Server.StoredAsync());
        Assert.Equal(["<p>Edited.</p>"], await scene.Alice.HomeAsync());
    }

    [Theory, EachDatabase]
    public async Task A_notice_that_its_server_no_longer_has_is_deleted_when_a_group_says_so(TestDatabase database)
    {
        foreach (var status in new HttpStatusCode?[] { HttpStatusCode.Gone, HttpStatusCode.NotFound, null })
        {
            await using var scene = await Scene.SetAsync(database, kind: "Group");
            await using var author = await Peer.StartAsync("127.0.0.2");
            var said = await SaidAsync(scene, author);

            author.Documents["/notes/1"] = new JsonObject
            {
                ["@context"] = "https://www.w3.org/ns/activitystreams",
                ["id"] = (string)said["id"]!,
                ["type"] = "Tombstone",
            };
            author.Answer = _ => status;
            await PassOnAsync(scene, author, "Delete", (string)said["id"]!);

            Assert.Empty(await scene.Server.StoredAsync());
            Assert.Empty(await scene.Alice.HomeAsync());
            author.Answer = null;
            author.Documents["/notes/1"] = said;
            await PassOnAsync(scene, author, "Create", said.DeepClone(), "/announces/again");
            Assert.Empty(await scene.Server.StoredAsync());
        }
    }

    [Theory, EachDatabase]
    public async Task What_its_server_still_has_goes_from_the_group_alone(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database, kind: "Group");
        await using var author = await Peer.StartAsync("127.0.0.2");
        var said = await SaidAsync(scene, author);

        await PassOnAsync(scene, author, "Delete", (string)said["id"]!);

        Assert.Equal(["<p>Said in a group.</p>"], await scene.Server.StoredAsync());
        Assert.Empty(await scene.Alice.HomeAsync());
        Assert.False(await scene.Server.AskAsync(db => db.Tombstones.AnyAsync()));
    }

    [Theory, EachDatabase]
    public async Task Who_is_no_group_or_is_followed_by_nobody_tells_nothing_of_others(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database, kind: "Group");
        await using var author = await Peer.StartAsync("127.0.0.2");
        await using var stranger = await Peer.StartAsync("127.0.0.3");
        stranger.Kind = "Group";
        var said = await SaidAsync(scene, author);
        author.Answer = path => path == "/notes/1" ? HttpStatusCode.Gone : null;
        author.Asked.Clear();

        await scene.DeliverAsync(stranger.Announce("/announces/2", author.Activity("Delete", "/deletes/1", (string)said["id"]!)), stranger);
        scene.Peer.Kind = "Person";
        await scene.DeliverAsync(scene.Peer.Activity("Update", "/updates/1", scene.Peer.ActorId.AbsoluteUri));
        await PassOnAsync(scene, author, "Delete", (string)said["id"]!);

        Assert.Equal(["<p>Said in a group.</p>"], await scene.Server.StoredAsync());
        Assert.DoesNotContain("/notes/1", author.Asked);
    }

    private static async Task<JsonObject> SaidAsync(Scene scene, Peer author)
    {
        var note = author.Publish("<p>Said in a group.</p>", "/notes/1");
        await PassOnAsync(scene, author, "Create", note.DeepClone(), "/announces/first");
        Assert.Equal(["<p>Said in a group.</p>"], await scene.Alice.HomeAsync());
        return note;
    }

    private static Task PassOnAsync(Scene scene, Peer author, string type, JsonNode about, string id = "/announces/next") =>
        scene.DeliverAsync(scene.Peer.Announce(id, author.Activity(type, $"{id}/what", about)));
}
