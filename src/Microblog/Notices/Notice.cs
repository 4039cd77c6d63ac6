using Microblog.Actors;
using Microblog.Bookmarks;
using Microblog.Media;
using Microblog.Notices.Polls;
using Microblog.Notices.Quotes;
using Microblog.Reactions;
using Microblog.Web;

namespace Microblog.Notices;

/// <summary>Something an actor said: the unit of every timeline.</summary>
public sealed class Notice
{
    /// <summary>Grows with time, so newer notices sort after older ones, also those from elsewhere.</summary>
    public required long Id { get; init; }

    public required Uri Uri { get; init; }

    /// <summary>Its page for people; null when its server names none.</summary>
    public Uri? Url { get; set; }

    public required long AuthorId { get; init; }
    public Actor? Author { get; init; }

    public required CleanHtml Html { get; set; }

    /// <summary>What a local author typed; null for a remote notice.</summary>
    public string? Text { get; set; }

    /// <summary>Content warning, plain text; null for none.</summary>
    public string? Summary { get; set; }

    public bool IsSensitive { get; set; }

    /// <summary>BCP 47 language tag; null when not said.</summary>
    public string? Language { get; set; }

    /// <summary>What it was where it was written, when that was no notice; null for a notice.</summary>
    public NoticeKind? Kind { get; init; }

    public required Visibility Visibility { get; set; }
    public long? InReplyToId { get; set; }
    public Notice? InReplyTo { get; init; }

    /// <summary>What it replies to, by its own server's word: also when we do not have that notice.</summary>
    public Uri? InReplyToUri { get; set; }

    /// <summary>What it repeats: a repeat is a notice without words of its own.</summary>
    /// <remarks>Source: ActivityStreams Vocabulary, Announce.</remarks>
    public long? RepeatOfId { get; init; }
    public Notice? RepeatOf { get; init; }

    /// <summary>The conversation it belongs to; null when its server names none.</summary>
    /// <remarks>Source: ActivityStreams Vocabulary, context; FEP-7888.</remarks>
    public Uri? Context { get; set; }

    /// <summary>The collection of its replies on its own server; null for a notice from here and where none is named.</summary>
    public Uri? RepliesUri { get; set; }

    /// <summary>When its own server was last asked about it and its conversation; null for never.</summary>
    public DateTimeOffset? RefreshedAt { get; set; }
    public required DateTimeOffset PublishedAt { get; init; }
    public DateTimeOffset? EditedAt { get; set; }
    public ICollection<Addressee> Addressees { get; } = [];
    public ICollection<NoticeTag> Tags { get; } = [];

    /// <summary>At most one: only its author pins it.</summary>
    public ICollection<Pin> Pins { get; } = [];
    public ICollection<Like> Likes { get; } = [];
    public ICollection<Bookmark> Bookmarks { get; } = [];
    public ICollection<Notice> Repeats { get; } = [];
    public ICollection<Attachment> Attachments { get; } = [];
    public Poll? Poll { get; set; }

    /// <summary>What it quotes; null for nothing.</summary>
    public Quote? Quote { get; set; }

    /// <summary>Whom its author lets quote it; null where nothing was said.</summary>
    public QuotePolicy? QuotePolicy { get; set; }

    /// <summary>Where it is quoted, whatever its author says to that.</summary>
    public ICollection<Quote> Quotes { get; } = [];
}

/// <summary>What else is shown as a notice: its title, its beginning and a link to the whole.</summary>
/// <remarks>Source: ActivityStreams Vocabulary §3.3.</remarks>
public enum NoticeKind
{
    Article = 1,
    Page = 2,
    Video = 3,
    Image = 4,
    Audio = 5,
    Event = 6,
}

/// <summary>An actor whom a notice is for: mentioned in it and so addressed by it, as a rule.</summary>
public sealed class Addressee
{
    public long NoticeId { get; init; }
    public long ActorId { get; init; }

    /// <summary>The notice does not say so: its author's server brought it to this person's own inbox (ActivityPub §6, <c>bto</c> and <c>bcc</c>).
    /// None of its other readers learns of it.</summary>
    public bool IsUnnamed { get; set; }

    public Actor? Actor { get; init; }
}

/// <summary>What is left of a deleted notice, so that it does not come back and its address can say that it is gone.</summary>
/// <remarks>Source: ActivityPub §6.4, §7.4.</remarks>
public sealed class Tombstone
{
    public required Uri Uri { get; init; }
    public required long AuthorId { get; init; }

    /// <summary>Anybody could read it, so anybody may know that it is gone; otherwise it looks as if it had never been.</summary>
    public bool WasPublic { get; init; }

    public required DateTimeOffset DeletedAt { get; init; }
}
