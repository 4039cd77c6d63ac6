using Microblog.Actors;
using Microblog.Jobs;
using Microblog.Notices.Quotes;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Federation.Outbox;

/// <summary>Tells who quoted, and the servers of the author's followers, that a stamp no longer holds.</summary>
/// <remarks>Source: FEP-044f, revoking: the Delete shows neither of the two notices.</remarks>
public sealed class SendRevocation(LocalUris uris, SendActivity send) : IHandle<QuoteRevoked>
{
    public async Task<Outcome> HandleAsync(QuoteRevoked fact, CancellationToken ct)
    {
        var stamp = uris.QuoteStamp(fact.StampId);
        var delete = new Delete(new Uri(stamp.AbsoluteUri + "#delete"), uris.Actor(fact.AuthorId), stamp);
        await send.RunAsync(delete, fact.AuthorId, toFollowers: true, [fact.QuoterId], ct);
        return Outcome.Done;
    }
}
