using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Tests.Support;

namespace Microblog.Protocols.Tests.ActivityPub;

public sealed class PeerNoteTests
{
    private const string Quoted = "https://wiki.example/users/7/notices/12";

    [Fact]
    public void A_poll_from_Mastodon_has_its_choices_and_counts()
    {
        var note = Note("mastodon-4.5/question");
        var poll = note.Poll!;

        Assert.Equal("Question", note.Type);
        Assert.Equal([new NotePollChoice("Tea", 5), new NotePollChoice("Coffee", 8)], poll.Choices);
        Assert.Equal((false, null, 13L), (poll.IsMultiple, poll.Closed, poll.Voters));
        Assert.Equal(new DateTimeOffset(2025, 11, 2, 10, 0, 0, TimeSpan.Zero), poll.EndTime);
        Assert.Equal("tag:social.example,2025-11-01:objectId=77:objectType=Conversation", note.Conversation);
        Assert.Equal("https://social.example/contexts/9-120", note.Context?.AbsoluteUri);
        Assert.Equal("https://social.example/users/alice/statuses/120/replies", note.Replies?.AbsoluteUri);
        Assert.Equal("https://social.example/users/alice/statuses/120/likes", note.Likes?.AbsoluteUri);
        Assert.Equal("https://social.example/users/alice/statuses/120/shares", note.Shares?.AbsoluteUri);
        Assert.Equal(
            new EmojiTag(
                "blobcat",
                new Uri("https://files.social.example/emojis/blobcat.png"),
                new Uri("https://social.example/emojis/5"),
                new DateTimeOffset(2024, 2, 3, 4, 5, 6, TimeSpan.Zero))
            { MediaType = "image/png" },
            Assert.Single(note.Emojis));
        Assert.Equal(A.Alice, Assert.Single(note.InteractionPolicy!.CanQuote!.Automatic));
        Assert.Empty(note.InteractionPolicy.CanQuote.Manual);
        Assert.Null(note.InteractionPolicy.CanReply);
    }

    [Fact]
    public void A_quote_from_Mastodon_names_its_stamp_and_has_its_media()
    {
        var note = Note("mastodon-4.5/quote-note");

        Assert.Equal((Quoted, "https://wiki.example/users/7/stamps/5"), (note.Quote?.Object.AbsoluteUri, note.Quote?.Authorization?.AbsoluteUri));
        Assert.Equal(
            new NoteAttachment("Document", new Uri("https://files.social.example/media/1.jpg"), "image/jpeg")
            {
                Description = "A harbour at dawn",
                Blurhash = "UBL_:rOpGG-oBUNG,qRj2so|=eE1w^n4S5NH",
                Focus = new FocalPoint(-0.25, 0.5),
                Width = 1600,
                Height = 1200,
            },
            note.Attachments[0]);
        Assert.Equal(
            new NoteAttachment("Document", new Uri("https://files.social.example/media/2.mp4"), "video/mp4")
            {
                Width = 640,
                Height = 360,
                Duration = TimeSpan.FromSeconds(12.5),
                Preview = new Uri("https://files.social.example/media/2-small.png"),
            },
            note.Attachments[1]);
        Assert.Equal(2, note.Attachments.Count);
        Assert.Equal("https://news.example/article", note.Link?.AbsoluteUri);
        Assert.Equal(Addressing.Public, Assert.Single(note.InteractionPolicy!.CanQuote!.Automatic));
        Assert.Equal("https://social.example/users/alice/followers", Assert.Single(note.InteractionPolicy.CanQuote.Manual).AbsoluteUri);
    }

    [Fact]
    public void A_note_from_GoToSocial_says_who_may_do_what()
    {
        var note = Note("gotosocial-0.20/note-with-policy");
        var policy = note.InteractionPolicy!;

        Assert.Equal("https://gts.example/users/carol", Assert.Single(policy.CanAnnounce!.Automatic).AbsoluteUri);
        Assert.Equal(Addressing.Public, Assert.Single(policy.CanLike!.Automatic));
        Assert.Equal(["https://gts.example/users/carol/followers", "https://wiki.example/users/7"], policy.CanReply!.Automatic.Select(u => u.AbsoluteUri));
        Assert.Equal(Addressing.Public, Assert.Single(policy.CanReply.Manual));
        Assert.Null(policy.CanQuote);
        Assert.Equal(("Image", "image/webp", "A cat", new FocalPoint(0, 0)), OfOnly(note.Attachments));
        Assert.Equal("rainbow", Assert.Single(note.Emojis).Name);
        Assert.Equal("https://gts.example/users/carol/statuses/01K8/replies", note.Replies?.AbsoluteUri);
        Assert.Equal(Audience.Followers, Addressing.AudienceOf(note, new Uri("https://gts.example/users/carol/followers")));
    }

