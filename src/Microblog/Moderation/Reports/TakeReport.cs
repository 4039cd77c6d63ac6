using Microblog.Data;
using Microblog.Notices;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Moderation.Reports;

/// <summary>Takes a report that another server makes about somebody here.</summary>
public sealed class TakeReport(Db db, Snowflake ids, TimeProvider clock)
{
    /// <summary>Reports of one server in a day: a moderator could not read more.</summary>
    private const int MostInADay = 100;

    /// <summary>Puts it before the moderators.</summary>
    /// <param name="byActorId">Who signed it.</param>
    /// <param name="host">The server of that actor.</param>
    /// <param name="noticeUris">Those that are not the target's, or that nobody on that server could have read, are left out.</param>
    /// <returns>False when that server has reported too much already.</returns>
    public async Task<bool> RunAsync(
        long byActorId, string host, long targetId, IReadOnlyList<Uri> noticeUris, string comment, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var dayAgo = Snowflake.FirstAt(now.AddDays(-1));
        if (await db.Reports.CountAsync(r => r.FromHost == host && r.Id >= dayAgo, ct) >= MostInADay)
            return false;

        var report = new Report
        {
            Id = ids.Next(),
            TargetId = targetId,
            ById = byActorId,
            FromHost = host,
            Comment = CutOff(comment.Trim()),
            IsForwarded = false,
            At = now,
        };
        foreach (var notice in await ReadableThereAsync(targetId, host, noticeUris, ct))
            report.Notices.Add(new ReportedNotice { ReportId = report.Id, NoticeUri = notice.Uri, NoticeId = notice.Id });
        db.Reports.Add(report);
        await db.SaveChangesAsync(ct);
        return true;
    }

    // Guessing numbers must not bring before moderators what was said between two people.
    private Task<List<Notice>> ReadableThereAsync(long targetId, string host, IReadOnlyList<Uri> uris, CancellationToken ct)
    {
        var some = uris.Take(Report.MaxNotices).ToArray();
        return db.Notices
            .AsNoTracking()
            .Where(n => some.Contains(n.Uri) && n.AuthorId == targetId)
            .Where(n => n.Visibility == Visibility.Public
                || n.Visibility == Visibility.Unlisted
                || n.Addressees.Any(a => a.Actor!.Host == host)
                || (n.Visibility == Visibility.Followers && n.Author!.Followers.Any(f => f.IsAccepted && f.Follower!.Host == host)))
            .ToListAsync(ct);
    }

    private static string CutOff(string comment)
    {
        if (comment.Length <= Report.MaxComment)
            return comment;
        var end = char.IsHighSurrogate(comment[Report.MaxComment - 1]) ? Report.MaxComment - 1 : Report.MaxComment;
        return comment[..end];
    }
}
