using System.Net;
using System.Text;
using System.Text.Json;
using Microblog.Federation.Documents;
using Microblog.Notices;
using Microblog.Protocols.ActivityPub;
using Microblog.Tests.Support;

namespace Microblog.Tests.Documents;

public sealed class NoteTests
{
    [Theory, EachDatabase]
    public async Task A_note_says_who_wrote_what_to_whom(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        var first = await bob.PostAsync("What do you edit?");
        var notice = await alice.PostAsync(new Draft($"@bob #Wiki and #wiki & <b>", Visibility.Unlisted, first.Id, "warning", Language: "de"));

        var note = NoteParser.Parse(await server.DocumentAsync($"/notices/{notice.Id}"));

        Assert.Equal(notice.Uri, note.Id);
        Assert.Equal(alice.Actor.Uri, note.AttributedTo);
        Assert.Equal(notice.Html.Value, note.Content);
        Assert.Equal(first.Uri, note.InReplyTo);
        Assert.Equal(new Uri(server.BaseUrl, $"/@alice/{notice.Id}"), note.Url);
        Assert.Equal(("warning", true, "de"), (note.Summary, note.Sensitive, note.Language));
        Assert.Equal([new MentionTag(bob.Actor.Uri, $"@bob@{server.Host}")], note.Mentions);
        Assert.Equal("Wiki", Assert.Single(note.Hashtags).Name);
        Assert.Equal(Audience.Unlisted, Addressing.AudienceOf(note, alice.Actor.FollowersUri));
        Assert.Contains(bob.Actor.Uri, note.Cc, Ids.Comparer);
        Assert.Equal(notice.PublishedAt.ToUnixTimeSeconds(), note.Published!.Value.ToUnixTimeSeconds());
        Assert.Null(Origin.ObjectionToFetched(note, notice.Uri));
    }

    [Theory, EachDatabase]
    public async Task A_note_names_only_collections_that_can_be_had(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        foreach (var visibility in Enum.GetValues<Visibility>())
        {
            var notice = await alice.PostAsync("Hello.", visibility);
            await using var scope = server.NewScope();
            var note = await scope.Get<NoteDocuments>().OfAsync(notice.Id, TestContext.Current.CancellationToken);
            var collections = new[] { note!.Replies, note.Likes, note.Shares };
            Assert.Equal(visibility <= Visibility.Unlisted ? 3 : 0, collections.OfType<Uri>().Count());
            foreach (var collection in collections.OfType<Uri>())
                await server.DocumentAsync(collection.PathAndQuery);
        }
    }

    [Fact]
    public async Task The_activity_of_a_note_is_its_Create()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var notice = await alice.PostAsync("Hello.");

        var create = Assert.IsType<Create>(ActivityParser.Parse(await server.DocumentAsync($"/notices/{notice.Id}/activity")));

        Assert.Equal(new Uri(notice.Uri.AbsoluteUri + "/activity"), create.Id);
        Assert.Equal(notice.Uri, create.Object.Id);
        Assert.Null(Origin.Objection(create));
    }

    [Fact]
    public async Task What_followers_may_read_is_written_for_delivery_but_shown_to_no_server()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var notice = await alice.PostAsync("Among us.", Visibility.Followers);

        await using var scope = server.NewScope();
        var note = await scope.Get<NoteDocuments>().OfAsync(notice.Id, TestContext.Current.CancellationToken);
        using var answer = await server.AskForAsync($"/notices/{notice.Id}");

        Assert.Equal([alice.Actor.FollowersUri!], note!.To);
        Assert.Empty(note.Cc);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("", MediaTypes.ActivityJson)]
    [InlineData("/activity", MediaTypes.ActivityJson)]
    [InlineData("", "text/html")]
    [InlineData("", null)]
    public async Task Private_blocked_deleted_private_and_unknown_notices_cannot_be_told_apart(string part, string? accept)
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var mallory = await server.SignUpAsync("mallory");
        var followers = await alice.PostAsync("Among us.", Visibility.Followers);
        var direct = await alice.PostAsync("@mallory only you", Visibility.Direct);
        var deleted = await alice.PostAsync("Never mind.", Visibility.Followers);
        await alice.DeleteAsync(deleted);
        var blocked = await mallory.PostAsync("Spam.");
        await server.BlockAsync(mallory);

        var unknown = await (await server.AskForAsync($"/notices/{alice.ActorId}{part}", accept)).AllOfAsync();

        Assert.StartsWith("404", unknown, StringComparison.Ordinal);
        foreach (var hidden in new[] { followers, direct, deleted, blocked })
            Assert.Equal(unknown, await (await server.AskForAsync($"/notices/{hidden.Id}{part}", accept)).AllOfAsync());
    }

    [Theory, EachDatabase]
    public async Task A_public_notice_that_is_deleted_says_that_it_is_gone(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var notice = await alice.PostAsync("Never mind.");
        await alice.DeleteAsync(notice);

        using var document = await server.AskForAsync($"/notices/{notice.Id}");
        using var page = await server.AskForAsync($"/notices/{notice.Id}", "text/html");

        Assert.Equal(HttpStatusCode.Gone, document.StatusCode);
        using var json = JsonDocument.Parse(await document.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Equal("Tombstone", json.RootElement.GetProperty("type").GetString());
        Assert.Equal(notice.Uri.AbsoluteUri, json.RootElement.GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.Gone, page.StatusCode);
    }

    [Fact]
    public async Task Who_asks_for_a_page_is_sent_to_it()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var notice = await alice.PostAsync("Hello.");

        using var answer = await server.AskForAsync($"/notices/{notice.Id}", "text/html");

        Assert.Equal(new Uri(server.BaseUrl, $"/@alice/{notice.Id}"), answer.Headers.Location);
    }

    [Fact]
    public async Task The_outbox_holds_what_everybody_may_read_and_nothing_else()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        await alice.PostAsync("To all.");
        await alice.PostAsync("Quietly to all.", Visibility.Unlisted);
        await alice.PostAsync("Among us.", Visibility.Followers);
        await alice.PostAsync("To nobody.", Visibility.Direct);

        var outbox = Encoding.UTF8.GetString(await server.DocumentAsync($"/users/{alice.ActorId}/outbox"));
        var page = Encoding.UTF8.GetString(await server.DocumentAsync($"/users/{alice.ActorId}/outbox?page=true"));

        Assert.Contains("\"totalItems\":2", outbox, StringComparison.Ordinal);
        Assert.Contains("To all.", page, StringComparison.Ordinal);
        Assert.Contains("Quietly to all.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Among us.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("To nobody.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pages_of_an_outbox_hold_every_notice_once_and_end()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        for (var i = 0; i < CollectionPage.Size + 3; i++)
            await alice.PostAsync($"Notice {i}.");

        var seen = new List<string>();
        var next = $"/users/{alice.ActorId}/outbox?page=true";
        for (var pages = 0; next is not null && pages < 5; pages++)
        {
            using var page = JsonDocument.Parse(await server.DocumentAsync(next));
            seen.AddRange(page.RootElement.GetProperty("orderedItems").EnumerateArray().Select(i => i.GetProperty("id").GetString()!));
            next = page.RootElement.TryGetProperty("next", out var more) ? more.GetString() : null;
        }

        Assert.Equal(CollectionPage.Size + 3, seen.Count);
        Assert.Equal(seen.Count, seen.Distinct(StringComparer.Ordinal).Count());
    }
}
