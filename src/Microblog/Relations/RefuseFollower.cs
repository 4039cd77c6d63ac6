using Microblog.Data;

namespace Microblog.Relations;

/// <summary>Refuses a follow request, or shows a follower out who was let in before.</summary>
/// <remarks>COMPAT(Mastodon): a Reject after an Accept ends the follow.</remarks>
public sealed class RefuseFollower(Db db, EndFollow end)
{
    /// <summary>Does nothing when there is no such follow or request.</summary>
    public Task RunAsync(long followedId, long followerId, CancellationToken ct) =>
        db.AgainIfOvertakenAsync(() => db.InOneTransactionAsync(() => end.RunAsync(followerId, followedId, ct), ct));
}
