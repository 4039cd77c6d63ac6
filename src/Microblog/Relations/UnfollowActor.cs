using Microblog.Data;
using Microblog.Jobs;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Relations;

/// <summary>Stops following someone; what they said leaves the follower's home timeline.</summary>
public sealed class UnfollowActor(Db db, JobQueue jobs)
{
    /// <summary>Does nothing when there is no such follow.</summary>
    public Task RunAsync(long followerId, long followedId, CancellationToken ct) =>
        db.AgainIfOvertakenAsync(() => UnfollowAsync(followerId, followedId, ct));

    private async Task UnfollowAsync(long followerId, long followedId, CancellationToken ct)
    {
        var follow = await db.Follows
            .Include(f => f.Followed)
            .SingleOrDefaultAsync(f => f.FollowerId == followerId && f.FollowedId == followedId, ct);
        if (follow is null)
            return;

        await db.InOneTransactionAsync(
            async () =>
            {
                db.Follows.Remove(follow);
                if (!follow.Followed!.IsLocal)
                    jobs.Raise(new FollowEnded(follow.Uri, followerId, followedId));
                await db.SaveChangesAsync(ct);
                await db.EmptyHomeOfAsync(followerId, followedId, ct);
            },
            ct);
    }
}
