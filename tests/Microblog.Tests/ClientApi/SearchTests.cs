using System.Globalization;
using System.Text.Json.Nodes;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Notices;
using Microblog.Search;
using Microblog.Tests.Federation;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.ClientApi;

/// <summary>The same notices are found on both databases.</summary>
public sealed class SearchTests
{
    private static readonly string[] Said =
    [
        "The Neutral Point of View is a policy", // 0
        "A point of order: view the neutral draft", // 1
        "Über Ärzte und Straßen schreiben", // 2
        "東京都の地図を描く", // 3
        "Editing https://en.wikipedia.org/wiki/Heaths_of_Norway today", // 4
        "Editors edit, readers read", // 5
        "नमस्ते दुनिया", // 6
        "今年11月に東京tower大阪へ", // 7
        "ที่นี่มีแผนที่", // 8
    ];

    private static readonly (string Query, int[] Found)[] Asked =
    [
        ("neutral", [0, 1]), ("NEUTRAL view", [0, 1]), ("\"neutral point\"", [0]), ("neutral -policy", [1]), ("neutral -\"point of view\"", [1]),
        ("strassen arzte", [2]), ("STRAẞEN", [2]),
        ("東京", [3, 7]), ("東京都", [3]), ("地図", [3]), ("京", [3, 7]), ("く", [3]), ("京東", []),
        ("年11月", [7]), ("11月に", [7]), ("東京tower大", [7]), ("京tower大阪", [7]), ("東京tower都", []),
        ("แผนที่", [8]), ("ที่นี่", [8]), ("มี", [8]), ("มาแผน", []),
        ("heaths_of_norway", [4]), ("wikipedia.org has:link", [4]), ("edit", [5]), ("edit*", [4, 5]),
        ("नमस्ते", [6]), ("नमसत", []), ("nothing of the kind", []),
        ("from:alice point", [0, 1]), ("from:bob point", []), ("from:nobody point", []), ("point -from:alice", []),
        ("point after:1999-12-31", [0, 1]), ("point before:2000", []), ("point during:2001-02", []),
    ];

    [Theory, EachDatabase]
    public async Task Words_are_found_however_they_are_spelt_and_wherever_they_stand(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var notices = new List<Notice>();
        foreach (var text in Said)
            notices.Add(await alice.PostAsync(text));

        foreach (var (query, found) in Asked.Append(($"from:@alice@{server.Host} point", [0, 1])))
            Assert.Equal((query, string.Join(' ', found)), (query, string.Join(' ', (await bob.FindAsync(query)).Select(id => notices.FindIndex(n => Id(n.Id) == id)).Order())));
    }

    [Theory, EachDatabase]
    public async Task What_a_notice_is_and_holds_is_looked_for_by_operators(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var poll = await alice.SendAsync(
            HttpMethod.Post, "/api/v1/statuses", ("status", "Which map?"), ("language", "en-GB"), ("poll[options][]", "Old sheets"), ("poll[options][]", "New ones"), ("poll[expires_in]", "3600"));
        var reply = await bob.SendAsync(
            HttpMethod.Post, "/api/v1/statuses", ("status", "Die alten"), ("language", "de"), ("spoiler_text", "Maps ahead"), ("sensitive", "true"), ("in_reply_to_id", poll.Text("id")));

        Assert.Equal([poll.Text("id")], await bob.FindAsync("sheets"));
        Assert.Equal([poll.Text("id")], await bob.FindAsync("from:alice has:poll"));
        Assert.Equal([poll.Text("id")], await bob.FindAsync("language:en"));
        Assert.Equal([reply.Text("id")], await bob.FindAsync("language:de"));
        Assert.Equal([reply.Text("id")], await bob.FindAsync("ahead"));
        Assert.Equal([reply.Text("id")], await bob.FindAsync("is:reply"));
        Assert.Equal([reply.Text("id")], await bob.FindAsync("is:sensitive"));
        Assert.Equal([reply.Text("id")], await bob.FindAsync("from:me"));
        Assert.Equal([poll.Text("id")], await bob.FindAsync("from:alice -is:reply"));
        Assert.Empty(await bob.FindAsync("-has:poll"));
        Assert.Empty(await bob.FindAsync("has:media from:alice"));
    }

    /// <summary>Security catalogue §7, line 44.</summary>
    [Theory, EachDatabase]
    public async Task What_is_not_public_is_found_by_those_alone_whose_it_is(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob, carol) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"), await server.SignUpAsync("carol"));
        await bob.FollowAsync(alice);
        await server.WaitUntilIdleAsync();
        var open = await alice.PostAsync("heather in the open");
        var quiet = await alice.PostAsync("heather in passing", Visibility.Unlisted);
        var narrow = await alice.PostAsync("heather for followers", Visibility.Followers);
        var direct = await alice.PostAsync("@carol heather for one", Visibility.Direct);
        string[] Of(params Notice[] notices) => [.. notices.Select(n => Id(n.Id)).Reverse()];

        Assert.Equal(Of(open, quiet, narrow, direct), await alice.FindAsync("heather"));
        Assert.Equal(Of(open), await bob.FindAsync("heather"));
        Assert.Equal(Of(open, direct), await carol.FindAsync("heather"));
        Assert.Equal(Of(open), await alice.FindAsync("heather in:public"));

        await bob.SendAsync(HttpMethod.Post, $"/api/v1/statuses/{Id(narrow.Id)}/bookmark");
        await bob.SendAsync(HttpMethod.Post, $"/api/v1/statuses/{Id(quiet.Id)}/favourite");
        Assert.Equal(Of(open, quiet, narrow), await bob.FindAsync("heather"));
        Assert.Equal(Of(quiet, narrow), await bob.FindAsync("heather in:library"));

