using Microblog.Data;
using Microblog.Jobs;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Relations;

/// <summary>Ends a follow, whoever wants it ended: what it brought leaves the home timeline, and the other server is told.</summary>
public sealed class EndFollow(Db db, JobQueue jobs, Snowflake ids)
{
    /// <summary>Ends the follow in a transaction of the caller's; does nothing when there is none.</summary>
    public async Task RunAsync(long followerId, long followedId, CancellationToken ct)
    {
        var follow = await db.Follows
            .Include(f => f.Follower)
            .Include(f => f.Followed)
            .SingleOrDefaultAsync(f => f.FollowerId == followerId && f.FollowedId == followedId, ct);
        if (follow is null)
            return;

        db.Follows.Remove(follow);
        if (follow.Follower!.IsLocal && !follow.Followed!.IsLocal)
            jobs.Raise(new FollowEnded(follow.Uri, followerId, followedId));
        else if (!follow.Follower.IsLocal && follow.Followed!.IsLocal)
            jobs.Raise(new FollowRejected(ids.Next(), follow.Uri, followerId, followedId));
        await db.SaveChangesAsync(ct);
        await db.RemoveTracesOfFollowAsync(followerId, followedId, ct);
    }

    /// <summary>Ends the follows of two both ways, and takes what either said off the other's home timeline.</summary>
    public async Task BothWaysAsync(long one, long other, CancellationToken ct)
    {
        await RunAsync(one, other, ct);
        await RunAsync(other, one, ct);
        await db.EmptyHomeOfAsync(one, other, ct);
        await db.EmptyHomeOfAsync(other, one, ct);
    }
}
