using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Moderation.Relays;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Relays;

/// <summary>Sends a relay our Follow.</summary>
/// <remarks>COMPAT(Mastodon): a Follow of <c>as:Public</c>. COMPAT(Pleroma): a Follow of the relay's actor.</remarks>
public sealed class AskRelay(Db db, InstanceActor instance, RelayDeliveries deliveries) : IHandle<RelayAdded>
{
    public async Task<Outcome> HandleAsync(RelayAdded fact, CancellationToken ct)
    {
        var relay = await db.Relays.AsNoTracking().Include(r => r.Actor).SingleOrDefaultAsync(r => r.Id == fact.RelayId, ct);
        if (relay is null)
            return Outcome.Ignored("it was removed meanwhile");
        var followed = relay.Protocol == RelayProtocol.Mastodon ? Addressing.Public : relay.Actor?.Uri;
        if (followed is null)
            return Outcome.Ignored("its actor is gone");
        await deliveries.RunAsync(new Follow(relay.FollowUri, instance.Uri, followed), [new RelayInbox(relay.Inbox)], ct);
        return Outcome.Done;
    }
}

/// <summary>Takes our Follow of a relay back.</summary>
public sealed class LeaveRelay(Db db, InstanceActor instance, RelayDeliveries deliveries) : IHandle<RelayRemoved>
{
    public async Task<Outcome> HandleAsync(RelayRemoved fact, CancellationToken ct)
    {
        // What it missed is for it no more.
        if (fact.ActorId is { } actorId)
            await db.InOneTransactionAsync(() => db.ActivityRecipients.Where(r => r.ActorId == actorId).ExecuteDeleteAsync(ct), ct);
        var follow = new Follow(fact.FollowUri, instance.Uri, fact.Followed);
        await deliveries.RunAsync(
            new Undo(new Uri(fact.FollowUri.AbsoluteUri + "/undo"), instance.Uri, fact.FollowUri, follow), [new RelayInbox(fact.Inbox)], ct);
        return Outcome.Done;
    }
}
