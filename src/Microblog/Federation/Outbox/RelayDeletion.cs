using Microblog.Data;
using Microblog.Federation.Relays;
using Microblog.Jobs;
using Microblog.Notices;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Tells relays that a notice is deleted.</summary>
/// <remarks>In the lane of <see cref="DistributeDeletion"/>, which stores the Delete.</remarks>
public sealed class RelayDeletion(Db db, SendToRelays relays, TimeProvider clock) : IHandle<NoticeDeleted>
{
    public async Task<Outcome> HandleAsync(NoticeDeleted fact, CancellationToken ct)
    {
        if (fact.Visibility != Visibility.Public || !await relays.AnyAsync(ct))
            return Outcome.Ignored("no relay was sent it");
        var delete = new Uri(fact.NoticeUri.AbsoluteUri + "#delete");
        var uri = delete.AbsoluteUri;
        if (!await db.Activities.AnyAsync(a => a.Uri == uri, ct))
            return Outcome.Retry("its Delete is not stored yet");
        await relays.ForwardAsync(delete, ct);
        await relays.UnannounceAsync(fact.NoticeUri, clock.GetUtcNow(), ct);
        return Outcome.Done;
    }
}