    [Fact]
    public void The_older_names_of_GoToSocials_policy_are_read()
    {
        var create = Assert.IsType<Create>(ActivityParser.Parse(Fixture.Read("gotosocial-0.20/create-note")));

        Assert.Equal(Addressing.Public, Assert.Single(create.Object.InteractionPolicy!.CanLike!.Automatic));
    }

    [Fact]
    public void A_closed_poll_from_Misskey_that_quotes()
    {
        var note = Note("misskey-2025.9/question");

        Assert.Equal([new NotePollChoice("one", 2), new NotePollChoice("two", 0)], note.Poll!.Choices);
        Assert.Equal((true, null), (note.Poll.IsMultiple, note.Poll.Voters));
        Assert.Equal(6, note.Poll.Closed?.Day);
        Assert.Equal(new NoteQuote(new Uri(Quoted)), note.Quote);
        Assert.Equal(new NoteSource("Which?", "text/x.misskeymarkdown"), note.Source);
        Assert.Equal(("quiz", true), (note.Summary, note.Sensitive));
        Assert.Equal("scan", Assert.Single(note.Attachments).Description);
    }

    [Fact]
    public void A_picture_from_Pleroma_is_described_by_its_link()
    {
        var note = Note("pleroma-2.7/note-with-media");
        var map = Assert.Single(note.Attachments);

        Assert.Equal(("https://pl.example/media/map.png", "image/png", 800, 600), (map.Url.AbsoluteUri, map.MediaType, map.Width, map.Height));
        Assert.Equal(new NoteQuote(new Uri(Quoted)), note.Quote);
        Assert.Equal(("https://pl.example/contexts/5d0b", "https://pl.example/contexts/5d0b"), (note.Context?.AbsoluteUri, note.Conversation));
    }

    [Fact]
    public void A_page_from_Lemmy_has_a_title_a_link_and_a_group()
    {
        var note = Note("lemmy-0.19/page");

        Assert.Equal(("Page", "A new line opens", "fr"), (note.Type, note.Name, note.Language));
        Assert.Equal("https://news.example/line", note.Link?.AbsoluteUri);
        Assert.Equal("https://lemmy.example/c/trains", note.Group?.AbsoluteUri);
        Assert.Equal("https://lemmy.example/pictrs/image/thumb.png", note.Preview?.AbsoluteUri);
        Assert.Equal("<p>At last.</p>\n", note.Content);
        Assert.Null(note.MediaType);
        Assert.Empty(note.Attachments);
        Assert.Equal("trains", Assert.Single(note.Hashtags).Name);
    }

    [Fact]
    public void A_video_from_PeerTube_is_its_makers_not_its_channels()
    {
        var note = Note("peertube-7.0/video");

        Assert.Equal(("Video", "How to solder", "en"), (note.Type, note.Name, note.Language));
        Assert.Equal("https://tube.example/accounts/makers", note.AttributedTo.AbsoluteUri);
        Assert.Equal("https://tube.example/w/e7946124", note.Url?.AbsoluteUri);
        Assert.Equal("text/markdown", note.MediaType);
        Assert.Equal("https://tube.example/lazy-static/previews/1.jpg", note.Preview?.AbsoluteUri);
        Assert.EndsWith("/comments", note.Replies?.AbsoluteUri, StringComparison.Ordinal);
        Assert.Null(note.Poll);
    }

