using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notices.Quotes;

/// <summary>Says who may quote a notice of one's own from now on. Those who quoted it before stay.</summary>
public sealed class SetQuotePolicy(Db db, JobQueue jobs, Snowflake ids)
{
    /// <summary>Does nothing when it says so already.</summary>
    /// <exception cref="RefusalException">There is no such notice of this author's.</exception>
    public Task RunAsync(long authorId, long noticeId, QuotePolicy policy, CancellationToken ct) =>
        db.AgainIfOvertakenAsync(() => SetAsync(authorId, noticeId, policy, ct));

    private async Task SetAsync(long authorId, long noticeId, QuotePolicy policy, CancellationToken ct)
    {
        var notice = await db.Notices.SingleOrDefaultAsync(n => n.Id == noticeId && n.AuthorId == authorId && n.Text != null, ct)
            ?? throw new RefusalException(Refusal.NotFound);
        if ((notice.QuotePolicy ?? QuotePolicy.Everyone) == policy)
            return;
        notice.QuotePolicy = policy;
        jobs.Raise(new QuoteChanged(ids.Next(), noticeId, authorId));
        await db.SaveChangesAsync(ct);
    }
}
