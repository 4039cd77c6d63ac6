using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Actors;

/// <summary>An account here that moved away is used again.</summary>
/// <remarks>COMPAT(Mastodon): followers that went do not come back by it, and the next move must wait as long as before.</remarks>
public sealed class ComeBack(Db db, JobQueue jobs)
{
    /// <summary>Does nothing for an account that has not moved.</summary>
    public async Task RunAsync(long actorId, CancellationToken ct)
    {
        var actor = await db.Actors.FromHere().SingleAsync(a => a.Id == actorId, ct);
        if (actor.MovedToId is null)
            return;
        actor.MovedToId = null;
        jobs.Raise(new ProfileChanged(actorId));
        await db.SaveChangesAsync(ct);
    }
}
