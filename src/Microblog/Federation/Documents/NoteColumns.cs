using System.Linq.Expressions;
using Microblog.Notices;
using Microblog.Notices.Quotes;
using Microblog.Web;

namespace Microblog.Federation.Documents;

/// <summary>What a Note is written from.</summary>
public sealed record NoteColumns
{
    public static Expression<Func<Notice, NoteColumns>> Shape { get; } = notice => new NoteColumns
    {
        Id = notice.Id,
        Uri = notice.Uri,
        Url = notice.Url,
        AuthorId = notice.AuthorId,
        AuthorUri = notice.Author!.Uri,
        AuthorFollowers = notice.Author.FollowersUri,
        Html = notice.Html,
        Text = notice.Text,
        Summary = notice.Summary,
        IsSensitive = notice.IsSensitive,
        Language = notice.Language,
        Visibility = notice.Visibility,
        InReplyTo = notice.InReplyToUri ?? notice.InReplyTo!.Uri,
        Context = notice.Context,
        HasPoll = notice.Poll != null,
        HasAttachments = notice.Attachments.Any(),
        QuotePolicy = notice.QuotePolicy,
        Quote = notice.Quote == null ? null : new QuoteColumns(notice.Quote.QuotedUri, notice.Quote.State, notice.Quote.StampUri),
        PublishedAt = notice.PublishedAt,
        EditedAt = notice.EditedAt,
        RepeatOf = notice.RepeatOf == null
            ? null
            : new RepeatedNote(notice.RepeatOf.Uri, notice.RepeatOf.AuthorId, notice.RepeatOf.Author!.Uri),
        Mentions = notice.Addressees
            .OrderBy(a => a.ActorId)
            .Select(a => new NamedActor(a.Actor!.Uri, a.Actor.Handle, a.Actor.Host))
            .ToList(),
    };

    public required long Id { get; init; }
    public required Uri Uri { get; init; }
    public required Uri? Url { get; init; }
    public required long AuthorId { get; init; }
    public required Uri AuthorUri { get; init; }
    public required Uri? AuthorFollowers { get; init; }
    public required CleanHtml Html { get; init; }
    public required string? Text { get; init; }
    public required string? Summary { get; init; }
    public required bool IsSensitive { get; init; }
    public required string? Language { get; init; }
    public required Visibility Visibility { get; init; }
    public required Uri? InReplyTo { get; init; }
    public required Uri? Context { get; init; }
    public required bool HasPoll { get; init; }
    public required bool HasAttachments { get; init; }
    public required QuotePolicy? QuotePolicy { get; init; }
    public required QuoteColumns? Quote { get; init; }
    public required DateTimeOffset PublishedAt { get; init; }
    public required DateTimeOffset? EditedAt { get; init; }

    /// <summary>Set when it is no note but a repeat of one.</summary>
    public required RepeatedNote? RepeatOf { get; init; }
    public required IReadOnlyList<NamedActor> Mentions { get; init; }
}

/// <summary>Somebody a notice names.</summary>
/// <param name="Host">Empty for somebody here.</param>
public sealed record NamedActor(Uri Uri, string Handle, string Host);

/// <summary>What a note quotes.</summary>
public sealed record QuoteColumns(Uri QuotedUri, QuoteState State, Uri? StampUri);

/// <summary>A note that somebody repeats.</summary>
public sealed record RepeatedNote(Uri Uri, long AuthorId, Uri AuthorUri);
