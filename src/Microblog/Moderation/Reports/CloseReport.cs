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
        note = Checked(note);
        var report = await db.Reports.SingleOrDefaultAsync(r => r.Id == reportId, ct) ?? throw new RefusalException(Refusal.NotFound);
        if (report.ClosedAt is not null)
            return;
        report.ClosedAt = clock.GetUtcNow();
        report.ClosedById = byActorId;
        report.ClosingNote = note;
        report.ChangedAt = report.ClosedAt;
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Closes all that are open about somebody: something was done.</summary>
    /// <param name="note">For other moderators; may be empty.</param>
    /// <exception cref="RefusalException">The note is too long.</exception>
    public async Task RunForAsync(long targetId, long byActorId, string note, CancellationToken ct)
    {
        note = Checked(note);
        var now = clock.GetUtcNow();
        await db.InOneTransactionAsync(
            () => db.Reports.Where(r => r.TargetId == targetId && r.ClosedAt == null).ExecuteUpdateAsync(
                r => r.SetProperty(x => x.ClosedAt, now)
                    .SetProperty(x => x.ClosedById, byActorId)
                    .SetProperty(x => x.ClosingNote, note)
                    .SetProperty(x => x.ChangedAt, now),
                ct),
            ct);
    }

    private static string Checked(string note) => note.Trim() is { Length: <= Report.MaxComment } fits
        ? fits
        : throw new RefusalException(Refusal.ReportTooLong);
}
