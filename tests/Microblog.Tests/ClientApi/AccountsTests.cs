using System.Net;
using System.Text.Json;
using Microblog.Notices;
using Microblog.Tests.Documents;
using Microblog.Tests.Support;

namespace Microblog.Tests.ClientApi;

public sealed class AccountsTests
{
    [Theory, EachDatabase]
    public async Task Relationships_come_in_the_order_in_which_they_were_asked_for(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var (bob, carol, dora) = (await server.SignUpAsync("bob"), await server.SignUpAsync("carol"), await server.SignUpAsync("dora"));
        string[] asked = [$"{carol.ActorId}", $"{dora.ActorId}", $"{bob.ActorId}"];

        var shown = await alice.GetAsync($"/api/v1/accounts/relationships?{string.Join('&', asked.Select(id => $"id[]={id}"))}");

        Assert.Equal(asked, shown.Ids());
    }

    [Theory, EachDatabase]
    public async Task One_reads_and_changes_ones_own_account(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        await alice.PostAsync("Hello.");

        var before = await alice.GetAsync("/api/v1/accounts/verify_credentials");
        var after = await alice.SendAsync(
            HttpMethod.Patch, "/api/v1/accounts/update_credentials", ("display_name", "Alice <i>"), ("note", "I <b>edit</b>."), ("locked", "true"), ("bot", "true"));

        Assert.Equal("alice", before.Text("username"));
        Assert.Equal($"http://{server.Host}/@alice", before.Text("url"));
        Assert.Equal(1, before.GetProperty("statuses_count").GetInt32());
        Assert.Equal("public", before.GetProperty("source").Text("privacy"));
        Assert.Equal("Alice <i>", after.Text("display_name"));
        Assert.Equal("<p>I &lt;b&gt;edit&lt;/b&gt;.</p>", after.Text("note"));
        Assert.Equal("I <b>edit</b>.", after.GetProperty("source").Text("note"));
        Assert.True(after.GetProperty("locked").GetBoolean());
        Assert.True(after.GetProperty("bot").GetBoolean());
    }

    [Fact]
    public async Task A_change_of_one_thing_leaves_the_others()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        await alice.SendAsync(HttpMethod.Patch, "/api/v1/accounts/update_credentials", ("note", "I edit."), ("locked", "true"));

        var after = await alice.SendAsync(HttpMethod.Patch, "/api/v1/accounts/update_credentials", ("locked", "false"));

        Assert.Equal("I edit.", after.GetProperty("source").Text("note"));
        Assert.False(after.GetProperty("locked").GetBoolean());
    }

    [Fact]
    public async Task A_follow_and_its_end_show_in_the_relationship()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");

        var followed = await bob.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{alice.ActorId}/follow");
        var seen = (await alice.GetAsync($"/api/v1/accounts/relationships?id[]={bob.ActorId}&id[]=x&id[]=1"))[0];
        var shown = await bob.GetAsync($"/api/v1/accounts/{alice.ActorId}");
        var unfollowed = await bob.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{alice.ActorId}/unfollow");

        Assert.True(followed.GetProperty("following").GetBoolean());
        Assert.True(seen.GetProperty("followed_by").GetBoolean());
        Assert.Equal(1, shown.GetProperty("followers_count").GetInt32());
        Assert.False(unfollowed.GetProperty("following").GetBoolean());
    }

    [Fact]
    public async Task Who_is_locked_is_asked_first()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        await alice.SendAsync(HttpMethod.Patch, "/api/v1/accounts/update_credentials", ("locked", "true"));

        var followed = await bob.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{alice.ActorId}/follow");
        var own = await alice.GetAsync("/api/v1/accounts/verify_credentials");

        Assert.False(followed.GetProperty("following").GetBoolean());
        Assert.True(followed.GetProperty("requested").GetBoolean());
        Assert.Equal(1, own.GetProperty("source").GetProperty("follow_requests_count").GetInt32());
    }

    [Theory]
    [InlineData("alice")]
    [InlineData("@Alice")]
    [InlineData("alice@{host}")]
    public async Task An_account_is_looked_up_by_name(string acct)
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");

        var found = await alice.GetAsync("/api/v1/accounts/lookup?acct=" + acct.Replace("{host}", server.Host, StringComparison.Ordinal));

        Assert.Equal("alice", found.Text("acct"));
    }

    [Theory]
    [InlineData("/api/v1/accounts/{0}")]
    [InlineData("/api/v1/accounts/{0}/statuses")]
    public async Task Blocked_and_unknown_accounts_cannot_be_told_apart(string path)
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        await server.BlockAsync(alice);

        Assert.Equal(
            await (await server.AskForAsync(path.Replace("{0}", "1", StringComparison.Ordinal))).AllOfAsync(),
            await (await server.AskForAsync(path.Replace("{0}", alice.Actor.Uri.Segments[^1], StringComparison.Ordinal))).AllOfAsync());
    }

    [Fact]
    public async Task Somebody_on_another_server_is_found_and_followed()
    {
        await using var a = await TestServer.StartAsync();
        await using var b = await TestServer.StartAsync();
        var alice = await a.SignUpAsync("alice");
        var bob = await b.SignUpAsync("bob");

        var found = await bob.GetAsync($"/api/v2/search?resolve=true&type=accounts&limit=1&q={Uri.EscapeDataString("@" + alice.Address)}");
        var account = found.GetProperty("accounts")[0];
        await bob.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{account.Text("id")}/follow");

        Assert.Equal(alice.Address, account.Text("acct"));
        Assert.Equal(JsonValueKind.Array, found.GetProperty("hashtags").ValueKind);
        await Wait.UntilAsync(async () =>
            (await bob.GetAsync($"/api/v1/accounts/relationships?id[]={account.Text("id")}"))[0].GetProperty("following").GetBoolean());
        await alice.PostAsync("Hello over there.");
        await Wait.UntilAsync(async () => (await bob.GetAsync("/api/v1/timelines/home")).GetArrayLength() == 1);
    }

    [Theory]
    [InlineData("nobody@127.0.0.1:1")]
    [InlineData("https://")]
    [InlineData("@@@")]
    [InlineData("")]
    [InlineData("%25_")]
    public async Task Who_is_not_found_is_nobody(string query)
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");

        var found = await alice.GetAsync($"/api/v2/search?resolve=true&q={query}");

        Assert.Equal(0, found.GetProperty("accounts").GetArrayLength());
    }

    [Theory]
    [InlineData("/api/v1/instance", "uri")]
    [InlineData("/api/v2/instance", "domain")]
    public async Task The_server_says_what_it_is(string path, string name)
    {
        await using var server = await TestServer.StartAsync();

        using var answer = await server.AskForAsync(path, accept: null);
        var instance = await answer.OkAsync();

        Assert.Equal(server.Host, instance.Text(name));
        Assert.Equal(500, instance.GetProperty("configuration").GetProperty("statuses").GetProperty("max_characters").GetInt32());
    }

    [Fact]
    public async Task A_profile_counts_what_everybody_may_read_only()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        await alice.PostAsync("To all.");
        await alice.PostAsync("Among us.", Visibility.Followers);

        using var answer = await server.AskForAsync($"/api/v1/accounts/{alice.ActorId}", accept: null);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(1, (await answer.OkAsync()).GetProperty("statuses_count").GetInt32());
    }
}
