using Microblog.Data;
using Microblog.Moderation.Relays;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Relays;

/// <summary>Knows relays at the door, where one may bring what somebody else did.</summary>
public sealed class RelayDoor(Db db)
{
    /// <summary>Whether a relay that let us in may have that key: nothing is fetched to find out.</summary>
    public async Task<bool> IsKeyOfRelayAsync(Uri keyId, CancellationToken ct)
    {
        var relays = await db.Relays.Where(r => r.State == RelayState.Accepted).Select(r => r.Inbox).ToListAsync(ct);
        return relays.Exists(inbox => Origin.Same(inbox, keyId));
    }

    public Task<bool> IsRelayAsync(long actorId, CancellationToken ct) => db.IsRelayAsync(actorId, ct);
}
