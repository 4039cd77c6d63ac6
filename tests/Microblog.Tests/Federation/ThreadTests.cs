using System.Text.Json.Nodes;
using Microblog.Federation.Remote;
using Microblog.Federation.Threads;
using Microblog.Notices;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>What we missed of a conversation is fetched, and no more than that. Security catalogue §7-4, §7-34.</summary>
public sealed class ThreadTests
{
    [Theory, EachDatabase]
    public async Task What_an_arriving_notice_answers_is_fetched_up_to_where_it_began(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        scene.Peer.Publish("<p>Root.</p>", "/notes/1");
        Answering(scene.Peer.Publish("<p>Answer.</p>", "/notes/2"), scene.Peer, "/notes/1");
        var arriving = scene.Peer.Create("<p>Answer to it.</p>", "/notes/3");
        Answering(arriving["object"]!, scene.Peer, "/notes/2");

        await scene.Peer.SendAsync(scene.Server, arriving);
        await scene.Server.WaitUntilIdleAsync();

        Assert.Equal(
            ["<p>Answer to it.</p> → <p>Answer.</p>", "<p>Answer.</p> → <p>Root.</p>"],
            await scene.Server.AskAsync(async db => (await db.Notices
                .Where(n => n.InReplyToId != null)
                .OrderByDescending(n => n.Uri)
                .Select(n => new { n.Html, Parent = n.InReplyTo!.Html })
                .ToListAsync()).Select(n => $"{n.Html.Value} → {n.Parent.Value}")));
        Assert.Single(await scene.Alice.HomeAsync());
    }

    [Fact]
    public async Task A_chain_of_parents_without_end_is_followed_for_a_while()
    {
        await using var scene = await Scene.SetAsync(TestDatabase.Sqlite);
        for (var i = 1; i <= 100; i++)
            Answering(scene.Peer.Publish($"<p>{i}</p>", $"/notes/{i}"), scene.Peer, $"/notes/{i + 1}");
        var arriving = scene.Peer.Create("<p>0</p>", "/notes/0");
        Answering(arriving["object"]!, scene.Peer, "/notes/1");

        await scene.Peer.SendAsync(scene.Server, arriving);
        await scene.Server.WaitUntilIdleAsync();

        Assert.Equal(1 + Ancestors.Deepest, await scene.Server.AskAsync(db => db.Notices.CountAsync()));
        Assert.InRange(scene.Peer.Asked.Count, 1, PeerDocuments.MostFetches);
    }

    [Theory, EachDatabase]
    public async Task Who_opens_a_notice_has_its_answers_fetched(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var root = await HearAsync(scene, "/notes/1", ["/notes/2", "/notes/3", "/notes/lost"]);
        Answering(scene.Peer.Publish("<p>First answer.</p>", "/notes/2"), scene.Peer, "/notes/1");
        scene.Peer.Publish("<p>Something else.</p>", "/notes/3");

        await OpenAsync(scene, root);
        await OpenAsync(scene, root);

        Assert.Equal(
            ["<p>First answer.</p>"],
            await scene.Server.AskAsync(async db => (await db.Notices.Where(n => n.InReplyToId == root.Id).ToListAsync()).Select(n => n.Html.Value)));
        Assert.False(await scene.Server.AskAsync(db => db.Notices.AnyAsync(n => n.Uri == new Uri(scene.Peer.BaseUrl, "/notes/3"))));
        Assert.Single(scene.Peer.Asked, "/notes/1/replies");
    }

