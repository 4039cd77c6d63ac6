using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Protocols.ActivityPub;
using Microblog.Relations;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Tells a remote actor whether it may follow one of ours.</summary>
/// <remarks>Source: ActivityPub §6.6, §6.7. The Follow is embedded, which is how most servers find theirs.</remarks>
public sealed class AnswerFollow(Db db, LocalUris uris, SendActivity send) : IHandle<FollowAccepted>
{
    public async Task<Outcome> HandleAsync(FollowAccepted fact, CancellationToken ct)
    {
        if (!await db.Follows.AnyAsync(f => f.FollowerId == fact.FollowerId && f.FollowedId == fact.FollowedId && f.IsAccepted, ct))
            return Outcome.Ignored("it ended meanwhile");

        var follower = await db.Actors.Where(a => a.Id == fact.FollowerId).Select(a => a.Uri).SingleAsync(ct);
        var followed = uris.Actor(fact.FollowedId);
        var follow = new Protocols.ActivityPub.Follow(fact.FollowUri, follower, followed);
        var accept = new Accept(new Uri($"{followed.AbsoluteUri}#accepts/{fact.AnswerId}"), followed, fact.FollowUri, follow);
        await send.RunAsync(accept, fact.FollowedId, toFollowers: false, [fact.FollowerId], ct);
        return Outcome.Done;
    }
}
