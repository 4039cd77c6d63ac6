using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microblog.Conversations;
using Microblog.Data;
using Microblog.Notices;
using Microblog.Tests.Federation;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.ClientApi;

public sealed class ConversationsTests
{
    [Theory, EachDatabase]
    public async Task What_some_say_to_each_other_alone_is_one_conversation_for_each(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob, carol) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"), await server.SignUpAsync("carol"));
        var first = await alice.PostAsync("@bob between us", Visibility.Direct);
        var answer = await bob.PostAsync(new Draft("@alice fine", Visibility.Direct, first.Id));
        var other = await alice.PostAsync("@bob something else", Visibility.Direct);
        await alice.PostAsync("@bob in the open");
        await server.WaitUntilIdleAsync();

        var alices = await alice.GetAsync("/api/v1/conversations");
        Assert.Equal([(Id(other.Id), false), (Id(answer.Id), true)], Lines(alices));
        Assert.All(alices.EnumerateArray(), c => Assert.Equal("bob", Assert.Single(c.GetProperty("accounts").EnumerateArray()).Text("acct")));
        Assert.Equal([(Id(other.Id), true), (Id(answer.Id), false)], Lines(await bob.GetAsync("/api/v1/conversations")));
        Assert.Empty(Lines(await carol.GetAsync("/api/v1/conversations")));
        Assert.Equal([(Id(answer.Id), true)], Lines(await alice.GetAsync($"/api/v1/conversations?max_id={other.Id}&limit=1")));

        var read = await alice.SendAsync(HttpMethod.Post, $"/api/v1/conversations/{alices[1].Text("id")}/read");
        Assert.False(read.GetProperty("unread").GetBoolean());
        using (var notHers = await carol.TryAsync(HttpMethod.Delete, $"/api/v1/conversations/{alices[1].Text("id")}"))
            Assert.Equal(HttpStatusCode.NotFound, notHers.StatusCode);