    [Theory, EachDatabase]
    public async Task Answers_that_we_have_are_looked_below_as_well(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var root = await HearAsync(scene, "/notes/1", []);
        var known = scene.Peer.Create("<p>Known answer.</p>", "/notes/2");
        Answering(known["object"]!, scene.Peer, "/notes/1");
        known["object"]!["replies"] = new Uri(scene.Peer.BaseUrl, "/notes/2/replies").AbsoluteUri;
        await scene.DeliverAsync(known);
        Listing(scene, "/notes/2", ["/notes/3"]);
        Answering(scene.Peer.Publish("<p>Missed.</p>", "/notes/3"), scene.Peer, "/notes/2");

        await OpenAsync(scene, root);

        Assert.True(await scene.Server.AskAsync(db => db.Notices.AnyAsync(
            n => n.Uri == new Uri(scene.Peer.BaseUrl, "/notes/3") && n.InReplyTo!.InReplyToId == root.Id)));
    }

    [Fact]
    public async Task Of_many_answers_that_we_have_some_are_looked_below()
    {
        await using var scene = await Scene.SetAsync(TestDatabase.Sqlite);
        var root = await HearAsync(scene, "/notes/1", []);
        for (var i = 0; i < 100; i++)
        {
            var known = scene.Peer.Create("<p>Known answer.</p>", $"/notes/of/{i}");
            Answering(known["object"]!, scene.Peer, "/notes/1");
            known["object"]!["replies"] = new Uri(scene.Peer.BaseUrl, $"/notes/of/{i}/replies").AbsoluteUri;
            (await scene.Peer.SendAsync(scene.Server, known)).Dispose();
        }

        await scene.Server.WaitUntilIdleAsync();
        scene.Peer.Asked.Clear();
        await OpenAsync(scene, root);

        Assert.InRange(scene.Peer.Asked.Count, 20, PeerDocuments.MostFetches);
    }

    [Fact]
    public async Task A_collection_without_end_is_read_for_a_while()
    {
        await using var scene = await Scene.SetAsync(TestDatabase.Sqlite);
        var root = await HearAsync(scene, "/notes/1", []);
        for (var page = 0; page < 100; page++)
        {
            Answering(scene.Peer.Publish($"<p>{page}</p>", $"/notes/of/{page}"), scene.Peer, "/notes/1");
            scene.Peer.Documents[page == 0 ? "/notes/1/replies" : $"/pages/{page}"] = new JsonObject
            {
                ["@context"] = "https://www.w3.org/ns/activitystreams",
                ["id"] = new Uri(scene.Peer.BaseUrl, page == 0 ? "/notes/1/replies" : $"/pages/{page}").AbsoluteUri,
                ["type"] = "CollectionPage",
                ["items"] = new JsonArray(new Uri(scene.Peer.BaseUrl, $"/notes/of/{page}").AbsoluteUri),
                ["next"] = new Uri(scene.Peer.BaseUrl, $"/pages/{page + 1}").AbsoluteUri,
            };
        }

        scene.Peer.Asked.Clear();
        await OpenAsync(scene, root);

        Assert.InRange(scene.Peer.Asked.Count, 2, PeerDocuments.MostFetches);
        Assert.Equal(
            ["/notes/1/replies", "/pages/1", "/pages/2", "/pages/3", "/pages/4"],
            scene.Peer.Asked.Where(path => path.EndsWith("/replies", StringComparison.Ordinal) || path.StartsWith("/pages/", StringComparison.Ordinal)));
    }

    [Theory, EachDatabase]
    public async Task What_its_server_deleted_goes_when_it_is_opened(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var root = await HearAsync(scene, "/notes/1", []);
        scene.Peer.Documents.Clear();

        await OpenAsync(scene, root);

        Assert.False(await scene.Server.AskAsync(db => db.Notices.AnyAsync()));
        await scene.Peer.SendAsync(scene.Server, scene.Peer.Create("<p>Root.</p>", "/notes/1"));
        await scene.Server.WaitUntilIdleAsync();
        Assert.False(await scene.Server.AskAsync(db => db.Notices.AnyAsync()));
    }

