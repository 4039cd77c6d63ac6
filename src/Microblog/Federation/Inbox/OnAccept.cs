using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Quotes;
using Microblog.Federation.Relays;
using Microblog.Jobs;
using Microblog.Moderation.Relays;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Inbox;

/// <summary>A remote actor lets one of ours follow or quote it.</summary>
/// <remarks>Source: ActivityPub §7.6. Believed only of a Follow that we sent to this very actor.</remarks>
public sealed class OnAccept(Db db, RelayAnswers relays, HearQuoteAnswer quotes) : IReceive<Accept>
{
    public async Task<Outcome> ReceiveAsync(Accept activity, Actor sender, CancellationToken ct)
    {
        if (await relays.TakeAsync(activity.FollowId, sender, RelayState.Accepted, ct))
            return Outcome.Done;
        if (await quotes.AcceptAsync(activity, sender, ct) is { } answered)
            return answered;
        var follow = await db.Follows.AskedOf(sender, activity.FollowId, activity.Follow).FirstOrDefaultAsync(ct);
        if (follow is null)
            return Outcome.Ignored("we asked for no such follow");

        follow.IsAccepted = true;
        await db.SaveChangesAsync(ct);
        return Outcome.Done;
    }
}
