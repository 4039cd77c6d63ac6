using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Peers;

/// <summary>Emoji given to what is said here, and from here to what is said on Fedify.</summary>
public sealed class FedifyEmojiTests(FedifyPair pair)
{
    [FedifyTheory]
    [EachDatabase("like", "🎉")]
    [EachDatabase("react", "🎉")]
    [EachDatabase("like", ":blobcat:")]
    [EachDatabase("react", ":blobcat:")]
    public async Task An_emoji_from_Fedify_is_kept_until_it_is_undone(TestDatabase database, string deed, string emoji)
    {
        await using var ours = await TestServer.StartAsync(database);
        var alice = await ours.SignUpAsync("alice");
        var bob = (await pair.MeetAsync()).Bob;
        var notice = await alice.PostAsync("What do you think?");
        var to = new[] { alice.Actor.Uri };
        var picture = emoji[0] == ':' ? new Uri(bob.Server.Url, "/blobcat.png") : null;
        var emojis = picture is null ? [] : new[] { new[] { emoji.Trim(':'), picture.AbsoluteUri } };

        var done = await bob.DoAsync(deed, new { @object = notice.Uri, content = emoji, emojis, to });
        await ours.WaitUntilAsync(db => db.Likes.AnyAsync(l => l.NoticeId == notice.Id && l.Emoji == emoji));
        Assert.Equal(picture, await ours.AskAsync(db => db.Likes.Select(l => l.EmojiUrl).SingleAsync()));

        await bob.DoAsync("undo", new { activity = (string)done["activity"]!, to });
        await ours.WaitUntilAsync(async db => !await db.Likes.AnyAsync());
    }

    [FedifyTheory, EachDatabase]
    public async Task An_emoji_from_here_is_heard_as_a_like_that_says_it_and_so_is_its_undoing(TestDatabase database)
    {
        await using var ours = await TestServer.StartAsync(database);
        var alice = await ours.SignUpAsync("alice");
        var bob = (await pair.MeetAsync()).Bob;
        await alice.FollowAsync(bob.Handle);
        await ours.WaitUntilAsync(db => db.Follows.AnyAsync(f => f.IsAccepted));
        var note = await bob.PostAsync(new { content = "<p>What do you think?</p>" });
        await alice.SeesAtHomeAsync("What do you think?");
        var known = await ours.AskAsync(db => db.Notices.Select(n => n.Id).SingleAsync());

        await alice.LikeAsync(known, "🎉");
        var like = await bob.Server.ReceivesAsync(a => a.Type == "Like" && a.ObjectId == note.AbsoluteUri);
        Assert.Equal(("🎉", 202, "valid"), ((string?)like.Activity["content"], like.Status, like.Proof));

        await alice.UnlikeAsync(known, "🎉");
        var undo = await bob.Server.ReceivesAsync(a => a.Type == "Undo" && a.ObjectId == (string)like.Activity["id"]!);
        Assert.Equal(("Like", "🎉"), ((string?)undo.Object["type"], (string?)undo.Object["content"]));
    }
}
