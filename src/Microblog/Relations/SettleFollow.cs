using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Relations;

/// <summary>Sets right a follow of somebody here about which the other server thinks otherwise.</summary>
public sealed class SettleFollow(Db db, JobQueue jobs, UnfollowActor unfollow, LocalUris uris, Snowflake ids)
{
    /// <summary>The other server knows of no such follow: it ends here as well.</summary>
    public Task EndAsync(long followerId, long followedId, CancellationToken ct) => unfollow.RunAsync(followerId, followedId, ct);

    /// <summary>The other server has long agreed; its answer was lost.</summary>
    public Task AcceptAsync(long followerId, long followedId, CancellationToken ct) => db.InOneTransactionAsync(
        () => db.Follows
            .Where(f => f.FollowerId == followerId && f.FollowedId == followedId)
            .ExecuteUpdateAsync(f => f.SetProperty(x => x.IsAccepted, true), ct),
        ct);

    /// <summary>The other server knows of a follow that nobody here wants: it is taken back, under an address of its own.</summary>
    public async Task DisownAsync(long followerId, long followedId, CancellationToken ct)
    {
        jobs.Raise(new FollowEnded(uris.Follow(ids.Next()), followerId, followedId));
        await db.SaveChangesAsync(ct);
    }
}