        await alice.ChangeProfileAsync(new ProfileChanges { IsIndexable = false });
        Assert.Equal(Of(quiet, narrow), await bob.FindAsync("heather"));
        Assert.Equal(Of(open, quiet, narrow, direct), await alice.FindAsync("heather"));
        await alice.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{bob.ActorId.ToString(CultureInfo.InvariantCulture)}/block");
        Assert.Empty(await bob.FindAsync("heather"));
    }

    [Theory, EachDatabase]
    public async Task An_edit_is_found_by_its_new_words_and_what_is_deleted_by_none(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var (alice, peer) = (scene.Alice, scene.Peer);
        var posted = await alice.SendAsync(HttpMethod.Post, "/api/v1/statuses", ("status", "First heather"));
        await alice.SendAsync(HttpMethod.Put, $"/api/v1/statuses/{posted.Text("id")}", ("status", "Then gorse"));
        await scene.PeerFollowsAliceAsync();
        await alice.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{await alice.KnowsAsync(peer.ActorId)}/follow");
        await scene.Server.WaitUntilIdleAsync();
        var create = peer.Create("<p>Remote heather</p>", "/notes/words");
        await scene.DeliverAsync(create);

        Assert.Empty(await alice.FindAsync("first"));
        Assert.Equal([posted.Text("id")], await alice.FindAsync("gorse"));
        var remote = Assert.Single(await alice.FindAsync("heather"));
        Assert.Equal([remote], await alice.FindAsync($"from:@{(await scene.Server.AskAsync(db => db.Actors.Where(a => a.Uri == peer.ActorId).Select(a => a.Handle + "@" + a.Host).SingleAsync()))} remote"));

        await alice.SendAsync(HttpMethod.Delete, $"/api/v1/statuses/{posted.Text("id")}");
        Assert.Empty(await alice.FindAsync("gorse"));
        Assert.Equal(1, await scene.Server.AskAsync(db => db.NoticeWords.CountAsync()));
    }

    [Theory, EachDatabase]
    public async Task Pages_of_what_is_found_join_without_gaps(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
            ids.Insert(0, Id((await alice.PostAsync($"gorse {i}")).Id));

        Assert.Equal(ids[..2], await alice.FindAsync("gorse", "limit=2"));
        Assert.Equal(ids[2..4], await alice.FindAsync("gorse", "limit=2&offset=2"));
        Assert.Equal(ids[2..4], await alice.FindAsync("gorse", $"limit=2&max_id={ids[1]}"));
        Assert.Equal(ids[1..3], await alice.FindAsync("gorse", $"limit=2&min_id={ids[3]}"));
        Assert.Equal(ids, await alice.FindAsync("gorse", $"account_id={alice.ActorId.ToString(CultureInfo.InvariantCulture)}"));
        Assert.Empty(await alice.FindAsync("gorse", "account_id=7"));
    }

    /// <summary>Security catalogue §7, line 38.</summary>
    [Theory, EachDatabase]
    public async Task No_query_breaks_the_search(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        await alice.PostAsync("Nothing special");
        string[] queries =
        [
            "\"", "'", "a' OR '1", "NEAR(a b)", "a AND OR NOT", "words:a", "*", "^a", "a:* & !b", "@a1", "-", "--", "from:", "from:@", "before:x", "after:9999-12-31",
            "after:9999", "before:0001-01-01", "((((", "\\", "a\uD800b", "% _", new string('a', 300), string.Join(' ', Enumerable.Repeat("x*", 100)), "﷽", "ＡＢＣ",
        ];

        foreach (var query in queries)
            Assert.Empty(await alice.FindAsync(query));
    }

    [Theory, EachDatabase]
    public async Task However_much_a_stranger_writes_it_is_stored_and_found_by_its_beginning(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var random = new Random(1);
        string Han(int length) => string.Create(length, random, (text, r) =>
        {
            for (var i = 0; i < text.Length; i++)
                text[i] = (char)r.Next(0x4E00, 0x9FA0);
        });
        var create = scene.Peer.Create($"<p>heather {Han(20_000)}</p>", "/notes/long");
        create["object"]!["attachment"] = new JsonArray(
        [
            .. Enumerable.Range(0, 7).Select(i => new JsonObject
            {
                ["type"] = "Document", ["mediaType"] = "image/png", ["url"] = new Uri(scene.Peer.BaseUrl, $"/{Id(i)}.png").AbsoluteUri, ["name"] = Han(10_000),
            }),
        ]);

        await scene.DeliverAsync(create);

        Assert.Single(await scene.Alice.FindAsync("heather has:image"));
    }

    [Theory, EachDatabase]
    public async Task What_was_there_before_the_index_goes_into_it(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var notice = await alice.PostAsync("Old heather");
        await server.AskAsync(async db =>
        {
            await db.NoticeWords.ExecuteDeleteAsync();
            db.UnindexedNotices.Add(new UnindexedNotice { NoticeId = notice.Id });
            return await db.SaveChangesAsync();
        });
        Assert.Empty(await alice.FindAsync("heather"));

        await using (var scope = server.NewScope())
            await new BackfillWords(scope.Get<Db>()).RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal([Id(notice.Id)], await alice.FindAsync("heather"));
        Assert.Equal(0, await server.AskAsync(db => db.UnindexedNotices.CountAsync()));
    }

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}

file static class Finding
{
    public static async Task<IReadOnlyList<string>> FindAsync(this Person person, string query, string more = "") =>
        (await person.GetAsync($"/api/v2/search?type=statuses&q={Uri.EscapeDataString(query)}&{more}")).GetProperty("statuses").Ids();
}
