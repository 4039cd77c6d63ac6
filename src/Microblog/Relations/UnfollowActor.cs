using Microblog.Data;

namespace Microblog.Relations;

/// <summary>Stops following someone, or takes a request back; what they said leaves the follower's home timeline.</summary>
public sealed class UnfollowActor(Db db, EndFollow end)
{
    /// <summary>Does nothing when there is no such follow.</summary>
    public Task RunAsync(long followerId, long followedId, CancellationToken ct) =>
        db.AgainIfOvertakenAsync(() => db.InOneTransactionAsync(() => end.RunAsync(followerId, followedId, ct), ct));
}
