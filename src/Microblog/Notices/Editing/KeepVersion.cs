using System.Text.Json;
using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notices.Editing;

/// <summary>Keeps what a notice says before it is changed, whoever changes it.</summary>
public sealed class KeepVersion(Db db, Snowflake ids)
{
    /// <summary>Adds the version to what the caller saves, and lets the oldest go when there are too many.</summary>
    /// <param name="notice">As it is stored, its poll's options with it.</param>
    public async Task RunAsync(Notice notice, CancellationToken ct)
    {
        var kept = await db.NoticeVersions
            .Where(v => v.NoticeId == notice.Id)
            .OrderByDescending(v => v.Id)
            .Skip(NoticeVersion.Most - 1)
            .ToListAsync(ct);
        db.NoticeVersions.RemoveRange(kept);
        db.NoticeVersions.Add(new NoticeVersion
        {
            Id = ids.Next(),
            NoticeId = notice.Id,
            Html = notice.Html,
            Text = notice.Text,
            Summary = notice.Summary,
            IsSensitive = notice.IsSensitive,
            At = notice.EditedAt ?? notice.PublishedAt,
            Options = notice.Poll is { } poll
                ? JsonSerializer.Serialize(poll.Options.OrderBy(o => o.Position).Select(o => o.Title))
                : null,
        });
    }
}
