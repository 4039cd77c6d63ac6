using Microblog.Accounts;
using Microblog.Data;
using Microblog.Notices;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Timelines;

/// <summary>Adds to the notices of a page what is not in their rows: polls, attachments, the pictures of emoji, what they quote.</summary>
public sealed class FillNotices(Db db, Viewer viewer, TimeProvider clock)
{
    /// <summary>Reads it for all of them at once, and for what they repeat.</summary>
    public async Task RunAsync(IReadOnlyCollection<NoticeView> notices, CancellationToken ct)
    {
        NoticeView[] shown = [.. notices, .. notices.Select(n => n.Original).OfType<NoticeView>()];
        NoticeView[] all = [.. shown, .. await QuotedAsync(shown, ct)];
        var asked = all
            .Select(n => new HasParts(n.Id, n.Author.Host, n.HasPoll, n.HasAttachments, [n.Html.Value, n.Summary]))
            .ToList();
        var parts = await NoticeParts.ReadAsync(db, asked, viewer.ActorId, ct);
        foreach (var notice in all)
            notice.Fill(parts);
    }

    // Only what this viewer may read; and only one deep, so that what is quoted there is not shown here.
    private async Task<IReadOnlyList<NoticeView>> QuotedAsync(NoticeView[] notices, CancellationToken ct)
    {
        var ids = notices.Select(n => n.Quote?.ShownId).OfType<long>().Distinct().ToArray();
        if (ids.Length == 0)
            return [];
        var quoted = await db.Notices.Where(n => ids.Contains(n.Id)).VisibleTo(viewer.ActorId, clock.GetUtcNow()).As(NoticeView.Shape).ToListAsync(ct);
        foreach (var notice in notices)
            notice.Fill(quoted.Find(q => q.Id == notice.Quote?.ShownId));
        return quoted;
    }
}
