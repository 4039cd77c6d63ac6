using System.Globalization;
using System.Net;
using System.Text.Json;
using Microblog.Actors;
using Microblog.Notices;
using Microblog.Tests.Federation;
using Microblog.Tests.Pages;
using Microblog.Tests.Support;

namespace Microblog.Tests.ClientApi;

public sealed class FindingTests
{
    [Theory, EachDatabase]
    public async Task Accounts_are_found_by_the_beginning_of_a_name_and_by_what_they_call_themselves(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, alicia, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("alicia"), await server.SignUpAsync("bob"));
        await alicia.ChangeProfileAsync(new ProfileChanges("Ärztin"));
        await bob.ChangeProfileAsync(new ProfileChanges("The real ALICE", null, null, null, null, null));
        await alice.FollowAsync(bob);

        Assert.Equal(["alice", "alicia", "bob"], Names((await alice.GetAsync("/api/v2/search?q=alic")).GetProperty("accounts")));
        Assert.Equal(["alice", "bob"], Names(await alice.GetAsync("/api/v1/accounts/search?q=alice")));
        Assert.Equal(["bob"], Names(await alice.GetAsync("/api/v1/accounts/search?q=alic&following=true")));
        Assert.Equal(["alicia"], Names(await alice.GetAsync("/api/v1/accounts/search?q=alic&limit=1&offset=1")));
        foreach (var query in new[] { "Ärzt", "ärztin", "ÄRZTIN" })
            Assert.Equal(["alicia"], Names(await alice.GetAsync($"/api/v1/accounts/search?q={Uri.EscapeDataString(query)}")));
        Assert.Empty(Names(await alice.GetAsync("/api/v1/accounts/search?q=%25")));
        Assert.Equal(["bob", "alicia"], Names(await alice.GetAsync($"/api/v1/accounts?id[]={bob.ActorId}&id[]=7&id[]={alicia.ActorId}")));
    }

    [Theory, EachDatabase]
    public async Task Statuses_are_found_by_their_addresses_by_those_who_may_read_them(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var (alice, bob) = (scene.Alice, await scene.Server.SignUpAsync("bob"));
        var open = await alice.PostAsync("In the open");
        var hidden = await alice.PostAsync("For followers", Visibility.Followers);
        var elsewhere = scene.Peer.PublishAt("/notes/found", "<p>Elsewhere</p>");

        foreach (var address in new[] { open.Uri, open.Url! })
            Assert.Equal([Id(open.Id)], (await bob.GetAsync($"/api/v2/search?q={Uri.EscapeDataString(address.AbsoluteUri)}")).GetProperty("statuses").Ids());
        Assert.Empty((await bob.GetAsync($"/api/v2/search?q={Uri.EscapeDataString(hidden.Uri.AbsoluteUri)}")).GetProperty("statuses").Ids());
        Assert.Equal([Id(hidden.Id)], (await alice.GetAsync($"/api/v2/search?q={Uri.EscapeDataString(hidden.Uri.AbsoluteUri)}")).GetProperty("statuses").Ids());

        var asked = $"/api/v2/search?q={Uri.EscapeDataString(elsewhere.AbsoluteUri)}";
        Assert.Empty((await bob.GetAsync(asked)).GetProperty("statuses").Ids());
        var found = Assert.Single((await bob.GetAsync(asked + "&resolve=true")).GetProperty("statuses").EnumerateArray());
        Assert.Equal("<p>Elsewhere</p>", found.Text("content"));
    }

    [Theory, EachDatabase]
    public async Task Tags_are_found_by_their_beginning(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        await alice.PostAsync("#Maps of #mapmaking");
        await alice.PostAsync("#mapped", Visibility.Followers);
        await alice.PostAsync("More #mapmaking");

        var tags = (await alice.GetAsync("/api/v2/search?q=%23MAP&type=hashtags")).GetProperty("hashtags");

        Assert.Equal(["mapmaking", "maps"], tags.EnumerateArray().Select(t => t.Text("name")));
        Assert.Equal(7, tags[0].GetProperty("history").GetArrayLength());
    }

    [Theory, EachDatabase]
    public async Task Who_may_be_put_forward_is_suggested_by_those_whom_one_follows(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob, carol) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"), await server.SignUpAsync("carol"));
        var (dave, eve, shy) = (await server.SignUpAsync("dave"), await server.SignUpAsync("eve"), await server.SignUpAsync("shy"));
        await shy.ChangeProfileAsync(new ProfileChanges { IsDiscoverable = false });
        await alice.FollowAsync(bob);
        foreach (var followed in new[] { carol, shy })
            await bob.FollowAsync(followed);
        await eve.FollowAsync(dave);

        var suggested = await alice.GetAsync("/api/v2/suggestions");
        Assert.Equal(
            [("carol", "friends_of_friends"), ("dave", "most_followed")],
            suggested.EnumerateArray().Select(s => (s.GetProperty("account").Text("acct"), s.GetProperty("sources")[0].GetString())));
        Assert.Equal(["carol", "dave"], Names(await alice.GetAsync("/api/v1/suggestions")));

        await alice.SendAsync(HttpMethod.Delete, $"/api/v1/suggestions/{carol.ActorId}");
        await alice.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{dave.ActorId}/mute");
        Assert.Empty(Names(await alice.GetAsync("/api/v1/suggestions")));

        Assert.Equal(["eve", "dave", "carol", "bob", "alice"], Names(await alice.GetAsync("/api/v1/directory?order=new&local=true")));
        await dave.PostAsync("I am active");
        Assert.Equal("dave", Names(await alice.GetAsync("/api/v1/directory?limit=1")).Single());
    }

    [Theory, EachDatabase]
    public async Task Who_of_those_one_follows_knows_somebody_is_told_unless_they_hide_it(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob, carol, dave) = (
            await server.SignUpAsync("alice"), await server.SignUpAsync("bob"), await server.SignUpAsync("carol"), await server.SignUpAsync("dave"));
        await alice.FollowAsync(bob);
        await alice.FollowAsync(carol);
        foreach (var follower in new[] { bob, carol })
            await follower.FollowAsync(dave);
        await carol.ChangeProfileAsync(new ProfileChanges { HidesFollows = true });

        var familiar = Assert.Single((await alice.GetAsync($"/api/v1/accounts/familiar_followers?id[]={dave.ActorId}")).EnumerateArray());

        Assert.Equal(Id(dave.ActorId), familiar.Text("id"));
        Assert.Equal(["bob"], Names(familiar.GetProperty("accounts")));
    }

    [Theory, EachDatabase]
    public async Task What_the_operator_says_of_the_server_is_shown_as_text(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database, options =>
        {
            options.Settings["Instance:About"] = "We write maps.\n\n<b>See</b> https://wiki.test/About";
            options.Settings["Instance:Rules:0"] = "Be kind.";
            options.Settings["Instance:Rules:1"] = "No <script>.";
            options.Settings["Instance:Contact"] = "us@wiki.test";
        });
        var alice = await server.SignUpAsync("alice");

        var about = (await alice.GetAsync("/api/v1/instance/extended_description")).Text("content");
        Assert.StartsWith("<p>We write maps.</p><p>&lt;b&gt;See&lt;/b&gt; <a ", about, StringComparison.Ordinal);
        Assert.Equal([("1", "Be kind."), ("2", "No <script>.")], (await alice.GetAsync("/api/v1/instance/rules")).EnumerateArray().Select(r => (r.Text("id"), r.Text("text"))));
        Assert.Equal(2, (await alice.GetAsync("/api/v2/instance")).GetProperty("rules").GetArrayLength());
        Assert.Equal("us@wiki.test", (await alice.GetAsync("/api/v1/instance")).Text("email"));
        Assert.Equal("", (await alice.GetAsync("/api/v1/instance/privacy_policy")).Text("content"));
        using (var none = await alice.TryAsync(HttpMethod.Get, "/api/v1/instance/terms_of_service"))
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);

        using var page = new Visitor(server);
        await page.OpenAsync("/about");
        Assert.Contains("No <script>.", page.Words, StringComparison.Ordinal);
        Assert.Contains("<b>See</b>", page.Words, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(JsonElement accounts) => accounts.EnumerateArray().Select(a => a.Text("acct"));

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
