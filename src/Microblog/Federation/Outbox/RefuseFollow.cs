using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Protocols.ActivityPub;
using Microblog.Relations;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Tells a remote actor that it may not follow one of ours, or no longer.</summary>
/// <remarks>Source: ActivityPub §6.7.</remarks>
public sealed class RefuseFollow(Db db, LocalUris uris, SendActivity send) : IHandle<FollowRejected>
{
    public async Task<Outcome> HandleAsync(FollowRejected fact, CancellationToken ct)
    {
        if (await db.Follows.AnyAsync(f => f.FollowerId == fact.FollowerId && f.FollowedId == fact.FollowedId && f.IsAccepted, ct))
            return Outcome.Ignored("it was agreed to meanwhile");

        var follower = await db.Actors.Where(a => a.Id == fact.FollowerId).Select(a => a.Uri).SingleAsync(ct);
        var followed = uris.Actor(fact.FollowedId);
        var follow = new Protocols.ActivityPub.Follow(fact.FollowUri, follower, followed);
        var reject = new Reject(new Uri($"{followed.AbsoluteUri}#rejects/{fact.AnswerId}"), followed, fact.FollowUri, follow);
        await send.RunAsync(reject, fact.FollowedId, toFollowers: false, [fact.FollowerId], ct);
        return Outcome.Done;
    }
}
