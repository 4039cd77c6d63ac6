using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Quotes;
using Microblog.Federation.Relays;
using Microblog.Jobs;
using Microblog.Moderation.Relays;
using Microblog.Protocols.ActivityPub;
using Microblog.Relations;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Inbox;

/// <summary>A remote actor does not let one of ours follow or quote it, or no longer.</summary>
/// <remarks>Source: ActivityPub §7.7.</remarks>
public sealed class OnReject(Db db, RelayAnswers relays, HearQuoteAnswer quotes) : IReceive<Reject>
{
    public async Task<Outcome> ReceiveAsync(Reject activity, Actor sender, CancellationToken ct)
    {
        if (await relays.TakeAsync(activity.FollowId, sender, RelayState.Rejected, ct))
            return Outcome.Done;
        if (await quotes.RejectAsync(activity, sender, ct) is { } answered)
            return answered;
        var follow = await db.Follows.AskedOf(sender, activity.FollowId, activity.Follow).FirstOrDefaultAsync(ct);
        if (follow is null)
            return Outcome.Ignored("there is no such follow");

        db.Follows.Remove(follow);
        await db.InOneTransactionAsync(
            async () =>
            {
                await db.SaveChangesAsync(ct);
                await db.RemoveTracesOfFollowAsync(follow.FollowerId, sender.Id, ct);
            },
            ct);
        return Outcome.Done;
    }
}
