using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notices.Quotes;

/// <summary>Takes back that a notice of one's own may be quoted in another notice.</summary>
public sealed class RevokeQuote(Db db, JobQueue jobs, Snowflake ids, TimeProvider clock)
{
    /// <summary>Ends the stamp; does nothing when that was done before.</summary>
    /// <exception cref="RefusalException">There is no such stamp of this author's.</exception>
    public Task RunAsync(long authorId, long stampId, CancellationToken ct) =>
        db.AgainIfOvertakenAsync(() => RevokeAsync(authorId, db.QuoteStamps.Where(s => s.Id == stampId), ct));

    /// <summary>The same, by the two notices.</summary>
    /// <exception cref="RefusalException">The one does not quote the other with this author's consent.</exception>
    public Task RunAsync(long authorId, long quotedId, long quotingId, CancellationToken ct) =>
        db.AgainIfOvertakenAsync(() => RevokeAsync(
            authorId,
            db.QuoteStamps.Where(s => s.QuotedId == quotedId && db.Notices.Any(n => n.Id == quotingId && n.Uri == s.QuotingUri)),
            ct));

    private async Task RevokeAsync(long authorId, IQueryable<QuoteStamp> which, CancellationToken ct)
    {
        var stamp = await which.SingleOrDefaultAsync(s => s.Quoted!.AuthorId == authorId, ct) ?? throw new RefusalException(Refusal.NotFound);
        if (stamp.RevokedAt is not null)
            return;

        stamp.RevokedAt = clock.GetUtcNow();
        var quote = await db.Quotes
            .Include(q => q.Notice!.Author)
            .SingleOrDefaultAsync(q => q.QuotedId == stamp.QuotedId && q.Notice!.Uri == stamp.QuotingUri, ct);
        if (quote is not null)
        {
            quote.State = QuoteState.Revoked;
            if (quote.Notice!.Author!.IsLocal)
                jobs.Raise(new QuoteChanged(ids.Next(), quote.NoticeId, quote.Notice.AuthorId));
        }

        jobs.Raise(new QuoteRevoked(stamp.Id, authorId, stamp.QuoterId));
        await db.SaveChangesAsync(ct);
    }
}
