using System.Net;
using System.Text.Json;
using Microblog.Protocols.ActivityPub;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Visibility = Microblog.Notices.Visibility;

namespace Microblog.Tests.Documents;

public sealed class ReactionCollectionTests
{
    [Theory, EachDatabase]
    public async Task A_note_names_its_likes_and_shares_and_they_are_counted_and_paged(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        var notice = await alice.PostAsync("popular");
        await bob.LikeAsync(notice.Id);
        await bob.LikeAsync(notice.Id, "🎉");
        var repeat = await bob.RepeatAsync(notice.Id);

        var note = NoteParser.Parse(await server.DocumentAsync($"/notices/{notice.Id}"));
        var likes = await ReadAsync(server, note.Likes!);
        var shares = await ReadAsync(server, note.Shares!);

        Assert.Equal(await server.AskAsync(db => db.Likes.Where(l => l.Emoji == "").Select(l => l.Uri).ToListAsync()), likes);
        Assert.Equal([new Uri(server.BaseUrl, $"/notices/{repeat}")], shares);
    }

    [Theory, EachDatabase]
    public async Task A_repeat_is_its_Announce_and_stands_in_the_outbox(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        var notice = await alice.PostAsync("original");
        var repeat = await bob.RepeatAsync(notice.Id);
        await bob.PostAsync("mine");

        var announce = Assert.IsType<Announce>(ActivityParser.Parse(await server.DocumentAsync($"/notices/{repeat}")));
        Assert.Equal((bob.Actor.Uri, notice.Uri), (announce.Actor, announce.Object));
        Assert.Null(Origin.Objection(announce));
        using var outbox = JsonDocument.Parse(await server.DocumentAsync($"/users/{bob.ActorId}/outbox?page=true"));
        Assert.Equal(
            ["Create", "Announce"], outbox.RootElement.GetProperty("orderedItems").EnumerateArray().Select(i => i.GetProperty("type").GetString()));
        Assert.Equal([announce.Id.AbsoluteUri], outbox.RootElement.GetProperty("orderedItems").EnumerateArray()
            .Where(i => i.GetProperty("type").GetString() == "Announce").Select(i => i.GetProperty("id").GetString()));

        await bob.UnrepeatAsync(notice.Id);
        using var gone = await server.AskForAsync($"/notices/{repeat}");
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Repeats_and_likes_that_are_not_for_everybody_are_not_shown(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        var followers = await alice.PostAsync("among us", Visibility.Followers);
        var open = await alice.PostAsync("open");
        var quiet = await bob.RepeatAsync(open.Id, Visibility.Followers);
        var own = await alice.RepeatAsync(followers.Id);
        await alice.LikeAsync(followers.Id);
        await alice.LikeAsync(open.Id);

        Assert.Empty(await ReadAsync(server, new Uri(server.BaseUrl, $"/notices/{open.Id}/shares")));
        Assert.Equal([open.Uri], await ReadAsync(server, new Uri(server.BaseUrl, $"/users/{alice.ActorId}/liked")));
        foreach (var path in new[] { $"/notices/{followers.Id}/likes", $"/notices/{followers.Id}/shares", $"/notices/{own}", $"/notices/{quiet}", "/notices/1/likes", "/users/2/liked" })
        {
            using var answer = await server.AskForAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        await server.BlockAsync(alice);
        using var blocked = await server.AskForAsync($"/notices/{open.Id}/likes");
        Assert.Equal(HttpStatusCode.NotFound, blocked.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task What_people_like_is_only_counted_when_they_hide_it(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var notice = await alice.PostAsync("open");
        await alice.LikeAsync(notice.Id);
        await server.AskAsync(db => db.Actors.Where(a => a.Id == alice.ActorId).ExecuteUpdateAsync(a => a.SetProperty(x => x.HidesFollows, true)));

        foreach (var collection in new[] { "liked", "followers", "following" })
        {
            using var whole = JsonDocument.Parse(await server.DocumentAsync($"/users/{alice.ActorId}/{collection}"));
            Assert.Equal(collection == "liked" ? 1 : 0, whole.RootElement.GetProperty("totalItems").GetInt32());
            Assert.False(whole.RootElement.TryGetProperty("first", out _));
            Assert.False(whole.RootElement.TryGetProperty("orderedItems", out _));
            using var page = await server.AskForAsync($"/users/{alice.ActorId}/{collection}?page=true");
            Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        }

        using var actor = JsonDocument.Parse(await server.DocumentAsync($"/users/{alice.ActorId}"));
        Assert.Equal(alice.Actor.Uri.AbsoluteUri + "/liked", actor.RootElement.GetProperty("liked").GetString());
    }

    // All items of a collection, after its count was found to be theirs.
    private static async Task<IReadOnlyList<Uri>> ReadAsync(TestServer server, Uri collection)
    {
        using var whole = JsonDocument.Parse(await server.DocumentAsync(collection.PathAndQuery));
        using var page = JsonDocument.Parse(await server.DocumentAsync(new Uri(whole.RootElement.GetProperty("first").GetString()!).PathAndQuery));
        var items = page.RootElement.GetProperty("orderedItems").EnumerateArray().Select(i => new Uri(i.GetString()!)).ToList();
        Assert.Equal(items.Count, whole.RootElement.GetProperty("totalItems").GetInt32());
        return items;
    }
}
