using Microblog.About;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Moderation.Reports;

/// <summary>A person here reports somebody to the moderators, and to the moderators of their server where that is wanted.</summary>
public sealed class FileReport(Db db, JobQueue jobs, ServerTexts texts, Snowflake ids, TimeProvider clock)
{
    /// <summary>Reports of one person in an hour.</summary>
    private const int MostInAnHour = 30;

    /// <summary>Files the report.</summary>
    /// <exception cref="RefusalException">
    /// There is nobody of that number; a notice is not theirs or not the reporter's to read; a rule does not exist; it is too long; or it is one too many.
    /// </exception>
    public async Task<Report> RunAsync(long byActorId, ReportDraft draft, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var comment = draft.Comment.Trim();
        var noticeIds = draft.NoticeIds.Distinct().ToArray();
        if (comment.Length > Report.MaxComment || noticeIds.Length > Report.MaxNotices)
            throw new RefusalException(Refusal.ReportTooLong);
        var target = await db.Actors.ThatAreShown(now).SingleOrDefaultAsync(a => a.Id == draft.TargetId && a.Id != byActorId, ct)
            ?? throw new RefusalException(Refusal.NotFound);
        var notices = await db.Notices
            .Where(n => noticeIds.Contains(n.Id) && n.AuthorId == target.Id)
            .VisibleTo(byActorId, now)
            .As(n => new { n.Id, n.Uri })
            .ToListAsync(ct);
        if (notices.Count != noticeIds.Length)
            throw new RefusalException(Refusal.NotFound);
        await RefuseTooManyAsync(byActorId, now, ct);

        var (category, rules) = ReportKind.Of(draft.Category, draft.Rules, texts);
        var report = new Report
        {
            Id = ids.Next(),
            TargetId = target.Id,
            ById = byActorId,
            FromHost = "",
            Comment = comment,
            IsForwarded = draft.IsForwarded && !target.IsLocal,
            At = now,
            Category = category,
            Rules = rules,
        };
        foreach (var notice in notices)
            report.Notices.Add(new ReportedNotice { ReportId = report.Id, NoticeUri = notice.Uri, NoticeId = notice.Id });
        db.Reports.Add(report);
        if (report.IsForwarded)
            jobs.Raise(new ReportFiled(report.Id, target.Id));
        await db.SaveChangesAsync(ct);
        return report;
    }

    private async Task RefuseTooManyAsync(long byActorId, DateTimeOffset now, CancellationToken ct)
    {
        var hourAgo = Snowflake.FirstAt(now.AddHours(-1));
        if (await db.Reports.CountAsync(r => r.ById == byActorId && r.Id >= hourAgo, ct) >= MostInAnHour)
            throw new RefusalException(Refusal.TooManyReports);
    }
}
