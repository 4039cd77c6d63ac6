using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Tests.Support;

namespace Microblog.Protocols.Tests.ActivityPub;

public sealed class PeerVerbTests
{
    private const string Bob = "https://wiki.example/users/7";
    private const string Notice = "https://wiki.example/users/7/notices/12";

    [Theory]
    [InlineData("mastodon-4.5/announce", "https://social.example/users/alice", Notice, Audience.Public)]
    [InlineData("gotosocial-0.20/announce", "https://gts.example/users/carol", Notice, Audience.Unlisted)]
    [InlineData("misskey-2025.9/announce", "https://mk.example/users/9x1", Notice, Audience.Public)]
    [InlineData("peertube-7.0/announce", "https://tube.example/video-channels/workshop", "https://tube.example/videos/watch/e7946124-7b72-4ad7-9d22-844a84bb2de1", Audience.Public)]
    [InlineData("mobilizon-5.1/announce", "https://events.example/@dancers", "https://events.example/events/b81c0531-a57c-497d-93ba-af0f8b255498", Audience.Public)]
    public void A_repeat_names_the_note_and_its_readers(string fixture, string actor, string note, Audience audience)
    {
        var announce = Parse<Announce>(fixture);

        Assert.Equal((actor, note), (announce.Actor.AbsoluteUri, announce.Object.AbsoluteUri));
        Assert.Equal(audience, Addressing.AudienceOf(announce.To, announce.Cc, followers: null));
    }

    [Theory]
    [InlineData("lemmy-0.19/announce-create-page", "Create", "https://ds9.example/activities/create/2807c9ec", "https://ds9.example/post/7")]
    [InlineData("lemmy-0.19/announce-undo-dislike", "Undo", "https://ds9.example/activities/undo/1", "https://ds9.example/activities/dislike/1")]
    [InlineData("wordpress-7.5/announce-update", "Update", "https://blog.example/?p=42#activity", "https://blog.example/?p=42")]
    public void What_a_group_passes_on_is_only_named(string fixture, string type, string activity, string about)
    {
        var announced = Parse<AnnouncedActivity>(fixture);

        Assert.Equal((type, activity, about), (announced.Type, announced.ActivityId.AbsoluteUri, announced.Object?.AbsoluteUri));
        Assert.Contains(Addressing.Public, announced.To);
    }

    [Theory]
    [InlineData("pixelfed-0.12/like", null)]
    [InlineData("friendica-2024.12/like", null)]
    [InlineData("misskey-2025.9/like", "👍")]
    [InlineData("pleroma-2.7/emoji-react", "🔥")]
    public void A_like_may_hold_an_emoji(string fixture, string? emoji)
    {
        var like = Parse<Like>(fixture);

        Assert.Equal((Notice, emoji), (like.Object.AbsoluteUri, like.Reaction?.Text));
        Assert.Null(like.Reaction?.Emoji);
    }

    [Theory]
    [InlineData("misskey-2025.9/like-custom", ":nekochan:", "nekochan", "https://files.mk.example/nekochan.webp")]
    [InlineData("pleroma-2.7/emoji-react-custom", ":dinosaur:", "dinosaur", "https://pl.example/emoji/dinosaur.gif")]
    public void A_like_may_hold_an_emoji_with_a_picture(string fixture, string text, string name, string icon)
    {
        var reaction = Parse<Like>(fixture).Reaction;

        Assert.Equal((text, name, icon), (reaction?.Text, reaction?.Emoji?.Name, reaction?.Emoji?.Icon.AbsoluteUri));
    }

    [Theory]
    [InlineData("mastodon-4.5/undo-announce", typeof(Announce))]
    [InlineData("pixelfed-0.12/undo-announce", typeof(Announce))]
    [InlineData("gotosocial-0.20/undo-like", typeof(Like))]
    [InlineData("lemmy-0.19/undo-like", typeof(Like))]
    [InlineData("sharkey-2025.4/undo-like", typeof(Like))]
    [InlineData("friendica-2024.12/undo-dislike", typeof(Unknown))]
    public void What_is_undone_keeps_its_type(string fixture, Type type)
    {
        var undo = Parse<Undo>(fixture);

        Assert.IsType(type, undo.Object);
        Assert.Equal((undo.Object?.Id, undo.Actor), (undo.ObjectId, undo.Object?.Actor));
    }

