using System.Net;
using System.Text;
using Microblog.Accounts;
using Microblog.Data;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Signatures;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Documents;

public sealed class ActorTests
{
    [Theory, EachDatabase]
    public async Task An_actor_says_all_that_another_server_needs_to_know(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");

        var actor = ActorParser.Parse(await server.DocumentAsync($"/users/{alice.ActorId}"));

        Assert.Equal(alice.Actor.Uri, actor.Id);
        Assert.Equal("Person", actor.Type);
        Assert.Equal("alice", actor.PreferredUsername);
        Assert.Equal(new Uri(server.BaseUrl, "/@alice"), actor.Url);
        Assert.Equal(new Uri(server.BaseUrl, $"/users/{alice.ActorId}/inbox"), actor.Inbox);
        Assert.Equal(new Uri(server.BaseUrl, "/inbox"), actor.SharedInbox);
        Assert.Equal(new Uri(server.BaseUrl, $"/users/{alice.ActorId}/outbox"), actor.Outbox);
        Assert.Equal(new Uri(server.BaseUrl, $"/users/{alice.ActorId}/followers"), actor.Followers);
        Assert.False(actor.ManuallyApprovesFollowers);
        Assert.Null(Origin.ObjectionToFetched(actor, alice.Actor.Uri));
        Assert.Null(Origin.Objection(actor.PublicKey!, actor));
        Assert.True(PublicKey.TryParse(actor.PublicKey!.Pem, out _, out _));
    }

    [Fact]
    public async Task A_private_key_is_nowhere_in_the_document()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");

        Assert.DoesNotContain("PRIVATE", Encoding.UTF8.GetString(await server.DocumentAsync($"/users/{alice.ActorId}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_wiki_that_an_actor_edits_is_a_line_of_the_profile()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        await using (var scope = server.NewScope())
        {
            scope.Get<Db>().WikiIdentities.Add(new WikiIdentity
            {
                Id = 1,
                AccountId = alice.AccountId,
                WikiId = "demo",
                Sub = "7",
                UserId = 7,
                Name = "Alice <b> & \"Co\"",
                IsKnown = true,
                CheckedAt = alice.Actor.CreatedAt,
                GoodUntil = alice.Actor.CreatedAt,
            });
            await scope.Get<Db>().SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var actor = ActorParser.Parse(await server.DocumentAsync($"/users/{alice.ActorId}"));

        var line = Assert.Single(actor.Fields);
        Assert.Equal("Wiki", line.Name);
        Assert.Contains("/demo-wiki/wiki/User:Alice_%3Cb%3E", line.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", line.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/html")]
    [InlineData("*/*")]
    [InlineData("text/html, application/activity+json;q=0.5")]
    [InlineData("application/json")]
    public async Task Who_asks_for_a_page_is_sent_to_the_profile(string? accept)
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");

        using var answer = await server.AskForAsync($"/users/{alice.ActorId}", accept);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(new Uri(server.BaseUrl, "/@alice"), answer.Headers.Location);
        Assert.Contains("Accept", answer.Headers.Vary);
    }

    [Theory]
    [InlineData("application/activity+json")]
    [InlineData("APPLICATION/Activity+JSON; charset=utf-8")]
    [InlineData("application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"")]
    [InlineData("application/activity+json, application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\", text/html;q=0.1")]
    [InlineData("text/html;q=0.8, application/activity+json")]
    public async Task Who_asks_for_the_document_gets_it(string accept)
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");

        using var answer = await server.AskForAsync($"/users/{alice.ActorId}", accept);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(MediaTypes.ActivityJson, answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Accept", answer.Headers.Vary);
    }

    [Fact]
    public async Task Who_has_this_very_version_is_told_so()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        using var first = await server.AskForAsync($"/users/{alice.ActorId}");
        var request = new HttpRequestMessage(HttpMethod.Get, $"/users/{alice.ActorId}");
        request.Headers.TryAddWithoutValidation("Accept", MediaTypes.ActivityJson);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await server.PasserBy.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/outbox")]
    [InlineData("/outbox?page=true")]
    [InlineData("/followers")]
    [InlineData("/following?page=true")]
    public async Task Blocked_and_unknown_actors_cannot_be_told_apart(string part)
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        await server.BlockAsync(alice);

        var blocked = await (await server.AskForAsync($"/users/{alice.ActorId}{part}")).AllOfAsync();
        var unknown = await (await server.AskForAsync($"/users/{alice.ActorId + 1}{part}")).AllOfAsync();

        Assert.StartsWith("404", unknown, StringComparison.Ordinal);
        Assert.Equal(unknown, blocked);
    }

    [Fact]
    public async Task The_followers_are_counted_and_paged_without_those_who_wait()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        var carol = await server.SignUpAsync("carol");
        await bob.FollowAsync(alice);
        await carol.FollowAsync(alice);
        await using (var scope = server.NewScope())
            await scope.Get<Db>().Follows.Where(f => f.FollowerId == carol.ActorId).ExecuteUpdateAsync(s => s.SetProperty(f => f.IsAccepted, false), TestContext.Current.CancellationToken);

        var followers = Encoding.UTF8.GetString(await server.DocumentAsync($"/users/{alice.ActorId}/followers"));
        var page = Encoding.UTF8.GetString(await server.DocumentAsync($"/users/{alice.ActorId}/followers?page=true"));
        var following = Encoding.UTF8.GetString(await server.DocumentAsync($"/users/{bob.ActorId}/following?page=true"));

        Assert.Contains("\"totalItems\":1", followers, StringComparison.Ordinal);
        Assert.Contains($"\"orderedItems\":[\"{bob.Actor.Uri}\"]", page, StringComparison.Ordinal);
        Assert.Contains($"\"orderedItems\":[\"{alice.Actor.Uri}\"]", following, StringComparison.Ordinal);
    }
}
