using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Remote;
using Microblog.Jobs;
using Microblog.Notices.Quotes;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Quotes;

/// <summary>Somebody elsewhere answers whether a notice from here may quote theirs, or takes the answer back.</summary>
/// <remarks>Source: FEP-044f. Believed only of the author of what is quoted; a yes only with a stamp that its server shows.</remarks>
public sealed class HearQuoteAnswer(Db db, RemoteStamps stamps, JobQueue jobs, Snowflake ids)
{
    /// <summary>Takes a yes.</summary>
    /// <returns>Null when it answers nothing that we asked.</returns>
    public async Task<Outcome?> AcceptAsync(Accept accept, Actor sender, CancellationToken ct)
    {
        if (await AskedAsync(accept.FollowId, accept.QuoteRequest, sender, ct) is not { } quote)
            return null;
        if (accept.Result is not { } stamp)
            return Outcome.Ignored("it says yes without a stamp");
        if (quote.State == QuoteState.Approved && Ids.Same(quote.StampUri, stamp))
            return Outcome.Done;
        try
        {
            if (await stamps.ObjectionAsync(stamp, quote.Notice!, quote.Quoted!, ct) is { } objection)
                return Outcome.Ignored(objection);
        }
        catch (DocumentUnavailableException unavailable)
        {
            return unavailable.Outcome;
        }

        quote.StampUri = stamp;
        return await SettleAsync(quote, QuoteState.Approved, ct);
    }

    /// <summary>Takes a no. After a yes, it takes that back.</summary>
    /// <returns>Null when it answers nothing that we asked.</returns>
    public async Task<Outcome?> RejectAsync(Reject reject, Actor sender, CancellationToken ct) =>
        await AskedAsync(reject.FollowId, reject.QuoteRequest, sender, ct) is { } quote
            ? await SettleAsync(quote, quote.State is QuoteState.Pending or QuoteState.Refused ? QuoteState.Refused : QuoteState.Revoked, ct)
            : null;

    /// <summary>A stamp of the sender's is deleted: what it allowed ends everywhere at once.</summary>
    public async Task StampEndedAsync(Uri stamp, Actor sender, CancellationToken ct)
    {
        var quotes = await db.Quotes
            .Include(q => q.Notice!.Author)
            .Where(q => q.StampUri == stamp && q.Quoted!.AuthorId == sender.Id && q.State != QuoteState.Revoked)
            .ToListAsync(ct);
        foreach (var quote in quotes)
        {
            quote.State = QuoteState.Revoked;
            if (quote.Notice!.Author!.IsLocal)
                jobs.Raise(new QuoteChanged(ids.Next(), quote.NoticeId, quote.Notice.AuthorId));
        }
    }

    private async Task<Outcome> SettleAsync(Quote quote, QuoteState state, CancellationToken ct)
    {
        if (quote.State != state)
            jobs.Raise(new QuoteChanged(ids.Next(), quote.NoticeId, quote.Notice!.AuthorId));
        quote.State = state;
        await db.SaveChangesAsync(ct);
        return Outcome.Done;
    }

    private Task<Quote?> AskedAsync(Uri? requestId, QuoteRequest? embedded, Actor sender, CancellationToken ct)
    {
        var quoting = embedded?.Instrument;
        return db.Quotes
            .Include(q => q.Notice!.Author)
            .Include(q => q.Quoted!.Author)
            .Where(q => q.RequestUri != null && q.Quoted!.AuthorId == sender.Id
                && (q.RequestUri == requestId || (quoting != null && q.Notice!.Uri == quoting)))
            .FirstOrDefaultAsync(ct);
    }
}
