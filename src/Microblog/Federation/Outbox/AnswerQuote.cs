using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Notices.Quotes;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Tells a remote actor whether it may quote a notice from here.</summary>
/// <remarks>Source: FEP-044f. The request is embedded, by ids alone; a yes names the stamp.</remarks>
public sealed class AnswerQuote(Db db, LocalUris uris, SendActivity send) : IHandle<QuoteAnswered>
{
    public async Task<Outcome> HandleAsync(QuoteAnswered fact, CancellationToken ct)
    {
        if (fact.StampId is { } id && !await db.QuoteStamps.AnyAsync(s => s.Id == id && s.RevokedAt == null, ct))
            return Outcome.Ignored("it was taken back meanwhile");

        var quoter = await db.Actors.Where(a => a.Id == fact.QuoterId).Select(a => a.Uri).SingleAsync(ct);
        var author = uris.Actor(fact.AuthorId);
        var request = new QuoteRequest(fact.RequestUri, quoter, fact.QuotedUri, fact.QuotingUri);
        Activity answer = fact.StampId is { } stampId
            ? new Accept(new Uri($"{author.AbsoluteUri}#accepts/{fact.AnswerId}"), author, fact.RequestUri, Follow: null)
            {
                QuoteRequest = request,
                Result = uris.QuoteStamp(stampId),
            }
            : new Reject(new Uri($"{author.AbsoluteUri}#rejects/{fact.AnswerId}"), author, fact.RequestUri, Follow: null) { QuoteRequest = request };
        await send.RunAsync(answer, fact.AuthorId, toFollowers: false, [fact.QuoterId], ct);
        return Outcome.Done;
    }
}
