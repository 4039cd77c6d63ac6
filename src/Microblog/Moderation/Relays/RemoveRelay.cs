using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Moderation.Relays;

/// <summary>Leaves a relay. What came through it stays.</summary>
public sealed class RemoveRelay(Db db, JobQueue jobs)
{
    /// <summary>Leaves it, also while it has not answered.</summary>
    /// <exception cref="RefusalException">There is no such relay.</exception>
    public Task RunAsync(long relayId, CancellationToken ct) => db.InOneTransactionAsync(
        async () =>
        {
            var relay = await db.Relays.Include(r => r.Actor).SingleOrDefaultAsync(r => r.Id == relayId, ct)
                ?? throw new RefusalException(Refusal.NotFound);
            db.Relays.Remove(relay);
            var followed = relay.Protocol == RelayProtocol.Mastodon || relay.Actor is null ? Addressing.Public : relay.Actor.Uri;
            jobs.Raise(new RelayRemoved(relay.Inbox, relay.FollowUri, followed, relay.ActorId));
            await db.SaveChangesAsync(ct);
            await db.Follows.Where(f => f.FollowerId == relay.ActorId && f.FollowedId == InstanceActor.ActorId).ExecuteDeleteAsync(ct);
        },
        ct);
}
