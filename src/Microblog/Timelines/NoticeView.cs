using System.Linq.Expressions;
using Microblog.Actors;
using Microblog.Filters;
using Microblog.Media;
using Microblog.Moderation;
using Microblog.Notices;
using Microblog.Notices.Polls;
using Microblog.Notices.Quotes;
using Microblog.Notices.Text;
using Microblog.Web;

namespace Microblog.Timelines;

/// <summary>A notice as a page shows it.</summary>
public sealed record NoticeView
{
    public required long Id { get; init; }
    public required Uri Uri { get; init; }
    public required Uri? Url { get; init; }
    public required ActorName Author { get; init; }
    public required CleanHtml Html { get; set; }
    public required string? Summary { get; init; }
    public required string? Language { get; init; }
    public required Visibility Visibility { get; init; }
    public required long? InReplyToId { get; init; }
    public required DateTimeOffset PublishedAt { get; init; }
    public required DateTimeOffset? EditedAt { get; init; }

    /// <summary>Its author put it at the top of their profile.</summary>
    public required bool IsPinned { get; init; }

    /// <summary>Plain likes it was given, without emoji and those of blocked accounts.</summary>
    public required int Likes { get; init; }

    /// <summary>How often it was repeated for everybody, by blocked accounts aside.</summary>
    public required int Repeats { get; init; }

    /// <summary>The viewer likes it.</summary>
    public required bool IsLiked { get; init; }

    /// <summary>The viewer repeated it.</summary>
    public required bool IsRepeated { get; init; }

    /// <summary>The viewer marked it to find it again.</summary>
    public required bool IsBookmarked { get; init; }

    /// <summary>In how many notices for everybody it is quoted with its author's consent, those of blocked accounts aside.</summary>
    public required int Quotes { get; init; }

    /// <summary>What it quotes; null for nothing.</summary>
    public required QuoteLine? Quote { get; init; }

    /// <summary>That notice; null where its author did not agree, it is gone, or the viewer may not read it, and before <see cref="FillNotices"/>.</summary>
    public NoticeView? Quoted { get; private set; }

    /// <summary>Whom its author lets quote it; null when nothing was said.</summary>
    public required QuotePolicy? QuotePolicy { get; init; }

    /// <summary>What it repeats, which is then what is read; null when it says something itself.</summary>
    public NoticeView? Original { get; init; }

    /// <summary>What it was where it was written; null for a notice.</summary>
    public required NoticeKind? Kind { get; init; }

    public required bool IsSensitive { get; init; }
    public required bool HasPoll { get; init; }
    public required bool HasAttachments { get; init; }

    /// <summary>What it asks, as the viewer sees that; null for nothing, and before <see cref="FillNotices"/>.</summary>
    public PollView? Poll { get; private set; }

    /// <summary>In order.</summary>
    public IReadOnlyList<Attachment> Attachments { get; private set; } = [];

    /// <summary>The names of the viewer's filters under which it is folded here.</summary>
    public IReadOnlyList<string> FoldedBy { get; private set; } = [];

    /// <summary>A filter of the viewer's hides its files here.</summary>
    public bool HidesFiles { get; private set; }

    /// <summary>A filter of the viewer's leaves it out here.</summary>
    internal bool IsLeftOut { get; private set; }

    /// <summary>Everything that can be read in it, as plain text.</summary>
    internal IReadOnlyList<string> Words =>
    [
        .. new[] { HtmlCleaner.PlainText(Html.Value), Summary }
            .Concat(Attachments.Select(a => a.Description))
            .Concat(Poll?.Choices.Select(c => c.Title) ?? [])
            .OfType<string>(),
    ];

    private Func<string, EmojiPicture?> FindEmoji { get; set; } = _ => null;

    /// <summary>A plain text of its author's, such as the content warning, with pictures for emoji.</summary>
    public CleanHtml WithEmoji(string text) => EmojiHtml.Show(text, FindEmoji);

    /// <summary>Adds what is not in its row.</summary>
    internal void Fill(NoticeParts parts)
    {
        FindEmoji = code => parts.Emojis.Find(Author.Host, code);
        Html = EmojiHtml.Show(Html, FindEmoji);
        Poll = parts.Polls.GetValueOrDefault(Id);
        Attachments = [.. parts.Attachments[Id]];
    }

    /// <summary>Adds which of the viewer's filters are for it.</summary>
    internal void Fill(IReadOnlyList<FilterMatch> matches)
    {
        FoldedBy = [.. matches.Where(m => m.Filter.Action == FilterAction.Warn).Select(m => m.Filter.Title)];
        HidesFiles = matches.Any(m => m.Filter.Action == FilterAction.Blur);
        IsLeftOut = matches.Any(m => m.Filter.Action == FilterAction.Hide);
    }

    /// <summary>Adds what it quotes.</summary>
    internal void Fill(NoticeView? quoted) => Quoted = quoted;

    /// <summary>Its page here.</summary>
    public string Path => $"{Author.Path}/{Id}";

    /// <summary>The columns it takes.</summary>
    public static Expression<Func<Notice, NoticeView>> Shape(Reader reader) => Own(reader).Holding(nameof(Original), n => n.RepeatOf);

    private static Expression<Func<Notice, NoticeView>> Own(Reader reader)
    {
        var (viewer, now) = reader;
        var closed = Block.ClosesAccountAt(now);
        var marked = Block.MarksSensitiveAt(now);
        var counted = QuoteQueries.CountedAt(now);
        return n => new NoticeView
        {
            Id = n.Id,
            Uri = n.Uri,
            Url = n.Url,
            Author = new ActorName(n.AuthorId, n.Author!.Handle, n.Author.Host, n.Author.DisplayName, n.Author.IconUrl),
            Html = n.Html,
            Summary = n.Summary,
            Language = n.Language,
            Visibility = n.Visibility,
            InReplyToId = n.InReplyToId,
            PublishedAt = n.PublishedAt,
            EditedAt = n.EditedAt,
            IsPinned = n.Pins.Any(),
            Likes = n.Likes.Count(l => l.Emoji == "" && !l.Actor!.Blocks.AsQueryable().Any(closed)),
            Repeats = n.Repeats.Count(r => r.Visibility <= Visibility.Unlisted && !r.Author!.Blocks.AsQueryable().Any(closed)),
            IsLiked = n.Likes.Any(l => l.ActorId == viewer && l.Emoji == ""),
            IsRepeated = n.Repeats.Any(r => r.AuthorId == viewer),
            IsBookmarked = n.Bookmarks.Any(b => b.ActorId == viewer),
            Quotes = n.Quotes.AsQueryable().Count(counted),
            Quote = n.Quote == null ? null : new QuoteLine(n.Quote.QuotedId, n.Quote.QuotedUri, n.Quote.State, n.Quote.RequestUri != null),
            QuotePolicy = n.QuotePolicy,
            Kind = n.Kind,
            IsSensitive = n.IsSensitive || n.Author!.Blocks.AsQueryable().Any(marked),
            HasPoll = n.Poll != null,
            HasAttachments = n.Attachments.Any(),
        };
    }
}
