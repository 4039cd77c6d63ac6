using System.Linq.Expressions;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Moderation;

namespace Microblog.Notices.Quotes;

/// <summary>The words by which quotes are asked for.</summary>
public static class QuoteQueries
{
    /// <summary>The quotes that count: agreed to, for everybody, by nobody who is blocked as a whole or whose server is.</summary>
    public static Expression<Func<Quote, bool>> CountedAt(DateTimeOffset now)
    {
        var closed = Block.ClosesAccountAt(now);
        return q => q.State == QuoteState.Approved
            && q.Notice!.Visibility <= Visibility.Unlisted
            && q.Notice.Author!.HostStanding != HostStanding.Blocked
            && !q.Notice.Author.Blocks.AsQueryable().Any(closed);
    }

    extension(IQueryable<Notice> notices)
    {
        /// <summary>The notices that quote this one with its author's consent.</summary>
        public IQueryable<Notice> Quoting(Db db, long quotedId) =>
            notices.Where(n => db.Quotes.Any(q => q.NoticeId == n.Id && q.QuotedId == quotedId && q.State == QuoteState.Approved));
    }
}

/// <summary>What a notice quotes, as its row says.</summary>
/// <param name="QuotedId">Null when we do not have it, or no longer.</param>
/// <param name="IsAsked">Its author was asked by us.</param>
public sealed record QuoteLine(long? QuotedId, Uri QuotedUri, QuoteState State, bool IsAsked)
{
    /// <summary>The notice to show; null when its author did not agree, or it is gone.</summary>
    public long? ShownId => State == QuoteState.Approved ? QuotedId : null;
}
