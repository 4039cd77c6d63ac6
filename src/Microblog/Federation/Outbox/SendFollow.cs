using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Relations;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Asks a remote actor to let one of ours follow it.</summary>
/// <remarks>Source: ActivityPub §6.5.</remarks>
public sealed class SendFollow(Db db, LocalUris uris, SendActivity send) : IHandle<FollowRequested>
{
    public async Task<Outcome> HandleAsync(FollowRequested fact, CancellationToken ct)
    {
        var follow = await db.Follows
            .Where(f => f.Id == fact.FollowId)
            .Select(f => new { f.Uri, f.FollowedId, FollowedUri = f.Followed!.Uri })
            .SingleOrDefaultAsync(ct);
        if (follow is null)
            return Outcome.Ignored("it was taken back meanwhile");

        var activity = new Protocols.ActivityPub.Follow(follow.Uri, uris.Actor(fact.FollowerId), follow.FollowedUri);
        await send.RunAsync(activity, fact.FollowerId, toFollowers: false, [follow.FollowedId], ct);
        return Outcome.Done;
    }
}
