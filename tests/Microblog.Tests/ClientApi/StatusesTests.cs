using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microblog.Notices;
using Microblog.Tests.Documents;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.ClientApi;

public sealed class StatusesTests
{
    /// <summary>Every field that Mastodon documents for a status.</summary>
    private static readonly string[] StatusFields =
    [
        "id", "uri", "created_at", "account", "content", "visibility", "sensitive", "spoiler_text", "media_attachments", "mentions", "tags",
        "emojis", "reblogs_count", "favourites_count", "replies_count", "quotes_count", "url", "in_reply_to_id", "in_reply_to_account_id",
        "reblog", "poll", "card", "language", "edited_at", "favourited", "reblogged", "muted", "bookmarked", "pinned", "filtered",
        "quote", "quote_approval", "application",
    ];

    /// <summary>Every field that Mastodon documents for an account.</summary>
    private static readonly string[] AccountFields =
    [
        "id", "username", "acct", "url", "uri", "display_name", "note", "avatar", "avatar_static", "header", "header_static", "locked",
        "fields", "emojis", "bot", "group", "discoverable", "noindex", "created_at", "last_status_at", "statuses_count",
        "followers_count", "following_count",
    ];

    [Theory, EachDatabase]
    public async Task A_form_posts_a_complete_status(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        var parent = await bob.PostAsync("What do you edit?");

        var status = await alice.SendAsync(
            HttpMethod.Post, "/api/v1/statuses", ("status", "@bob #Wiki <b>"), ("visibility", "unlisted"), ("spoiler_text", "warning"),
            ("in_reply_to_id", parent.Id.ToString(CultureInfo.InvariantCulture)), ("language", "de"));

        Assert.All(StatusFields, field => Assert.True(status.TryGetProperty(field, out _), field));
        Assert.All(AccountFields, field => Assert.True(status.GetProperty("account").TryGetProperty(field, out _), field));
        Assert.Equal("unlisted", status.Text("visibility"));
        Assert.Equal("warning", status.Text("spoiler_text"));
        Assert.True(status.GetProperty("sensitive").GetBoolean());
        Assert.Equal("de", status.Text("language"));
        Assert.Equal(parent.Id.ToString(CultureInfo.InvariantCulture), status.Text("in_reply_to_id"));
        Assert.Equal(bob.ActorId.ToString(CultureInfo.InvariantCulture), status.Text("in_reply_to_account_id"));
        Assert.Equal("bob", status.GetProperty("mentions")[0].Text("acct"));
        Assert.Equal("Wiki", status.GetProperty("tags")[0].Text("name"));
        Assert.DoesNotContain("<b>", status.Text("content"), StringComparison.Ordinal);
        Assert.EndsWith("Z", status.Text("created_at"), StringComparison.Ordinal);
        Assert.Equal("alice", status.GetProperty("account").Text("acct"));
    }

    [Fact]
    public async Task Json_posts_the_same()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");

        using var answer = await alice.Client.PostAsJsonAsync(
            "/api/v1/statuses", new { status = "Hello.", visibility = "private", spoiler_text = "warning" }, TestContext.Current.CancellationToken);
        var status = await answer.OkAsync();

