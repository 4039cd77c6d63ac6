using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Moderation.Reports;

/// <summary>A moderator takes a report on, so that others leave it alone, or gives it back.</summary>
public sealed class AssignReport(Db db, TimeProvider clock)
{
    /// <summary>Says who deals with it.</summary>
    /// <param name="toActorId">Null for nobody.</param>
    /// <exception cref="RefusalException">There is no such report.</exception>
    public async Task RunAsync(long reportId, long? toActorId, CancellationToken ct)
    {
        var report = await db.Reports.SingleOrDefaultAsync(r => r.Id == reportId, ct) ?? throw new RefusalException(Refusal.NotFound);
        if (report.AssignedToId == toActorId)
            return;
        report.AssignedToId = toActorId;
        report.ChangedAt = clock.GetUtcNow();
        await db.SaveChangesAsync(ct);
    }
}