    [Fact]
    public void A_photograph_from_Pixelfed_has_its_description()
    {
        var note = Created("pixelfed-0.12/create-note");

        Assert.Equal(["Image", "Video"], note.Attachments.Select(a => a.Type));
        Assert.Equal(("A blue house", 1080, 1350), (note.Attachments[0].Description, note.Attachments[0].Width, note.Attachments[0].Height));
        Assert.Null(note.Attachments[1].Description);
        Assert.Equal("https://wiki.example/users/7", Assert.Single(note.Mentions).Href.AbsoluteUri);
        Assert.Equal(Quoted, note.InReplyTo?.AbsoluteUri);
    }

    [Fact]
    public void An_article_from_WordPress_has_a_title_and_an_abstract()
    {
        var note = Note("wordpress-7.5/article");

        Assert.Equal(("Article", "On printing", "Movable type […]", "en"), (note.Type, note.Name, note.Summary, note.Language));
        Assert.Equal("https://blog.example/on-printing/", note.Url?.AbsoluteUri);
        Assert.Equal("https://blog.example/?author=1", note.AttributedTo.AbsoluteUri);
        Assert.Equal("https://blog.example/wp-content/uploads/press-large.jpg", note.Preview?.AbsoluteUri);
        Assert.Equal("A press", Assert.Single(note.Attachments).Description);
        Assert.Equal(Addressing.Public, Assert.Single(note.InteractionPolicy!.CanQuote!.Automatic));
        Assert.Equal("https://blog.example/wp-json/activitypub/1.0/posts/42/likes", note.Likes?.AbsoluteUri);
    }

    [Fact]
    public void An_article_from_Friendica_tells_its_language_beside_another_text()
    {
        var note = Created("friendica-2024.12/create-article");

        Assert.Equal(("Article", "From Friendica", "Hello trains!", "de"), (note.Type, note.Name, note.Content, note.Language));
        Assert.Equal("text/bbcode", note.Source?.MediaType);
        Assert.Equal(Audience.Unlisted, Addressing.AudienceOf(note, followers: null));
        Assert.Equal(1024, Assert.Single(note.Attachments).Width);
    }

    [Fact]
    public void A_note_with_a_title_from_Hubzilla_is_no_vote()
    {
        var note = Created("hubzilla-9.4/create-note");

        Assert.Equal(("Note", "First Monday", "Back to <b>work</b>."), (note.Type, note.Name, note.Content));
        Assert.Equal("https://hub.example/photo/1.png", Assert.Single(note.Attachments).Url.AbsoluteUri);
        Assert.False(note.IsVote);
    }

    [Fact]
    public void An_event_from_Mobilizon_is_its_groups()
    {
        var note = Note("mobilizon-5.1/event");

        Assert.Equal(("Event", "Scottish dance class", "en"), (note.Type, note.Name, note.Language));
        Assert.Equal("https://events.example/@dancers", note.AttributedTo.AbsoluteUri);
        Assert.Equal(["Dance", "lesson"], note.Hashtags.Select(h => h.Name), StringComparer.OrdinalIgnoreCase);
        Assert.Equal("https://events.example/events/b81c0531-a57c-497d-93ba-af0f8b255498", note.Url?.AbsoluteUri);
    }

    [Fact]
    public void An_edited_note_from_Sharkey_quotes_and_replies()
    {
        var update = Assert.IsType<Update>(ActivityParser.Parse(Fixture.Read("sharkey-2025.4/update-note")));

        Assert.Null(Origin.Objection(update));
        Assert.Equal(new NoteQuote(new Uri(Quoted)), update.Note?.Quote);
        Assert.Equal(Quoted, update.Note?.InReplyTo?.AbsoluteUri);
        Assert.True(update.Note?.Updated > update.Note?.Published);
    }

    private static (string Type, string? MediaType, string? Description, FocalPoint? Focus) OfOnly(IReadOnlyList<NoteAttachment> attachments)
    {
        var only = Assert.Single(attachments);
        return (only.Type, only.MediaType, only.Description, only.Focus);
    }

    private static Note Note(string fixture)
    {
        var note = NoteParser.Parse(Fixture.Read(fixture));
        Assert.Null(Origin.ObjectionToFetched(note, note.Id));
        return note;
    }

    private static Note Created(string fixture)
    {
        var create = Assert.IsType<Create>(ActivityParser.Parse(Fixture.Read(fixture)));
        Assert.Null(Origin.Objection(create));
        return create.Object;
    }
}
