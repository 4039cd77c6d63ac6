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

        if (await db.ReachOfAsync(fact.NoticeId, ct) is not { } reach)
            return Outcome.Ignored("it was deleted meanwhile");
        var quoted = await db.Quotes
            .Where(q => q.NoticeId == fact.NoticeId && q.Quoted != null && reach.Visibility <= Visibility.Unlisted)
            .Select(q => q.Quoted!.AuthorId)
            .ToListAsync(ct);
        await send.RunAsync(
            new Update(new Uri($"{note.Id.AbsoluteUri}#quotes/{fact.ChangeId}"), note.AttributedTo, note, null),
            fact.AuthorId,
            reach.ToFollowers,
            [.. reach.Named.Union(quoted)],
            ct);
        return Outcome.Done;
    }
}
