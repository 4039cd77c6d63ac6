using System.Text.Json.Nodes;
using Microblog.Notices;
using Microblog.Tests.Documents;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>What actors elsewhere like.</summary>
public sealed class IncomingLikeTests
{
    [Theory, EachDatabase]
    public async Task A_like_is_kept_once_and_taken_back_by_its_id_or_by_what_it_was_about(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var notice = await scene.Alice.PostAsync("mine");

        await scene.DeliverAsync(Like(scene.Peer, "/likes/1", notice));
        await scene.DeliverAsync(Like(scene.Peer, "/likes/2", notice));
        Assert.Equal([""], await EmojiAsync(scene));
        await scene.DeliverAsync(scene.Peer.Activity("Undo", "/undos/1", (string)Like(scene.Peer, "/likes/2", notice)["id"]!));
        Assert.Empty(await EmojiAsync(scene));

        await scene.DeliverAsync(Like(scene.Peer, "/likes/3", notice));
        await scene.DeliverAsync(scene.Peer.Activity("Undo", "/undos/2", Like(scene.Peer, "/likes/another", notice)));
        Assert.Empty(await EmojiAsync(scene));
    }

    [Theory, EachDatabase]
    public async Task Emoji_come_as_Misskey_and_as_Pleroma_send_them(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var notice = await scene.Alice.PostAsync("mine");
        var misskey = WithPicture(Like(scene.Peer, "/likes/1", notice, ":blobcat@.:"), "blobcat");
        var pleroma = Like(scene.Peer, "/likes/2", notice, "🎉");
        pleroma["type"] = "EmojiReact";

        await scene.DeliverAsync(misskey);
        await scene.DeliverAsync(pleroma);
        await scene.DeliverAsync(Like(scene.Peer, "/likes/3", notice, "<script>alert(1)</script>"));

        Assert.Equal(["", ":blobcat:", "🎉"], await EmojiAsync(scene));
        Assert.Equal("https://misskey.example/blobcat.png", (await scene.Server.AskAsync(db => db.Likes.Select(l => l.EmojiUrl).Where(u => u != null).SingleAsync()))!.AbsoluteUri);
        await scene.DeliverAsync(scene.Peer.Activity("Undo", "/undos/1", pleroma.DeepClone()));
        Assert.Equal(["", ":blobcat:"], await EmojiAsync(scene));
    }

    [Theory, EachDatabase]
    public async Task A_shortcode_without_its_picture_is_a_like(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var notice = await scene.Alice.PostAsync("mine");

        await scene.DeliverAsync(Like(scene.Peer, "/likes/1", notice, ":blobcat:"));
        Assert.Equal([""], await EmojiAsync(scene));
        await scene.DeliverAsync(scene.Peer.Activity("Undo", "/undos/1", Like(scene.Peer, "/likes/another", notice, ":blobcat:")));
        Assert.Empty(await EmojiAsync(scene));

        // What is taken back need not bring the picture again, and takes nothing else with it.
        await scene.DeliverAsync(Like(scene.Peer, "/likes/2", notice));
        await scene.DeliverAsync(WithPicture(Like(scene.Peer, "/likes/3", notice, ":blobcat:"), "blobcat"));
        await scene.DeliverAsync(scene.Peer.Activity("Undo", "/undos/2", Like(scene.Peer, "/likes/another", notice, ":blobcat:")));
        Assert.Equal([""], await EmojiAsync(scene));
    }

    [Theory, EachDatabase]
    public async Task Who_may_not_read_a_notice_does_not_like_it(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var direct = await scene.Alice.PostAsync("to nobody", Visibility.Direct);
        var followers = await scene.Alice.PostAsync("among us", Visibility.Followers);

        await scene.DeliverAsync(Like(scene.Peer, "/likes/1", direct));
        await scene.DeliverAsync(Like(scene.Peer, "/likes/2", followers));
        Assert.Empty(await EmojiAsync(scene));

        await scene.PeerFollowsAliceAsync();
        await scene.DeliverAsync(Like(scene.Peer, "/likes/3", followers));
        Assert.Single(await EmojiAsync(scene));
    }

