using Microblog.Actors;
using Microblog.Data;
using Microblog.Moderation.Relays;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Relays;

/// <summary>A relay lets us in, or does not.</summary>
/// <remarks>Believed only of a Follow that we sent, and only from the origin of the inbox that we sent it to.</remarks>
public sealed class RelayAnswers(Db db, TimeProvider clock)
{
    /// <summary>Notes the answer.</summary>
    /// <param name="followId">The Follow that is answered.</param>
    /// <returns>False when that is no Follow of a relay.</returns>
    public async Task<bool> TakeAsync(Uri? followId, Actor sender, RelayState answer, CancellationToken ct)
    {
        var relay = await db.Relays.SingleOrDefaultAsync(r => r.FollowUri == followId, ct);
        if (relay is null)
            return false;
        if (!Origin.Same(relay.Inbox, sender.Uri) || (relay.Protocol == RelayProtocol.LitePub && relay.ActorId != sender.Id))
            return true;
        (relay.State, relay.AnsweredAt, relay.ActorId) = (answer, clock.GetUtcNow(), sender.Id);
        await db.SaveChangesAsync(ct);
        return true;
    }
}
