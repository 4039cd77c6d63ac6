using Microblog.Data;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Relations;

/// <summary>What a follow brought with it, and what goes with it.</summary>
public static class FollowTraces
{
    extension(Db db)
    {
        /// <summary>Takes the followed off the follower's home timeline, lists and profile, in a transaction of the caller's.</summary>
        public async Task RemoveTracesOfFollowAsync(long followerId, long followedId, CancellationToken ct)
        {
            await db.EmptyHomeOfAsync(followerId, followedId, ct);
            await db.ListMembers
                .Where(m => m.ActorId == followedId && db.PersonLists.Any(l => l.Id == m.ListId && l.OwnerId == followerId))
                .ExecuteDeleteAsync(ct);
            await db.Endorsements.Where(e => e.OwnerId == followerId && e.ActorId == followedId).ExecuteDeleteAsync(ct);
        }
    }
}