    [Theory, EachDatabase]
    public async Task A_notice_of_a_blocked_account_an_unknown_one_and_a_repeat_are_not_liked(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var notice = await scene.Alice.PostAsync("mine");
        var repeat = await scene.Alice.RepeatAsync(notice.Id);

        await scene.DeliverAsync(scene.Peer.Activity("Like", "/likes/1", new Uri(scene.Server.BaseUrl, $"/notices/{repeat}").AbsoluteUri));
        await scene.DeliverAsync(scene.Peer.Activity("Like", "/likes/2", new Uri(scene.Server.BaseUrl, "/notices/1").AbsoluteUri));
        await scene.Server.BlockAsync(scene.Alice);
        await scene.DeliverAsync(Like(scene.Peer, "/likes/3", notice));

        Assert.Empty(await EmojiAsync(scene));
    }

    [Theory, EachDatabase]
    public async Task Likes_of_a_notice_elsewhere_that_we_have_are_kept(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var other = await Peer.StartAsync("127.0.0.2");
        await scene.DeliverAsync(scene.Peer.Create("<p>known</p>", "/notes/1"));

        await scene.DeliverAsync(other.Activity("Like", "/likes/1", new Uri(scene.Peer.BaseUrl, "/notes/1").AbsoluteUri), other);

        Assert.Single(await EmojiAsync(scene));
    }

    [Theory, EachDatabase]
    public async Task An_undo_that_overtakes_its_like_is_remembered_and_only_its_actor_undoes(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var mallory = await Peer.StartAsync("127.0.0.2");
        var notice = await scene.Alice.PostAsync("mine");
        var early = Like(scene.Peer, "/likes/1", notice);

        await scene.DeliverAsync(scene.Peer.Activity("Undo", "/undos/1", early.DeepClone()));
        await scene.DeliverAsync(early);
        Assert.Empty(await EmojiAsync(scene));

        var kept = Like(scene.Peer, "/likes/2", notice);
        await scene.DeliverAsync(kept);
        using var byObject = await mallory.SendAsync(scene.Server, mallory.Activity("Undo", "/undos/1", kept.DeepClone()));
        using var byId = await mallory.SendAsync(scene.Server, mallory.Activity("Undo", "/undos/2", (string)kept["id"]!));
        await scene.DeliverAsync(mallory.Activity("Undo", "/undos/3", Like(mallory, "/likes/9", notice)), mallory);

        Assert.Equal((400, 400), ((int)byObject.StatusCode, (int)byId.StatusCode));
        Assert.Single(await EmojiAsync(scene));
    }

    [Theory, EachDatabase]
    public async Task One_actor_fills_no_table_with_emoji(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var notice = await scene.Alice.PostAsync("mine");
        for (var i = 0; i < 15; i++)
            await scene.Peer.SendAsync(scene.Server, WithPicture(Like(scene.Peer, $"/likes/{i}", notice, $":blob{i}:"), $"blob{i}"));
        await scene.Server.WaitUntilIdleAsync();

        Assert.Equal(10, (await EmojiAsync(scene)).Count);
    }

    [Theory, EachDatabase]
    public async Task The_likes_of_an_actor_that_is_gone_go_too(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var notice = await scene.Alice.PostAsync("mine");
        await scene.DeliverAsync(Like(scene.Peer, "/likes/1", notice));

        scene.Peer.IsGone = true;
        await scene.DeliverAsync(scene.Peer.Activity("Delete", "/deletes/1", scene.Peer.ActorId.AbsoluteUri));

        Assert.Empty(await EmojiAsync(scene));
    }

    private static JsonObject Like(Peer by, string id, Notice notice, string? emoji = null)
    {
        var like = by.Activity("Like", id, notice.Uri.AbsoluteUri);
        if (emoji is not null)
            like["content"] = emoji;
        return like;
    }

    private static JsonObject WithPicture(JsonObject like, string shortcode)
    {
        like["tag"] = new JsonArray(new JsonObject
        {
            ["type"] = "Emoji",
            ["name"] = $":{shortcode}:",
            ["icon"] = new JsonObject { ["type"] = "Image", ["url"] = $"https://misskey.example/{shortcode}.png" },
        });
        return like;
    }

    private static async Task<IReadOnlyList<string>> EmojiAsync(Scene scene) =>
        [.. (await scene.Server.AskAsync(db => db.Likes.Select(l => l.Emoji).ToListAsync())).Order(StringComparer.Ordinal)];
}
