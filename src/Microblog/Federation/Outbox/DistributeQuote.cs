using Microblog.Data;
using Microblog.Federation.Documents;
using Microblog.Jobs;
using Microblog.Notices;
using Microblog.Notices.Quotes;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Tells those who were sent a notice what it says about quotes now: the stamp it got or lost, or who may quote it.</summary>
/// <remarks>Source: FEP-044f. COMPAT(Mastodon): an Update without a newer <c>updated</c>, which is no edit.</remarks>
public sealed class DistributeQuote(Db db, NoteDocuments documents, SendActivity send) : IHandle<QuoteChanged>
{
    public async Task<Outcome> HandleAsync(QuoteChanged fact, CancellationToken ct)
    {
        if (await documents.OfAsync(fact.NoticeId, ct) is not { } note)
            return Outcome.Ignored("it was deleted meanwhile");

        var notice = await db.Notices
            .Where(n => n.Id == fact.NoticeId)
            .Select(n => new
            {
                n.Visibility,
                Named = n.Addressees.Select(a => a.ActorId).ToList(),
                QuotedAuthorId = n.Quote == null || n.Quote.Quoted == null ? (long?)null : n.Quote.Quoted.AuthorId,
            })
            .SingleOrDefaultAsync(ct);
        if (notice is null)
            return Outcome.Ignored("it was deleted meanwhile");
        var named = notice.Visibility <= Visibility.Unlisted && notice.QuotedAuthorId is { } quoted ? notice.Named.Append(quoted) : notice.Named;
        await send.RunAsync(
            new Update(new Uri($"{note.Id.AbsoluteUri}#quotes/{fact.ChangeId}"), note.AttributedTo, note, null),
            fact.AuthorId,
            toFollowers: notice.Visibility != Visibility.Direct,
            [.. named.Distinct()],
            ct);
        return Outcome.Done;
    }
}
