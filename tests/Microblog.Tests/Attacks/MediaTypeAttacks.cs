using System.Net;
using System.Text.Json.Nodes;
using Microblog.Notices;
using Microblog.Tests.Federation;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Attacks;

/// <summary>What people upload somewhere is no word of that server: ActivityPub is believed only under its own media types.</summary>
/// <remarks>Source: FEP-96ff. Nothing can be uploaded here yet, so that our own media cannot be taken for documents either.</remarks>
public sealed class MediaTypeAttacks
{
    private static readonly string?[] WrongTypes =
    [
        "application/json", "text/plain", "text/html", "image/png", null, "application/ld+json", "application/octet-stream",
        "application/ld+json; profile=\"https://www.w3.org/ns/json-ld#compacted\"", "application/json; profile=\"https://www.w3.org/ns/activitystreams\"",
        "application/activity+jsonx", "text/plain, application/activity+json", "multipart/mixed; boundary=\"application/activity+json\"",
    ];

    /// <summary>Security catalogue §7-9</summary>
    [Theory, EachDatabase]
    public async Task A_file_is_no_actor(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var mallory = strangers.Meet("media.test");
        foreach (var type in WrongTypes)
        {
            strangers.Serve(mallory.Id, mallory.Document, type);
            Assert.Null(await scene.SearchAsync(mallory.Id.AbsoluteUri));
            await mallory.SendAsync(scene.Server, mallory.Create("/notes/1", "<p>forged</p>")).AnswersWithAsync(HttpStatusCode.Unauthorized, type ?? "none");
        }

        Assert.Equal([scene.Peer.ActorId], await scene.Server.MetAsync());
        await scene.NothingHappenedAsync();
        await scene.Server.StaysWellAsync();
    }

    /// <summary>Security catalogue §7-9</summary>
    [Theory, EachDatabase]
    public async Task A_file_is_no_notice_and_no_list_of_answers(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var mallory = strangers.Meet("media.test");
        foreach (var (type, number) in WrongTypes.Select((t, i) => (t, i)))
        {
            var note = mallory.Note($"/files/{number}", "<p>forged</p>");
            strangers.Serve(mallory.At($"/files/{number}"), note, type);
            await scene.ShowAsync(mallory.At($"/files/{number}"));
        }

        await scene.NothingHappenedAsync();
        var root = mallory.Note("/notes/1", "<p>root</p>");
        root["replies"] = mallory.At("/replies").AbsoluteUri;
        strangers.Serve(mallory.At("/notes/1"), root);
        var answer = mallory.Note("/notes/2", "<p>answer</p>");
        answer["inReplyTo"] = mallory.At("/notes/1").AbsoluteUri;
        strangers.Serve(mallory.At("/notes/2"), answer);
        strangers.Serve(mallory.At("/replies"), Listing(mallory.At("/replies"), mallory.At("/notes/2")), "application/json");
        await scene.ShowAsync(mallory.At("/notes/1"));
        var opened = await scene.Server.AskAsync(db => db.Notices.SingleAsync(n => n.RepeatOfId == null));
        await using (var scope = scene.Server.NewScope())
            await scope.Get<OpenConversation>().RunAsync(opened.Id, TestContext.Current.CancellationToken);

        await scene.Server.StaysWellAsync();
        Assert.Equal(["<p>root</p>"], await scene.Server.StoredAsync());
        Assert.Contains(strangers.Asked, a => a.EndsWith("/replies", StringComparison.Ordinal));
    }

    private static JsonObject Listing(Uri id, Uri item) => new()
    {
        ["@context"] = "https://www.w3.org/ns/activitystreams",
        ["id"] = id.AbsoluteUri,
        ["type"] = "Collection",
        ["items"] = new JsonArray(item.AbsoluteUri),
    };
}
