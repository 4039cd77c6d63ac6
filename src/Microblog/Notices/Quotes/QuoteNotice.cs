using Microblog.Actors;
using Microblog.Data;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notices.Quotes;

/// <summary>Lets a local author quote: oneself and whoever here agrees at once, others once they were asked.</summary>
public sealed class QuoteNotice(Db db, IssueStamp issue, LocalUris uris, TimeProvider clock)
{
    /// <summary>Finds what is to be quoted. Who quotes a repeat quotes what that repeats.</summary>
    /// <exception cref="RefusalException">There is no such notice to read, or its author is known not to agree.</exception>
    public async Task<Quoted> FindAsync(long authorId, long noticeId, CancellationToken ct)
    {
        var quoted = await db.Notices
            .Where(n => n.Id == db.Notices.Where(q => q.Id == noticeId).Select(q => q.RepeatOfId ?? q.Id).First())
            .VisibleTo(authorId, clock.GetUtcNow())
            .As(n => new Quoted(
                n.Id,
                n.Uri,
                n.Url ?? n.Uri,
                n.AuthorId,
                n.Author!.Host == "",
                n.Visibility,
                n.QuotePolicy,
                n.Author.Followers.Any(f => f.FollowerId == authorId && f.IsAccepted)))
            .SingleOrDefaultAsync(ct) ?? throw new RefusalException(Refusal.NotFound);
        return quoted.Policy.Allows(quoted.Visibility, quoted.AuthorId == authorId, quoted.Follows)
            ? quoted
            : throw new RefusalException(Refusal.CannotQuote);
    }

    /// <summary>Writes that the notice quotes, with a stamp where that is for us to give; storing it is the caller's.</summary>
    /// <exception cref="RefusalException">Its author does not agree.</exception>
    public async Task<Quote> WriteAsync(long noticeId, long authorId, Quoted quoted, CancellationToken ct)
    {
        // What is not for everybody has no stamp for anybody to look at: it is quoted by its author alone, who needs none.
        var stamp = quoted.IsLocal && quoted.Visibility <= Visibility.Unlisted
            ? await issue.RunAsync(quoted.Id, authorId, uris.Notice(noticeId), ct) ?? throw new RefusalException(Refusal.CannotQuote)
            : null;
        return new Quote
        {
            NoticeId = noticeId,
            QuotedId = quoted.Id,
            QuotedUri = quoted.Uri,
            State = quoted.IsLocal ? QuoteState.Approved : QuoteState.Pending,
            StampUri = stamp is null ? null : uris.QuoteStamp(stamp.Id),
            RequestUri = quoted.IsLocal ? null : uris.QuoteRequest(noticeId),
            CreatedAt = clock.GetUtcNow(),
        };
    }
}

/// <summary>The notice to be quoted.</summary>
/// <param name="Address">Its page, or else its id.</param>
/// <param name="Follows">Who quotes it follows its author.</param>
public sealed record Quoted(
    long Id, Uri Uri, Uri Address, long AuthorId, bool IsLocal, Visibility Visibility, QuotePolicy? Policy, bool Follows);
