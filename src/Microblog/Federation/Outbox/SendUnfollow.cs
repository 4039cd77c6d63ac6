using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Protocols.ActivityPub;
using Microblog.Relations;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Tells a remote actor that one of ours no longer follows it.</summary>
/// <remarks>Source: ActivityPub §6.10. In the lane of the Follow, so that it cannot overtake it.</remarks>
public sealed class SendUnfollow(Db db, LocalUris uris, SendActivity send) : IHandle<FollowEnded>
{
    public async Task<Outcome> HandleAsync(FollowEnded fact, CancellationToken ct)
    {
        var followed = await db.Actors.Where(a => a.Id == fact.FollowedId).Select(a => a.Uri).SingleAsync(ct);
        var follower = uris.Actor(fact.FollowerId);
        var undo = new Undo(
            new Uri(fact.FollowUri.AbsoluteUri + "/undo"), follower, fact.FollowUri, new Protocols.ActivityPub.Follow(fact.FollowUri, follower, followed));
        await send.RunAsync(undo, fact.FollowerId, toFollowers: false, [fact.FollowedId], ct);
        return Outcome.Done;
    }
}