        await alice.SendAsync(HttpMethod.Delete, $"/api/v1/conversations/{alices[1].Text("id")}");
        await alice.DeleteAsync(other);
        Assert.Empty(Lines(await alice.GetAsync("/api/v1/conversations")));
        Assert.Equal([(Id(answer.Id), false)], Lines(await bob.GetAsync("/api/v1/conversations")));
    }

    [Theory, EachDatabase]
    public async Task Whom_only_a_new_version_names_has_the_conversation_from_then_on(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob, carol) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"), await server.SignUpAsync("carol"));
        var notice = await alice.PostAsync("@bob between us", Visibility.Direct);
        await server.WaitUntilIdleAsync();

        await alice.EditAsync(notice, new Draft("@bob @carol between us", Visibility.Direct));
        await server.WaitUntilIdleAsync();

        Assert.Equal([(Id(notice.Id), true)], Lines(await bob.GetAsync("/api/v1/conversations")));
        Assert.Equal([(Id(notice.Id), true)], Lines(await carol.GetAsync("/api/v1/conversations")));
        Assert.Single(await carol.HomeAsync());
    }

    [Theory, EachDatabase]
    public async Task Whom_only_a_new_version_from_elsewhere_names_has_it_too(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var bob = await scene.Server.SignUpAsync("bob");
        var note = scene.Peer.Create("<p>Between us.</p>", "/notes/1", to: scene.Alice.Actor.Uri.AbsoluteUri);
        note["object"]!["cc"] = new JsonArray();
        await scene.DeliverAsync(note);

        var update = scene.Peer.Activity("Update", "/updates/1", note["object"]!.DeepClone());
        update["object"]!["updated"] = "2026-01-02T05:00:00Z";
        update["object"]!["to"] = new JsonArray(scene.Alice.Actor.Uri.AbsoluteUri, bob.Actor.Uri.AbsoluteUri);
        await scene.DeliverAsync(update);

        Assert.True(Assert.Single(Lines(await bob.GetAsync("/api/v1/conversations"))).Item2);
        Assert.Single(Lines(await scene.Alice.GetAsync("/api/v1/conversations")));
    }

    [Theory, EachDatabase]
    public async Task An_answer_that_is_filed_before_what_it_answers_belongs_to_the_same_conversation(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var first = await alice.PostAsync("@bob between us", Visibility.Direct);
        var answer = await bob.PostAsync(new Draft("@alice fine", Visibility.Direct, first.Id));
        await server.WaitUntilIdleAsync();

        await using (var scope = server.NewScope())
        {
            var (db, ids, ct) = (scope.Get<Db>(), scope.Get<Snowflake>(), TestContext.Current.CancellationToken);
            await db.DirectConversations.ExecuteDeleteAsync(ct);
            await db.FileDirectAsync(answer.Id, ids, ct);
            await db.FileDirectAsync(first.Id, ids, ct);
        }

        Assert.Equal([(Id(answer.Id), true)], Lines(await alice.GetAsync("/api/v1/conversations")));
        Assert.Equal([(Id(answer.Id), false)], Lines(await bob.GetAsync("/api/v1/conversations")));
    }

    [Theory, EachDatabase]
    public async Task Notices_that_are_filed_at_the_same_time_belong_to_the_same_conversation(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var notices = new List<long> { (await alice.PostAsync("@bob first", Visibility.Direct)).Id };
        for (var i = 0; i < 6; i++)
            notices.Add((await (i % 2 == 0 ? bob : alice).PostAsync(new Draft($"@{(i % 2 == 0 ? "alice" : "bob")} {i}", Visibility.Direct, notices[^1]))).Id);
        await server.WaitUntilIdleAsync();
        await server.AskAsync(db => db.DirectConversations.ExecuteDeleteAsync());

        // The last before what joins it to the first, and then some at once.
        await FileAsync(0);
        await FileAsync(3);
        await FileAsync(2);
        Assert.Equal(2, Lines(await alice.GetAsync("/api/v1/conversations")).Count());
        await FileAsync(1);
        Assert.Equal([(Id(notices[3]), true)], Lines(await alice.GetAsync("/api/v1/conversations")));
        await FileAsync(4, 5, 6);

        Assert.Equal([(Id(notices[6]), false)], Lines(await alice.GetAsync("/api/v1/conversations")));
        Assert.Equal([(Id(notices[6]), true)], Lines(await bob.GetAsync("/api/v1/conversations")));

        Task FileAsync(params int[] which) => Task.WhenAll(which.Select(async i =>
        {
            await using var scope = server.NewScope();
            var (db, ids, ct) = (scope.Get<Db>(), scope.Get<Snowflake>(), TestContext.Current.CancellationToken);
            await db.InOneTransactionAsync(() => db.FileDirectAsync(notices[i], ids, ct), ct);
        }));
    }

    [Theory, EachDatabase]
    public async Task Who_writes_from_elsewhere_takes_part(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var create = scene.Peer.Create("<p>Psst</p>", "/notes/psst");
        foreach (var part in new[] { create, create["object"]! })
            (part["to"], part["cc"]) = (new System.Text.Json.Nodes.JsonArray(scene.Alice.Actor.Uri.AbsoluteUri), new System.Text.Json.Nodes.JsonArray());
        create["object"]!["tag"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject
        {
            ["type"] = "Mention",
            ["href"] = scene.Alice.Actor.Uri.AbsoluteUri,
            ["name"] = "@alice",
        });

        await scene.DeliverAsync(create);

        var conversation = Assert.Single((await scene.Alice.GetAsync("/api/v1/conversations")).EnumerateArray());
        Assert.True(conversation.GetProperty("unread").GetBoolean());
        Assert.Equal(scene.Peer.Address, Assert.Single(conversation.GetProperty("accounts").EnumerateArray()).Text("acct"));
        Assert.Equal("<p>Psst</p>", conversation.GetProperty("last_status").Text("content"));
    }

    [Theory, EachDatabase]
    public async Task Of_a_muted_conversation_nothing_is_told_any_more(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var first = await alice.PostAsync("Where to begin?");
        var answer = await bob.PostAsync(new Draft("@alice here", Visibility.Public, first.Id));
        await server.WaitUntilIdleAsync();

        var muted = await alice.SendAsync(HttpMethod.Post, $"/api/v1/statuses/{answer.Id}/mute");
        Assert.True(muted.GetProperty("muted").GetBoolean());
        var further = await bob.PostAsync(new Draft("@alice or there", Visibility.Public, answer.Id));
        await bob.LikeAsync(first.Id);
        await bob.RepeatAsync(answer.Id);
        await bob.RepeatAsync(first.Id);
        var elsewhere = await bob.PostAsync("@alice by the way");
        await server.WaitUntilIdleAsync();

        var told = await alice.GetAsync("/api/v1/notifications");
        Assert.Equal([Id(elsewhere.Id), Id(answer.Id)], told.EnumerateArray().Select(n => n.GetProperty("status").Text("id")));
        Assert.True((await alice.GetAsync($"/api/v1/statuses/{further.Id}")).GetProperty("muted").GetBoolean());
        Assert.False((await alice.GetAsync($"/api/v1/statuses/{elsewhere.Id}")).GetProperty("muted").GetBoolean());
        Assert.False((await bob.GetAsync($"/api/v1/statuses/{further.Id}")).GetProperty("muted").GetBoolean());

        Assert.False((await alice.SendAsync(HttpMethod.Post, $"/api/v1/statuses/{first.Id}/unmute")).GetProperty("muted").GetBoolean());
        await bob.PostAsync(new Draft("@alice still?", Visibility.Public, answer.Id));
        await server.WaitUntilIdleAsync();
        Assert.Equal(3, (await alice.GetAsync("/api/v1/notifications")).GetArrayLength());
    }

    private static IEnumerable<(string Last, bool IsUnread)> Lines(System.Text.Json.JsonElement conversations) =>
        conversations.EnumerateArray().Select(c => (c.GetProperty("last_status").Text("id"), c.GetProperty("unread").GetBoolean()));

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
