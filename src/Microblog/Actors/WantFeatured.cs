using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Actors;

/// <summary>Has the pinned notices of an actor elsewhere read, at most once in <see cref="FeaturedRead.GoodFor"/>.</summary>
public sealed class WantFeatured(Db db, JobQueue jobs, TimeProvider clock)
{
    /// <summary>Does nothing for somebody here.</summary>
    public async Task RunAsync(long actorId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var since = now - FeaturedRead.GoodFor;
        var host = await db.Actors
            .Where(a => a.Id == actorId && a.Host != "" && a.GoneAt == null && !db.FeaturedReads.Any(r => r.ActorId == actorId && r.ReadAt > since))
            .Select(a => a.Host)
            .SingleOrDefaultAsync(ct);
        if (host is null)
            return;

        var read = await db.FeaturedReads.SingleOrDefaultAsync(r => r.ActorId == actorId, ct);
        if (read is null)
            db.FeaturedReads.Add(new FeaturedRead { ActorId = actorId, ReadAt = now });
        else
            read.ReadAt = now;
        jobs.Raise(new FeaturedWanted(actorId, host));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // Another request asked at the same moment.
            db.ChangeTracker.Clear();
        }
    }
}
