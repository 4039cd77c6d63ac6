using Microblog.About;
using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Moderation.Reports;

/// <summary>A moderator says what a report is really about.</summary>
public sealed class ClassifyReport(Db db, ServerTexts texts, TimeProvider clock)
{
    /// <summary>Changes what is said; null leaves it as it is.</summary>
    /// <exception cref="RefusalException">There is no such report, or a rule does not exist.</exception>
    public async Task RunAsync(long reportId, ReportCategory? category, IReadOnlyCollection<int>? rules, CancellationToken ct)
    {
        var report = await db.Reports.SingleOrDefaultAsync(r => r.Id == reportId, ct) ?? throw new RefusalException(Refusal.NotFound);
        var wanted = category ?? report.Category;

        // Rules that were named before are nothing to spam.
        var kept = wanted == ReportCategory.Violation ? ReportKind.NumbersIn(report.Rules) : [];
        var kind = ReportKind.Of(wanted, rules ?? kept, texts);
        report.Category = kind.Category;
        report.Rules = kind.Rules;
        report.ChangedAt = clock.GetUtcNow();
        await db.SaveChangesAsync(ct);
    }
}