        Assert.Equal("private", status.Text("visibility"));
        Assert.Equal("warning", status.Text("spoiler_text"));
    }

    [Theory]
    [InlineData("status", "", HttpStatusCode.UnprocessableEntity)]
    [InlineData("visibility", "everyone", HttpStatusCode.UnprocessableEntity)]
    [InlineData("in_reply_to_id", "1", HttpStatusCode.NotFound)]
    [InlineData("in_reply_to_id", "x", HttpStatusCode.NotFound)]
    [InlineData("in_reply_to_id", "99999999999999999999", HttpStatusCode.NotFound)]
    [InlineData("sensitive", "perhaps", HttpStatusCode.BadRequest)]
    public async Task Nonsense_posts_nothing_and_says_why(string name, string value, HttpStatusCode expected)
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var form = new Dictionary<string, string>(StringComparer.Ordinal) { ["status"] = "Hello.", [name] = value };

        using var answer = await alice.TryAsync(HttpMethod.Post, "/api/v1/statuses", [.. form.Select(f => (f.Key, f.Value))]);

        Assert.Equal(expected, answer.StatusCode);
        await AssertErrorAsync(answer);
        Assert.False(await server.AskAsync(db => db.Notices.AnyAsync()));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"status\":{}}")]
    [InlineData("null")]
    public async Task Broken_Json_is_refused(string body)
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");

        using var answer = await alice.Client.PostAsync(
            "/api/v1/statuses", new StringContent(body, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        await AssertErrorAsync(answer);
    }

    [Fact]
    public async Task What_is_sent_twice_under_one_key_is_posted_once()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");

        var first = await PostUnderKeyAsync(alice, "k", "Once.");
        var again = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => PostUnderKeyAsync(alice, "k", "Once.")));
        var other = await PostUnderKeyAsync(bob, "k", "Once.");
        var next = await PostUnderKeyAsync(alice, "l", "Once.");

        Assert.All(again, id => Assert.Equal(first, id));
        Assert.Equal(3, new HashSet<string>([first, other, next], StringComparer.Ordinal).Count);
        Assert.Equal(3, await server.AskAsync(db => db.Notices.CountAsync()));
    }

    [Fact]
    public async Task What_was_refused_may_be_tried_again_under_its_key_and_an_hour_later_it_is_new()
    {
        var clock = new FakeClock();
        await using var server = await TestServer.StartAsync(configure: o => o.Clock = clock);
        var alice = await server.SignUpAsync("alice");

        await Assert.ThrowsAnyAsync<Exception>(() => PostUnderKeyAsync(alice, "k", ""));
        var first = await PostUnderKeyAsync(alice, "k", "Now it is something.");
        clock.Advance(TimeSpan.FromMinutes(61));

        Assert.NotEqual(first, await PostUnderKeyAsync(alice, "k", "Now it is something."));
    }

    [Fact]
    public async Task Its_author_deletes_a_status_and_is_given_what_was_typed()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var notice = await alice.PostAsync("Neverr #mind.");

        var deleted = await alice.SendAsync(HttpMethod.Delete, $"/api/v1/statuses/{notice.Id}");
        using var after = await alice.Client.GetAsync($"/api/v1/statuses/{notice.Id}", TestContext.Current.CancellationToken);

        Assert.Equal("Neverr #mind.", deleted.Text("text"));
        Assert.Equal(HttpStatusCode.NotFound, after.StatusCode);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("DELETE", "")]
    public async Task Private_deleted_blocked_foreign_and_unknown_statuses_cannot_be_told_apart(string method, string part)
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        var mallory = await server.SignUpAsync("mallory");
        var followers = await alice.PostAsync("Among us.", Visibility.Followers);
        var direct = await alice.PostAsync("@mallory only you", Visibility.Direct);
        var deleted = await alice.PostAsync("Never mind.");
        await alice.DeleteAsync(deleted);
        var blocked = await mallory.PostAsync("Spam.");
        await server.BlockAsync(mallory);

        var unknown = await (await bob.TryAsync(new HttpMethod(method), $"/api/v1/statuses/1{part}")).AllOfAsync();

        Assert.StartsWith("404", unknown, StringComparison.Ordinal);
        foreach (var hidden in new[] { followers, direct, deleted, blocked })
        {
            Assert.Equal(unknown, await (await bob.TryAsync(new HttpMethod(method), $"/api/v1/statuses/{hidden.Id}{part}")).AllOfAsync());
        }
    }

    [Fact]
    public async Task A_reply_to_what_one_may_not_read_is_a_reply_to_nothing()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        var hidden = await alice.PostAsync("Among us.", Visibility.Followers);

        var toHidden = await bob.TryAsync(
            HttpMethod.Post, "/api/v1/statuses", ("status", "Hm."), ("in_reply_to_id", hidden.Id.ToString(CultureInfo.InvariantCulture)));
        var toNothing = await bob.TryAsync(HttpMethod.Post, "/api/v1/statuses", ("status", "Hm."), ("in_reply_to_id", "1"));

        Assert.Equal(await toNothing.AllOfAsync(), await toHidden.AllOfAsync());
    }

    [Fact]
    public async Task A_follower_reads_what_followers_may_read_and_a_passer_by_does_not()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        await bob.FollowAsync(alice);
        var hidden = await alice.PostAsync("Among us.", Visibility.Followers);
        var open = await alice.PostAsync("To all.");

        Assert.Equal("private", (await bob.GetAsync($"/api/v1/statuses/{hidden.Id}")).Text("visibility"));
        using var passedBy = await server.AskForAsync($"/api/v1/statuses/{hidden.Id}", accept: null);
        using var read = await server.AskForAsync($"/api/v1/statuses/{open.Id}", accept: null);
        Assert.Equal(HttpStatusCode.NotFound, passedBy.StatusCode);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
    }

    private static async Task<string> PostUnderKeyAsync(Person person, string key, string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/statuses") { Content = JsonContent.Create(new { status = text }) };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await person.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (await answer.OkAsync()).Text("id");
    }

    private static async Task AssertErrorAsync(HttpResponseMessage answer)
    {
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.NotEmpty(json.RootElement.Text("error"));
    }
}
