using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Moderation.Reports;

/// <summary>A report was closed too soon.</summary>
public sealed class ReopenReport(Db db, TimeProvider clock)
{
    /// <summary>Opens it again; one that is open stays as it is.</summary>
    /// <exception cref="RefusalException">There is no such report.</exception>
    public async Task RunAsync(long reportId, CancellationToken ct)
    {
        var report = await db.Reports.SingleOrDefaultAsync(r => r.Id == reportId, ct) ?? throw new RefusalException(Refusal.NotFound);
        if (report.ClosedAt is null)
            return;
        report.ClosedAt = null;
        report.ClosedById = null;
        report.ClosingNote = null;
        report.ChangedAt = clock.GetUtcNow();
        await db.SaveChangesAsync(ct);
    }
}