    [Theory, EachDatabase]
    public async Task What_its_server_left_a_tombstone_of_goes_when_it_is_opened(TestDatabase database)
    {
        var clock = new FakeClock();
        clock.Advance(TimeProvider.System.GetUtcNow() - clock.GetUtcNow());
        await using var scene = await Scene.SetAsync(database, options => options.Clock = clock, clock: clock);
        var root = await HearAsync(scene, "/notes/1", []);
        clock.Advance(TimeSpan.FromHours(1));
        JsonObject Tombstone(string id) => new()
        {
            ["@context"] = "https://www.w3.org/ns/activitystreams",
            ["id"] = new Uri(scene.Peer.BaseUrl, id).AbsoluteUri,
            ["type"] = "Tombstone",
        };

        scene.Peer.Documents["/notes/1"] = Tombstone("/notes/another");
        await OpenAsync(scene, root);
        Assert.True(await scene.Server.AskAsync(db => db.Notices.AnyAsync()));

        clock.Advance(TimeSpan.FromHours(1));
        scene.Peer.Documents["/notes/1"] = Tombstone("/notes/1");
        await OpenAsync(scene, root);
        Assert.False(await scene.Server.AskAsync(db => db.Notices.AnyAsync()));
    }

    [Theory, EachDatabase]
    public async Task Opening_takes_an_edit_and_never_rolls_back(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var root = await HearAsync(scene, "/notes/1", []);
        var edited = scene.Peer.Publish("<p>Edited.</p>", "/notes/1");
        edited["updated"] = "2026-03-01T00:00:00Z";
        await OpenAsync(scene, root);
        Assert.Equal("<p>Edited.</p>", await HtmlAsync(scene, root));

        scene.Peer.Publish("<p>Older.</p>", "/notes/1")["updated"] = "2026-02-01T00:00:00Z";
        await scene.Server.AskAsync(db => db.Notices.ExecuteUpdateAsync(n => n.SetProperty(x => x.RefreshedAt, (DateTimeOffset?)null)));
        await OpenAsync(scene, root);
        Assert.Equal("<p>Edited.</p>", await HtmlAsync(scene, root));
    }

    private static void Answering(JsonNode note, Peer peer, string id) => note["inReplyTo"] = new Uri(peer.BaseUrl, id).AbsoluteUri;

    private static async Task<Notice> HearAsync(Scene scene, string id, string[] replies)
    {
        var note = scene.Peer.Publish("<p>Root.</p>", id);
        note["replies"] = new Uri(scene.Peer.BaseUrl, id + "/replies").AbsoluteUri;
        Listing(scene, id, replies);
        var create = scene.Peer.Create("<p>Root.</p>", id);
        create["object"] = note.DeepClone();
        await scene.Peer.SendAsync(scene.Server, create);
        await scene.Server.WaitUntilIdleAsync();
        return await scene.Server.AskAsync(db => db.Notices.AsNoTracking().SingleAsync());
    }

    private static void Listing(Scene scene, string id, string[] replies) => scene.Peer.Documents[id + "/replies"] = new JsonObject
    {
        ["@context"] = "https://www.w3.org/ns/activitystreams",
        ["id"] = new Uri(scene.Peer.BaseUrl, id + "/replies").AbsoluteUri,
        ["type"] = "Collection",
        ["first"] = new JsonObject
        {
            ["type"] = "CollectionPage",
            ["items"] = new JsonArray([.. replies.Select(r => (JsonNode)new Uri(scene.Peer.BaseUrl, r).AbsoluteUri)]),
        },
    };

    private static async Task OpenAsync(Scene scene, Notice notice)
    {
        await using (var scope = scene.Server.NewScope())
            await scope.Get<OpenConversation>().RunAsync(notice.Id, TestContext.Current.CancellationToken);
        await scene.Server.WaitUntilIdleAsync();
    }

    private static Task<string> HtmlAsync(Scene scene, Notice notice) => scene.Server.AskAsync(async db =>
        (await db.Notices.Where(n => n.Id == notice.Id).Select(n => n.Html).SingleAsync()).Value);
}
