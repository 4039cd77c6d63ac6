using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Moderation.Reports;

/// <summary>A moderator has dealt with a report.</summary>
public sealed class CloseReport(Db db, TimeProvider clock)
{
    /// <summary>Closes it; one that is closed already stays as it is.</summary>
    /// <param name="note">For other moderators; may be empty.</param>
    /// <exception cref="RefusalException">There is no such report, or the note is too long.</exception>
    public async Task RunAsync(long reportId, long byActorId, string note, CancellationToken ct)
    {
        note = note.Trim();
        if (note.Length > Report.MaxComment)
            throw new RefusalException(Refusal.ReportTooLong);
        var report = await db.Reports.SingleOrDefaultAsync(r => r.Id == reportId, ct) ?? throw new RefusalException(Refusal.NotFound);
        if (report.ClosedAt is not null)
            return;
        report.ClosedAt = clock.GetUtcNow();
        report.ClosedById = byActorId;
        report.ClosingNote = note;
        await db.SaveChangesAsync(ct);
    }
}