    [Theory]
    [InlineData("mastodon-4.5/flag", "Spam, again and again", new[] { Bob, Notice })]
    [InlineData("peertube-7.0/flag", "breaks the rules", new[] { Notice })]
    [InlineData("lemmy-0.19/flag", "off topic", new[] { Notice })]
    public void A_report_says_about_what_and_why(string fixture, string why, string[] about)
    {
        var flag = Parse<Flag>(fixture);

        Assert.Equal(why, flag.Content);
        Assert.Equal(about, flag.Objects.Select(o => o.AbsoluteUri));
    }

    [Fact]
    public void A_move_says_whereto()
    {
        var move = Parse<Move>("mastodon-4.5/move");

        Assert.Equal((A.Alice, "https://gts.example/users/alice"), (move.Object, move.Target.AbsoluteUri));
    }

    [Fact]
    public void A_block_says_whom() => Assert.Equal(Bob, Parse<Block>("mastodon-4.5/block").Object.AbsoluteUri);

    [Fact]
    public void A_note_is_pinned()
    {
        var add = Parse<Add>("mastodon-4.5/add-featured");

        Assert.Equal("https://social.example/users/alice/statuses/113", add.Object.AbsoluteUri);
        Assert.Equal("https://social.example/users/alice/collections/featured", add.Target.AbsoluteUri);
    }

    [Theory]
    [InlineData("mastodon-4.5/add-featured-tag", "Add", "Hashtag")]
    [InlineData("hubzilla-9.4/add-conversation", "Add", "Create")]
    [InlineData("mobilizon-5.1/join", "Join", null)]
    public void What_we_do_not_read_says_what_it_is_about(string fixture, string type, string? about)
    {
        var unknown = Parse<Unknown>(fixture);

        Assert.Equal((type, about), (unknown.Type, unknown.ObjectType));
        Assert.NotNull(unknown.ObjectId);
    }

    [Fact]
    public void A_vote_from_Mastodon_is_told_from_a_note()
    {
        var vote = Parse<Create>("mastodon-4.5/vote").Object;

        Assert.True(vote.IsVote);
        Assert.Equal(("Tea", Notice, Bob), (vote.Name, vote.InReplyTo?.AbsoluteUri, Assert.Single(vote.To).AbsoluteUri));
    }

    [Fact]
    public void Who_wants_to_quote_names_both_notes()
    {
        var request = Parse<QuoteRequest>("mastodon-4.5/quote-request");

        Assert.Equal((Notice, "https://social.example/users/alice/statuses/121"), (request.Object.AbsoluteUri, request.Instrument.AbsoluteUri));
        Assert.Equal(("<p>This.</p>", Notice), (request.Note?.Content, request.Note?.Quote?.Object.AbsoluteUri));
    }

    [Fact]
    public void Who_may_quote_gets_a_stamp()
    {
        var accept = Parse<Accept>("mastodon-4.5/accept-quote");
        var stamp = QuoteParser.ParseAuthorization(Fixture.Read("mastodon-4.5/quote-authorization"));
        var quoting = A.Note(A.Bob) with
        {
            Id = accept.QuoteRequest!.Instrument,
            Quote = new NoteQuote(accept.QuoteRequest.Object, accept.Result),
        };

        Assert.Null(accept.Follow);
        Assert.Equal("https://wiki.example/users/7/quotes/3", accept.FollowId?.AbsoluteUri);
        Assert.Equal(accept.Result, stamp.Id);
        Assert.Null(Origin.ObjectionToFetched(stamp, stamp.Id, quoting, A.Alice));
    }

    [Fact]
    public void A_deleted_article_from_WordPress_is_named() =>
        Assert.Equal("https://blog.example/?p=42", Parse<Delete>("wordpress-7.5/delete").Object.AbsoluteUri);

    [Fact]
    public void A_comment_from_PeerTube_is_a_reply()
    {
        var note = Parse<Create>("peertube-7.0/create-comment").Object;

        Assert.Equal((Notice, "thanks", "text/markdown"), (note.InReplyTo?.AbsoluteUri, note.Content, note.MediaType));
    }

    private static T Parse<T>(string fixture)
        where T : Activity
    {
        var activity = Assert.IsType<T>(ActivityParser.Parse(Fixture.Read(fixture)));
        Assert.Null(Origin.Objection(activity));
        return activity;
    }
}
