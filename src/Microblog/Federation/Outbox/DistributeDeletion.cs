using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Notices;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Federation.Outbox;

/// <summary>Tells the servers that were sent a notice that it is deleted.</summary>
/// <remarks>Source: ActivityPub §6.4.</remarks>
public sealed class DistributeDeletion(Db db, LocalUris uris, SendActivity send) : IHandle<NoticeDeleted>
{
    public async Task<Outcome> HandleAsync(NoticeDeleted fact, CancellationToken ct)
    {
        await db.ForgetUnsentOfAsync(fact.NoticeId, ct);
        var delete = new Delete(new Uri(fact.NoticeUri.AbsoluteUri + "#delete"), uris.Actor(fact.AuthorId), fact.NoticeUri);
        await send.RunAsync(delete, fact.AuthorId, toFollowers: fact.Visibility != Visibility.Direct, fact.AddresseeIds, ct);
        return Outcome.Done;
    }
}
