using Microblog.Notices;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>Which of an account's statuses are wanted.</summary>
public sealed record StatusFilter
{
    [FromQuery(Name = "exclude_replies")]
    public bool ExcludeReplies { get; init; }

    [FromQuery(Name = "exclude_reblogs")]
    public bool ExcludeReblogs { get; init; }

    [FromQuery(Name = "only_media")]
    public bool OnlyMedia { get; init; }

    [FromQuery(Name = "pinned")]
    public bool Pinned { get; init; }

    internal IQueryable<Notice> Of(IQueryable<Notice> notices)
    {
        if (Pinned)
            notices = notices.Where(n => n.Pins.Any());
        if (ExcludeReblogs)
            notices = notices.Where(n => n.RepeatOfId == null);
        if (OnlyMedia)
            notices = notices.Where(n => n.Attachments.Any());
        return ExcludeReplies ? notices.Where(n => n.InReplyToId == null || n.InReplyTo!.AuthorId == n.AuthorId) : notices;
    }
}
