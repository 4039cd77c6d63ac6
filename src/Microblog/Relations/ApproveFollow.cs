using Microblog.Data;
using Microblog.Jobs;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Relations;

/// <summary>Lets somebody follow who asked to.</summary>
public sealed class ApproveFollow(Db db, JobQueue jobs, Snowflake ids)
{
    /// <summary>Does nothing when it was approved before.</summary>
    /// <exception cref="RefusalException">Nobody of that id asked, or they no longer do.</exception>
    public Task RunAsync(long followedId, long followerId, CancellationToken ct) =>
        db.AgainIfOvertakenAsync(() => ApproveAsync(followedId, followerId, ct));

    private async Task ApproveAsync(long followedId, long followerId, CancellationToken ct)
    {
        var follow = await db.Follows
            .Include(f => f.Follower)
            .SingleOrDefaultAsync(f => f.FollowerId == followerId && f.FollowedId == followedId, ct)
            ?? throw new RefusalException(Refusal.NotFound);
        if (follow.IsAccepted)
            return;

        follow.IsAccepted = true;
        jobs.Raise(new Followed(follow.Id, followedId));
        if (follow.Follower!.IsLocal)
            await db.FillHomeFromAsync(follow, ct);
        else
            jobs.Raise(new FollowAccepted(ids.Next(), follow.Uri, followerId, followedId));
        await db.SaveChangesAsync(ct);
    }
}
