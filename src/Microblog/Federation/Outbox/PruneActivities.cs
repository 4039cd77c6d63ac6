using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Drops activities that nothing waits for any more, sent and received, so that the database does not keep everything twice.</summary>
public sealed class PruneActivities(Db db, TimeProvider clock) : IRecur
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(8);

    public async Task RunAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - Kept;
        await db.Activities
            .Where(a => a.CreatedAt < before && !db.Jobs.Any(j => j.ActivityId == a.Id))
            .ExecuteDeleteAsync(ct);
        await db.ReceivedActivities.Where(r => r.ReceivedAt < before && r.Json == null).ExecuteDeleteAsync(ct);
    }
}
