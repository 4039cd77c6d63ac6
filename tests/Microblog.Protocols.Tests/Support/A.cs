using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.WebFinger;

namespace Microblog.Protocols.Tests.Support;

/// <summary>Plain examples, to be changed with <c>with</c>.</summary>
internal static class A
{
    public static readonly Uri Alice = new("https://social.example/users/alice");
    public static readonly Uri Bob = new("https://wiki.example/users/7");
    public static readonly Uri Mallory = new("https://evil.example/users/mallory");

    public static Note Note(Uri? author = null) => new(
        Under(author ?? Alice, "/notes/1"),
        author ?? Alice,
        "<p>Hello, fediverse.</p>",
        new DateTimeOffset(2025, 9, 30, 12, 34, 56, TimeSpan.Zero),
        Url: null,
        InReplyTo: null,
        Summary: null,
        Sensitive: false,
        Language: "en",
        [Addressing.Public],
        [Under(author ?? Alice, "/followers")],
        [],
        []);

    public static Create Create(Note note) => new(Under(note.Id, "/activity"), note.AttributedTo, note);

    public static Follow Follow() => new(Under(Bob, "#follows/3"), Bob, Alice);

    public static ActorDocument Actor(Uri? id = null)
    {
        var actor = id ?? Alice;
        return new ActorDocument(
            actor,
            "Person",
            "alice",
            "Alice",
            "<p>Edits.</p>",
            Url: null,
            Under(actor, "/inbox"),
            new Uri(actor, "/inbox"),
            Under(actor, "/outbox"),
            Under(actor, "/followers"),
            Under(actor, "/following"),
            new ActorKey(Under(actor, "#main-key"), actor, "pem"),
            ManuallyApprovesFollowers: false,
            Icon: new Uri("https://files.example/1.png"),
            Image: null,
            new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero),
            [new ProfileField("Wiki", "<a href=\"https://wiki.example/\">wiki</a>")]);
    }

    /// <summary>A note in which nothing is missing; no stranger could send more kinds of things in one.</summary>
    public static Note Everything() => WithParts(Note() with
    {
        Type = "Question",
        Name = "A title",
        Summary = "Spoilers",
        Sensitive = true,
        InReplyTo = Under(Bob, "/notices/1"),
        Updated = new DateTimeOffset(2025, 10, 1, 0, 0, 0, TimeSpan.Zero),
        Url = new Uri("https://social.example/@alice/1"),
        Context = new Uri("https://social.example/contexts/1"),
        Conversation = "tag:social.example,2025:1",
        MediaType = "text/markdown",
        Source = new NoteSource("Hello, *fediverse*.", "text/markdown"),
        Mentions = [new MentionTag(Bob, "@bob@wiki.example")],
        Hashtags = [new HashTag("wiki", new Uri("https://social.example/tags/wiki"))],
        Emojis = [Emoji()],
    });

    public static ActorDocument WholeActor() => Actor() with
    {
        Url = new Uri("https://social.example/@alice"),
        Image = new Uri("https://files.example/2.png"),
        IconMediaType = "image/png",
        ImageMediaType = "image/webp",
        OtherKeys = [new ActorKey(Under(Alice, "#old-key"), Alice, "pem")],
        AssertionMethods = [new Multikey(Under(Alice, "#ed25519"), Alice, "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2")],
        Liked = Under(Alice, "/liked"),
        Featured = Under(Alice, "/featured"),
        FeaturedTags = Under(Alice, "/tags"),
        AlsoKnownAs = [Bob],
        MovedTo = Bob,
        Discoverable = true,
        Indexable = false,
        Suspended = true,
        Memorial = true,
        Emojis = [Emoji()],
        WebFinger = new Handle("alice", "social.example"),
        AttributionDomains = ["news.example"],
        PostingRestrictedToMods = true,
    };

    public static EmojiTag Emoji() => new(
        "blobcat",
        new Uri("https://files.example/blobcat.png"),
        new Uri("https://social.example/emojis/1"),
        new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public static Like Reaction() =>
        new(Under(Alice, "#likes/1"), Alice, Under(Bob, "/notices/1"), new EmojiReaction(":blobcat:", Emoji()));

    public static Announce Announce() => new(
        Under(Alice, "#repeats/1"),
        Alice,
        Under(Bob, "/notices/1"),
        [Addressing.Public],
        [Under(Alice, "/followers")],
        new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Bob asks Alice.</summary>
    public static QuoteRequest QuoteRequest() => new(Under(Bob, "#quotes/1"), Bob, Note().Id, Under(Bob, "/notices/3"));

    public static Uri Under(Uri id, string rest) => new(id.AbsoluteUri + rest);

    private static Note WithParts(Note note) => note with
    {
        Attachments =
        [
            new NoteAttachment("Document", new Uri("https://files.example/1.jpg"), "image/jpeg")
            {
                Description = "A harbour",
                Blurhash = "UBL_:rOpGG-oBUNG,qRj2so|=eE1w^n4S5NH",
                Focus = new FocalPoint(-0.1, 1),
                Width = 10,
                Height = 20,
            },
            new NoteAttachment("Video", new Uri("https://files.example/1.mp4"), null)
            {
                Duration = TimeSpan.FromMilliseconds(61_250),
                Preview = new Uri("https://files.example/1.png"),
            },
        ],
        Replies = Under(note.Id, "/replies"),
        Likes = Under(note.Id, "/likes"),
        Shares = Under(note.Id, "/shares"),
        Group = new Uri("https://lemmy.example/c/trains"),
        Link = new Uri("https://news.example/"),
        Preview = new Uri("https://files.example/2.png"),
        Poll = new NotePoll(
            [new NotePollChoice("Tea", 1), new NotePollChoice("Coffee", 0)],
            IsMultiple: true,
            new DateTimeOffset(2025, 10, 2, 0, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2025, 10, 2, 0, 0, 1, TimeSpan.Zero),
            Voters: 1),
        InteractionPolicy = new InteractionPolicy
        {
            CanQuote = new InteractionRule([Addressing.Public], [Bob]),
            CanReply = new InteractionRule([], []),
            CanLike = new InteractionRule([Alice], []),
            CanAnnounce = new InteractionRule([], [Addressing.Public]),
        },
        Quote = new NoteQuote(Under(Bob, "/notices/2"), Under(Bob, "/stamps/2")),
    };
}
