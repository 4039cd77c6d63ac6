using Microblog.Actors;
using Microblog.Notices;
using Microblog.Notices.Polls;
using Microblog.Notices.Quotes;
using Microblog.Notices.Text;
using Microblog.Protocols.ActivityPub;
using Microblog.Web;

namespace Microblog.Federation.Inbox;

/// <summary>What a note from elsewhere says, as we store it.</summary>
public static class NoteContent
{
    /// <summary>What it is, where that is no note; null for a Note and a Question.</summary>
    public static NoticeKind? KindOf(Note note) => note.Type switch
    {
        "Article" => NoticeKind.Article,
        "Page" => NoticeKind.Page,
        "Video" => NoticeKind.Video,
        "Image" => NoticeKind.Image,
        "Audio" => NoticeKind.Audio,
        "Event" => NoticeKind.Event,
        _ => null,
    };

    /// <summary>Its text; of what is no note its title, beginning and address.</summary>
    public static CleanHtml HtmlOf(Note note)
    {
        if (KindOf(note) is null)
            return HtmlCleaner.Clean(note.Content);
        var body = note.Summary is { } summary && !note.Sensitive ? summary : note.Content;
        return ForeignText.Write(note.Name, body, new[] { note.Link, note.Url ?? note.Id }.OfType<Uri>().Distinct(Ids.Comparer));
    }

    /// <summary>The content warning; what is no note has a summary instead, and its title must do.</summary>
    public static string? WarningOf(Note note) => KindOf(note) is null ? note.Summary
        : note.Sensitive ? note.Name ?? note.Type
        : null;

    public static bool IsSensitive(Note note) => note.Sensitive || WarningOf(note) is not null;

    /// <summary>The conversation, by its newer name or its older one.</summary>
    public static Uri? ContextOf(Note note) =>
        note.Context ?? (Uri.TryCreate(note.Conversation, UriKind.Absolute, out var conversation) ? conversation : null);

    /// <summary>The keys of a note's tags, each once.</summary>
    public static IEnumerable<string> TagsOf(Note note) => note.Hashtags
        .Select(t => Hashtag.KeyOf(t.Name))
        .Where(k => k.Length is > 0 and <= Hashtag.MaxLength)
        .Distinct(StringComparer.Ordinal);

    public static Poll? PollOf(Note note, long noticeId)
    {
        if (note.Poll is not { } asked)
            return null;
        var poll = new Poll { NoticeId = noticeId, IsMultiple = asked.IsMultiple };
        foreach (var (position, choice) in asked.Choices.Index())
            poll.Options.Add(new PollOption { NoticeId = noticeId, Position = position, Title = choice.Name });
        TakeCounts(poll, asked);
        return poll;
    }

    /// <summary>What it says that it quotes; nothing of that is proven.</summary>
    public static Quote? QuoteOf(Note note, long noticeId, DateTimeOffset now) => note.Quote is not { } quote
        ? null
        : new Quote
        {
            NoticeId = noticeId,
            QuotedUri = quote.Object,
            StampUri = quote.Authorization,
            State = QuoteState.Pending,
            CreatedAt = now,
        };

    /// <summary>Whom its author lets quote it, or ask to; null when that is not said.</summary>
    public static QuotePolicy? QuotePolicyOf(Note note, Actor author)
    {
        if (note.InteractionPolicy?.CanQuote is not { } rule)
            return null;
        var all = rule.Automatic.Concat(rule.Manual).ToList();
        return all.Exists(Addressing.IsPublic) ? QuotePolicy.Everyone
            : all.Exists(u => Ids.Same(u, author.FollowersUri)) ? QuotePolicy.Followers
            : QuotePolicy.Nobody;
    }

    /// <summary>Takes over what its author's server counted; the choices are the same.</summary>
    public static void TakeCounts(Poll poll, NotePoll asked)
    {
        foreach (var option in poll.Options)
            option.VotesCount = asked.Choices[option.Position].Votes;
        (poll.VotersCount, poll.ClosesAt, poll.ClosedAt) = (asked.Voters, asked.EndTime, asked.Closed);
    }
}
