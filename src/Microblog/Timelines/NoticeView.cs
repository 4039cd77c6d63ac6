using System.Linq.Expressions;
using Microblog.Actors;
using Microblog.Notices;
using Microblog.Web;

namespace Microblog.Timelines;

/// <summary>A notice as a page shows it.</summary>
public sealed record NoticeView
{
    /// <summary>The columns it takes.</summary>
    public static readonly Expression<Func<Notice, NoticeView>> Shape = n => new NoticeView
    {
        Id = n.Id,
        Uri = n.Uri,
        Url = n.Url,
        Author = new ActorName(n.AuthorId, n.Author!.Handle, n.Author.Host, n.Author.DisplayName),
        Html = n.Html,
        Summary = n.Summary,
        Language = n.Language,
        Visibility = n.Visibility,
        InReplyToId = n.InReplyToId,
        PublishedAt = n.PublishedAt,
        EditedAt = n.EditedAt,
    };

    public required long Id { get; init; }
    public required Uri Uri { get; init; }
    public required Uri? Url { get; init; }
    public required ActorName Author { get; init; }
    public required CleanHtml Html { get; init; }
    public required string? Summary { get; init; }
    public required string? Language { get; init; }
    public required Visibility Visibility { get; init; }
    public required long? InReplyToId { get; init; }
    public required DateTimeOffset PublishedAt { get; init; }
    public required DateTimeOffset? EditedAt { get; init; }

    /// <summary>Its page here.</summary>
    public string Path => $"{Author.Path}/{Id}";
}
