using System.Text.Json;
using System.Text.Json.Nodes;
using Microblog.Notices;
using Microblog.Tests.ClientApi;
using Microblog.Tests.Documents;
using Microblog.Tests.Pages;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>What somebody puts at the top of their profile, here and elsewhere. Security catalogue §7-5.</summary>
public sealed class PinTests
{
    [Theory, EachDatabase]
    public async Task A_pinned_notice_stands_first_is_served_and_is_told(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.PeerFollowsAliceAsync();
        var first = await scene.Alice.PostAsync("the first");
        await scene.Alice.PostAsync("the second");
        using var page = await Visitor.SignedInAsync(scene.Server, scene.Alice);
        await page.OpenAsync("/@alice");
        await page.SubmitAsync($"/pins/{first.Id}");

        Assert.Contains("the first", page.Page.QuerySelector("section[aria-labelledby=pinned]")!.TextContent, StringComparison.Ordinal);
        var featured = new Uri(scene.Server.BaseUrl, $"/users/{scene.Alice.ActorId}/featured");
        using (var actor = JsonDocument.Parse(await scene.Server.DocumentAsync($"/users/{scene.Alice.ActorId}")))
            Assert.Equal(featured.AbsoluteUri, actor.RootElement.Text("featured"));
        using (var collection = JsonDocument.Parse(await scene.Server.DocumentAsync(featured.AbsolutePath)))
            Assert.Equal(first.Uri.AbsoluteUri, Assert.Single(collection.RootElement.GetProperty("orderedItems").EnumerateArray()).Text("id"));
        Assert.Single((await scene.Alice.GetAsync($"/api/v1/accounts/{scene.Alice.ActorId}/statuses?pinned=true")).Ids());

        await scene.Alice.SendAsync(HttpMethod.Post, $"/api/v1/statuses/{first.Id}/unpin");
        await Wait.UntilAsync(() => Task.FromResult(scene.Peer.Received.Any(a => (string?)a["type"] == "Remove")));
        var add = scene.Peer.Received.Single(a => (string?)a["type"] == "Add");
        Assert.Equal(first.Uri.AbsoluteUri, (string?)add["object"]);
        Assert.Equal(featured.AbsoluteUri, (string?)add["target"]);
        Assert.Empty((await scene.Alice.GetAsync($"/api/v1/accounts/{scene.Alice.ActorId}/statuses?pinned=true")).Ids());
    }

    [Theory, EachDatabase]
    public async Task Only_a_few_notices_of_ones_own_that_all_may_read_can_be_pinned(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var secret = await alice.PostAsync("for followers", Visibility.Followers);
        var foreign = await bob.PostAsync("bob's");

        Assert.Equal(Refusal.CannotPin, await Relations.PersonalBlockTests.RefusalOf(() => PinAsync(alice, secret)));
        Assert.Equal(Refusal.NotFound, await Relations.PersonalBlockTests.RefusalOf(() => PinAsync(alice, foreign)));
        for (var i = 0; i < Pin.Most; i++)
            await PinAsync(alice, await alice.PostAsync($"number {i}"));
        var another = await alice.PostAsync("one too many");
        Assert.Equal(Refusal.TooManyPins, await Relations.PersonalBlockTests.RefusalOf(() => PinAsync(alice, another)));
    }

    [Theory, EachDatabase]
    public async Task The_pinned_notices_of_somebody_elsewhere_are_read_when_they_are_followed(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        await using var peer = await Peer.StartAsync();
        peer.Describe = actor => actor["featured"] = new Uri(peer.BaseUrl, "/featured").AbsoluteUri;
        var items = Enumerable.Range(1, 30).Select(i => (JsonNode)peer.PublishAt($"/notes/{i}", $"<p>pinned {i}</p>").AbsoluteUri).ToArray();
        peer.Documents["/featured"] = new JsonObject
        {
            ["@context"] = "https://www.w3.org/ns/activitystreams",
            ["id"] = new Uri(peer.BaseUrl, "/featured").AbsoluteUri,
            ["type"] = "OrderedCollection",
            ["orderedItems"] = new JsonArray(items),
        };
        var alice = await server.SignUpAsync("alice");

        await alice.FollowAsync(peer.Address);
        await server.WaitUntilAsync(async db => await db.Pins.CountAsync() == Pin.MostElsewhere);
        await server.WaitUntilIdleAsync();

        Assert.Equal(Pin.MostElsewhere + 1, peer.Asked.Count);
        Assert.Empty(await alice.HomeAsync());
        using var page = await Visitor.SignedInAsync(server, alice);
        await page.OpenAsync($"/@{peer.Address}");
        Assert.Contains("pinned 20", page.Page.QuerySelector("section[aria-labelledby=pinned]")!.TextContent, StringComparison.Ordinal);
        await server.WaitUntilIdleAsync();
        Assert.Equal(Pin.MostElsewhere + 1, peer.Asked.Count);
    }

    [Theory, EachDatabase]
    public async Task Add_and_remove_from_elsewhere_are_believed_of_the_senders_own_notices_alone(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database, null);
        await using var mallory = await Peer.StartAsync("127.0.0.2");
        var featured = new Uri(scene.Peer.BaseUrl, "/featured");
        await scene.Server.AskAsync(db => db.Actors.Where(a => a.Uri == scene.Peer.ActorId)
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.FeaturedUri, featured)));
        var own = scene.Peer.PublishAt("/notes/1", "<p>mine</p>");
        var foreign = mallory.PublishAt("/notes/1", "<p>hers</p>");
        var claimed = scene.Peer.PublishAt("/notes/2", "<p>claimed</p>");
        scene.Peer.Documents["/notes/2"]["attributedTo"] = mallory.ActorId.AbsoluteUri;
        var secret = scene.Peer.PublishAt("/notes/3", "<p>secret</p>");
        scene.Peer.Documents["/notes/3"]["to"] = new JsonArray(scene.Alice.Actor.Uri.AbsoluteUri);

        foreach (var (note, number) in new[] { own, foreign, claimed, secret }.Select((n, i) => (n, i)))
            (await scene.Peer.SendAsync(scene.Server, scene.Peer.Activity("Add", $"/adds/{number}", note, featured))).Dispose();
        await scene.Server.WaitUntilIdleAsync();

        Assert.Equal([own], await scene.Server.AskAsync(db => db.Pins.Select(p => p.Notice!.Uri).ToListAsync()));
        Assert.Equal(1, await scene.Server.AskAsync(db => db.Notices.CountAsync()));
        Assert.Empty(mallory.Asked);
        (await scene.Peer.SendAsync(scene.Server, scene.Peer.Activity("Remove", "/removes/1", own, featured))).Dispose();
        await scene.Server.WaitUntilAsync(async db => !await db.Pins.AnyAsync());
    }

    private static Task PinAsync(Person person, Notice notice) =>
        person.DoAsync<PinNotice>(pin => pin.RunAsync(person.ActorId, notice.Id, TestContext.Current.CancellationToken));
}
