using Microblog.About;
using Microblog.Accounts;
using Microblog.Data;
using Microblog.Moderation.Reports;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi.Admin;

/// <summary>Reads reports as moderators' apps are shown them.</summary>
public sealed class AdminReports(Db db, AdminAccounts accounts, StatusReader statuses, ServerTexts texts, Viewer viewer)
{
    /// <summary>The report of that id.</summary>
    /// <exception cref="RefusalException">There is none.</exception>
    public async Task<AdminReport> OneAsync(long reportId, DateTimeOffset now, CancellationToken ct)
    {
        var rows = await db.Reports.AsNoTracking().Where(r => r.Id == reportId).Include(r => r.Notices).ToListAsync(ct);
        return await ShownAsync(rows, now, ct) is [var report] ? report : throw new RefusalException(Refusal.NotFound);
    }

    /// <summary>One page, newest first.</summary>
    public async Task<IReadOnlyList<AdminReport>> PageAsync(IQueryable<Report> reports, Page page, PageLinks links, DateTimeOffset now, CancellationToken ct)
    {
        var read = await reports.AsNoTracking().On(page, r => r.Id).Include(r => r.Notices).AsSplitQuery().ToListAsync(ct);
        return await ShownAsync(links.InOrder(read, page, r => r.Id), now, ct);
    }

    private async Task<IReadOnlyList<AdminReport>> ShownAsync(IReadOnlyList<Report> reports, DateTimeOffset now, CancellationToken ct)
    {
        if (reports.Count == 0)
            return [];
        long[] people = [.. reports.SelectMany(r => new[] { r.ById, r.TargetId, r.AssignedToId, r.ClosedById }).OfType<long>().Distinct()];
        var who = await accounts.ByIdAsync(people, now, ct);
        var said = await statuses.ReportedAsync([.. reports.Select(r => r.Id)], viewer.RequiredActorId, ct);
        var rules = InstanceRule.Of(texts);
        return
        [
            .. reports.Where(r => who.ContainsKey(r.ById) && who.ContainsKey(r.TargetId)).Select(r => new AdminReport(
                ApiText.Id(r.Id),
                r.ClosedAt is not null,
                ApiText.Instant(r.ClosedAt),
                ReportText.Of(r.Category),
                r.Comment,
                r.IsForwarded,
                ApiText.Instant(r.At),
                ApiText.Instant(r.ChangedAt ?? r.ClosedAt ?? r.At),
                who[r.ById],
                who[r.TargetId],
                r.AssignedToId is { } assigned ? who.GetValueOrDefault(assigned) : null,
                r.ClosedById is { } closer ? who.GetValueOrDefault(closer) : null,
                [.. r.Notices.Select(n => n.NoticeId).OfType<long>().Order().Select(n => said.GetValueOrDefault(ApiText.Id(n))).OfType<Status>()],

                // The operator may have taken a rule back since.
                [.. ReportKind.NumbersIn(r.Rules).Where(n => n <= rules.Count).Select(n => rules[n - 1])])),
        ];
    }
}
