namespace Microblog.Protocols.ActivityPub;

/// <summary>A notice, as ActivityPub says it.</summary>
/// <param name="Content">HTML as it was sent: clean it before anybody sees it.</param>
/// <param name="Url">The page to read it on; null unless that is on the host of <paramref name="Id"/>.</param>
/// <param name="Summary">The content warning, as it was sent; of an Article the abstract; never empty.</param>
/// <param name="Language">A language tag, such as <c>en</c> or <c>pt-BR</c>.</param>
/// <param name="To">Where it is addressed to the public, that is always <see cref="Addressing.Public"/>.</param>
/// <param name="Context">The thread, where the author's server names it by an http address.</param>
public sealed record Note(
    Uri Id,
    Uri AttributedTo,
    string Content,
    DateTimeOffset? Published,
    Uri? Url,
    Uri? InReplyTo,
    string? Summary,
    bool Sensitive,
    string? Language,
    IReadOnlyList<Uri> To,
    IReadOnlyList<Uri> Cc,
    IReadOnlyList<MentionTag> Mentions,
    IReadOnlyList<HashTag> Hashtags,
    DateTimeOffset? Updated = null,
    Uri? Context = null)
{
    /// <summary>One of <see cref="NoteParser.Types"/>; only a Note and a Question are written to be read here.</summary>
    public string Type { get; init; } = "Note";

    /// <summary>The title, plain text; the choice, where this <see cref="IsVote"/>.</summary>
    public string? Name { get; init; }

    /// <summary>What the content is, where it is not HTML: such as <c>text/markdown</c> from PeerTube.</summary>
    public string? MediaType { get; init; }

    /// <summary>What the author typed, from which the content was made.</summary>
    public NoteSource? Source { get; init; }

    /// <summary>The pictures that stand for <c>:shortcodes:</c> in its texts.</summary>
    public IReadOnlyList<EmojiTag> Emojis { get; init; } = [];

    public IReadOnlyList<NoteAttachment> Attachments { get; init; } = [];

    /// <summary>
    /// The thread by its older name, as it was sent: often a <c>tag:</c> URI. See also <see cref="Context"/>.
    /// </summary>
    public string? Conversation { get; init; }

    /// <summary>
    /// The collection of answers; null unless on the note's own server, and so are <see cref="Likes"/> and
    /// <see cref="Shares"/>.
    /// </summary>
    public Uri? Replies { get; init; }

    public Uri? Likes { get; init; }

    public Uri? Shares { get; init; }

    /// <summary>It does not say whom it is for, not even that it is for nobody.</summary>
    public bool SaysNoAudience { get; init; }

    /// <summary>The group in which it is said.</summary>
    /// <remarks>Source: FEP-1b12.</remarks>
    public Uri? Group { get; init; }

    /// <summary>The page that it is about, as a Page of Lemmy names it; on any server.</summary>
    public Uri? Link { get; init; }

    /// <summary>A picture that stands for it, such as the thumbnail of a Video.</summary>
    public Uri? Preview { get; init; }

    /// <summary>What a Question asks; null for every other type.</summary>
    public NotePoll? Poll { get; init; }

    /// <summary>Null when nothing was said about it.</summary>
    public InteractionPolicy? InteractionPolicy { get; init; }

    public NoteQuote? Quote { get; init; }

    /// <summary>Whether it is a vote in the poll that it replies to, and no note at all.</summary>
    /// <remarks>COMPAT(Mastodon): there is no other verb for it.</remarks>
    public bool IsVote =>
        Type is "Note" && Name is not null && Content.Length == 0 && InReplyTo is not null && Attachments.Count == 0;
}

/// <summary>Somebody who is named in a note.</summary>
/// <param name="Href">The id of the actor mentioned.</param>
/// <param name="Name">Such as <c>@alice@example.org</c>.</param>
public sealed record MentionTag(Uri Href, string? Name);

/// <summary>A word under which a note is found.</summary>
/// <param name="Name">Without the leading <c>#</c>, in the author's spelling.</param>
/// <param name="Href">A page with more of the kind, on whatever server.</param>
public sealed record HashTag(string Name, Uri? Href);

/// <summary>A picture for a <c>:shortcode:</c>.</summary>
/// <param name="Name">The shortcode without its colons: letters, digits, <c>_</c>, <c>-</c>, <c>+</c> and <c>.</c></param>
/// <param name="Icon">Where the picture is, on whatever server.</param>
/// <param name="Id">Null when it has none, or that is no http address.</param>
/// <param name="Updated">When the picture last changed.</param>
public sealed record EmojiTag(string Name, Uri Icon, Uri? Id = null, DateTimeOffset? Updated = null)
{
    /// <summary>Of the picture.</summary>
    public string? MediaType { get; init; }
}

/// <summary>What an author typed.</summary>
/// <param name="MediaType">Such as <c>text/plain</c> or <c>text/markdown</c>; null when it was not said.</param>
public sealed record NoteSource(string Content, string? MediaType);

/// <summary>The note that a note quotes.</summary>
/// <param name="Object">The id of the quoted note.</param>
/// <param name="Authorization">
/// The id of the <see cref="QuoteAuthorization"/> that proves the quoted author's consent; null when none was given.
/// </param>
/// <remarks>
/// Source: FEP-044f. Also read from <c>quoteUrl</c>, <c>quoteUri</c>, <c>_misskey_quote</c> and the links of FEP-e232,
/// which know of no consent.
/// </remarks>
public sealed record NoteQuote(Uri Object, Uri? Authorization = null);
