using System.Globalization;
using System.Net;
using Microblog.Tests.Federation;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.ClientApi;

/// <summary>What people keep for themselves about others.</summary>
public sealed class PersonalTests
{
    [Theory, EachDatabase]
    public async Task A_note_about_somebody_is_read_by_who_wrote_it_alone(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));

        await alice.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{bob.ActorId}/note", ("comment", "met at a hackathon"));
        var changed = await alice.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{bob.ActorId}/note", ("comment", "met twice"));

        Assert.Equal("met twice", changed.Text("note"));
        Assert.Equal("", (await bob.GetAsync($"/api/v1/accounts/relationships?id[]={alice.ActorId}"))[0].Text("note"));
        using (var endless = await alice.TryAsync(HttpMethod.Post, $"/api/v1/accounts/{bob.ActorId}/note", ("comment", new string('x', 2001))))
            Assert.Equal(HttpStatusCode.UnprocessableEntity, endless.StatusCode);
        Assert.Equal("", (await alice.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{bob.ActorId}/note")).Text("note"));
    }

    [Theory, EachDatabase]
    public async Task Who_is_followed_can_be_shown_on_a_profile(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        using (var stranger = await alice.TryAsync(HttpMethod.Post, $"/api/v1/accounts/{bob.ActorId}/endorse"))
            Assert.Equal(HttpStatusCode.UnprocessableEntity, stranger.StatusCode);
        await alice.FollowAsync(bob);

        Assert.True((await alice.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{bob.ActorId}/pin")).GetProperty("endorsed").GetBoolean());

        Assert.Equal([Id(bob)], (await bob.GetAsync($"/api/v1/accounts/{alice.ActorId}/endorsements")).Ids());
        Assert.Equal([Id(bob)], (await alice.GetAsync("/api/v1/endorsements")).Ids());
        Assert.False((await alice.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{bob.ActorId}/unendorse")).GetProperty("endorsed").GetBoolean());
        Assert.Empty((await alice.GetAsync("/api/v1/endorsements")).Ids());

        await alice.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{bob.ActorId}/endorse");
        await alice.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{bob.ActorId}/unfollow");
        Assert.Empty((await alice.GetAsync("/api/v1/endorsements")).Ids());
    }

    [Theory, EachDatabase]
    public async Task Followers_and_followed_are_listed_unless_they_are_hidden(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob, carol) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"), await server.SignUpAsync("carol"));
        await bob.FollowAsync(alice);
        await carol.FollowAsync(alice);

        Assert.Equal([Id(carol), Id(bob)], (await bob.GetAsync($"/api/v1/accounts/{alice.ActorId}/followers")).Ids());
        Assert.Equal([Id(alice)], (await alice.GetAsync($"/api/v1/accounts/{bob.ActorId}/following")).Ids());

        await server.AskAsync(db => db.Actors.Where(a => a.Id == alice.ActorId).ExecuteUpdateAsync(a => a.SetProperty(x => x.HidesFollows, true)));
        Assert.Empty((await bob.GetAsync($"/api/v1/accounts/{alice.ActorId}/followers")).Ids());
        Assert.Equal(2, (await alice.GetAsync($"/api/v1/accounts/{alice.ActorId}/followers")).Ids().Count);
    }

    [Theory, EachDatabase]
    public async Task A_follow_brings_only_what_the_follower_wants(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob, carol) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"), await server.SignUpAsync("carol"));
        var follow = $"/api/v1/accounts/{bob.ActorId}/follow";

        var relationship = await alice.SendAsync(HttpMethod.Post, follow, ("reblogs", "false"), ("languages[]", "en"), ("languages[]", "pt-BR"));
        Assert.False(relationship.GetProperty("showing_reblogs").GetBoolean());
        Assert.Equal(["en", "pt-br"], relationship.GetProperty("languages").EnumerateArray().Select(l => l.GetString()!));
        var other = await carol.PostAsync("not bob's");
        await bob.SendAsync(HttpMethod.Post, $"/api/v1/statuses/{other.Id}/reblog");
        var kept = new List<string>();
        foreach (var (language, isWanted) in new[] { ("en", true), ("de", false), ("pt-BR", true), (null, true) })
        {
            var id = (await bob.PostAsync(new Microblog.Notices.Draft($"in {language}", Language: language))).Id.ToString(CultureInfo.InvariantCulture);
            if (isWanted)
                kept.Insert(0, id);
        }

        await server.WaitUntilIdleAsync();
        Assert.Equal(kept, (await alice.GetAsync("/api/v1/timelines/home")).Ids());

        relationship = await alice.SendAsync(HttpMethod.Post, follow, ("reblogs", "true"), ("notify", "true"));
        Assert.Equal((true, true), (relationship.GetProperty("showing_reblogs").GetBoolean(), relationship.GetProperty("notifying").GetBoolean()));
        Assert.Equal(2, relationship.GetProperty("languages").GetArrayLength());
        using var odd = await alice.TryAsync(HttpMethod.Post, follow, ("languages[]", "%"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, odd.StatusCode);
        relationship = await alice.SendAsync(HttpMethod.Post, follow, ("languages[]", ""));
        Assert.Equal(0, relationship.GetProperty("languages").GetArrayLength());
    }

    [Theory, EachDatabase]
    public async Task What_was_said_before_a_follow_comes_as_far_as_the_follower_wants_it(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob, carol) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"), await server.SignUpAsync("carol"));
        await bob.RepeatAsync((await carol.PostAsync("carol's")).Id);
        await bob.PostAsync(new Microblog.Notices.Draft("auf Deutsch", Language: "de"));
        var wanted = await bob.PostAsync(new Microblog.Notices.Draft("em português", Language: "pt-BR"));

        await alice.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{bob.ActorId}/follow", ("reblogs", "false"), ("languages[]", "pt-BR"));

        Assert.Equal([wanted.Id.ToString(CultureInfo.InvariantCulture)], (await alice.GetAsync("/api/v1/timelines/home")).Ids());
    }

    [Theory, EachDatabase]
    public async Task Servers_that_somebody_blocked_are_listed_a_hundred_at_a_time(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        await server.AskAsync(db =>
        {
            db.PersonalDomainBlocks.AddRange(Enumerable.Range(1, 250).Select(n => new Microblog.Relations.Domains.PersonalDomainBlock { Id = n, OwnerId = alice.ActorId, Host = $"{n}.example" }));
            return db.SaveChangesAsync();
        });
        async Task<string[]> HostsAsync(string query) => [.. (await alice.GetAsync("/api/v1/domain_blocks" + query)).EnumerateArray().Select(h => h.GetString()!)];

        Assert.Equal(Enumerable.Range(0, 100).Select(n => $"{250 - n}.example"), await HostsAsync(""));
        Assert.Equal(200, (await HostsAsync("?limit=1000")).Length);
        Assert.Equal(["2.example", "1.example"], await HostsAsync("?max_id=3"));
        Assert.Equal(["3.example", "2.example"], await HostsAsync("?min_id=1&limit=2"));
    }

    [Theory, EachDatabase]
    public async Task From_and_to_a_server_that_somebody_blocked_nobody_follows(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.Alice.SendAsync(HttpMethod.Post, "/api/v1/domain_blocks", ("domain", scene.Peer.ActorId.Authority));
        await scene.Server.WaitUntilIdleAsync();
        var peer = await scene.Server.AskAsync(db => db.Actors.Where(a => a.Uri == scene.Peer.ActorId).Select(a => a.Id).SingleAsync());

        using var there = await scene.Alice.TryAsync(HttpMethod.Post, $"/api/v1/accounts/{peer}/follow");
        await scene.DeliverAsync(scene.Peer.Activity("Follow", "/follows/1", scene.Alice.Actor.Uri.AbsoluteUri));

        Assert.Equal(HttpStatusCode.Forbidden, there.StatusCode);
        Assert.False(await scene.Server.AskAsync(db => db.Follows.AnyAsync()));
        await Wait.UntilAsync(() => Task.FromResult(scene.Peer.Received.Any(a => (string?)a["type"] == "Reject")));
    }

    [Theory, EachDatabase]
    public async Task Of_a_server_that_somebody_blocked_they_see_nothing_and_follows_end(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.PeerFollowsAliceAsync();
        await scene.DeliverAsync(scene.Peer.Create("<p>from there</p>", "/notes/1"));
        Assert.Single((await scene.Alice.GetAsync("/api/v1/timelines/home")).Ids());
        var host = scene.Peer.ActorId.Authority;

        await scene.Alice.SendAsync(HttpMethod.Post, "/api/v1/domain_blocks", ("domain", host));
        await scene.Server.WaitUntilIdleAsync();

        Assert.Equal([host], (await scene.Alice.GetAsync("/api/v1/domain_blocks")).EnumerateArray().Select(d => d.GetString()!));
        Assert.Empty((await scene.Alice.GetAsync("/api/v1/timelines/home")).Ids());
        Assert.Empty((await scene.Alice.GetAsync("/api/v1/timelines/public")).Ids());
        Assert.False(await scene.Server.AskAsync(db => db.Follows.AnyAsync()));

        await scene.Alice.SendAsync(HttpMethod.Delete, $"/api/v1/domain_blocks?domain={host}");
        Assert.Single((await scene.Alice.GetAsync("/api/v1/timelines/public")).Ids());
        foreach (var wrong in new[] { "", "no name", scene.Server.Host })
        {
            using var answer = await scene.Alice.TryAsync(HttpMethod.Post, "/api/v1/domain_blocks", ("domain", wrong));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        }
    }

    [Theory, EachDatabase]
    public async Task A_profile_is_read_as_it_is_edited(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");

        var changed = await alice.SendAsync(
            HttpMethod.Patch, "/api/v1/profile", ("note", "I edit <maps>."), ("fields_attributes[0][name]", "Site"), ("fields_attributes[0][value]", "https://a.test/"), ("locked", "true"));

        Assert.Equal("I edit <maps>.", changed.Text("note"));
        Assert.True(changed.GetProperty("locked").GetBoolean());
        var read = await alice.GetAsync("/api/v1/profile");
        Assert.Equal(changed.GetRawText(), read.GetRawText());
        Assert.Equal(("Site", "https://a.test/"), (read.GetProperty("fields")[0].Text("name"), read.GetProperty("fields")[0].Text("value")));
    }

    private static string Id(Person person) => person.ActorId.ToString(CultureInfo.InvariantCulture);
}
