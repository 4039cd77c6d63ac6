using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Actors;

/// <summary>Says no longer of an account here that it is also another one.</summary>
public sealed class RemoveAlias(Db db, JobQueue jobs)
{
    /// <summary>Does nothing when it does not say so.</summary>
    public async Task RunAsync(long actorId, Uri alias, CancellationToken ct)
    {
        if (await db.ActorAliases.SingleOrDefaultAsync(a => a.ActorId == actorId && a.Uri == alias, ct) is not { } row)
            return;
        db.ActorAliases.Remove(row);
        jobs.Raise(new ProfileChanged(actorId));
        await db.SaveChangesAsync(ct);
    }
}
