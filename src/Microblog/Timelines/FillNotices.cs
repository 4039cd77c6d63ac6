using Microblog.Accounts;
using Microblog.Data;
using Microblog.Filters;
using Microblog.Notices;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Timelines;

/// <summary>Adds to the notices of a page what is not in their rows: polls, attachments, the pictures of emoji, what they quote, which filters
/// of the viewer's are for them.</summary>
public sealed class FillNotices(Db db, Viewer viewer, TimeProvider clock)
{
    /// <summary>Reads it for all of them at once, and for what they repeat.</summary>
    /// <param name="context">Where they are read: which of the viewer's filters count.</param>
    /// <returns>Those that no filter leaves out there.</returns>
    public async Task<IReadOnlyList<NoticeView>> RunAsync(
        IReadOnlyCollection<NoticeView> notices, CancellationToken ct, FilterContexts context = FilterContexts.None)
    {
        NoticeView[] shown = [.. notices, .. notices.Select(n => n.Original).OfType<NoticeView>()];
        NoticeView[] all = [.. shown, .. await QuotedAsync(shown, ct)];
        var asked = all
            .Select(n => new HasParts(n.Id, n.Author.Host, n.HasPoll, n.HasAttachments, [n.Html.Value, n.Summary]))
            .ToList();
        var parts = await NoticeParts.ReadAsync(db, asked, viewer.ActorId, ct);
        foreach (var notice in all)
            notice.Fill(parts);
        await FilterAsync(all, context, ct);
        return [.. notices.Where(n => !(n.Original ?? n).IsLeftOut)];
    }

    /// <summary>Reads those notices that the viewer may read and no filter leaves out there, by their numbers.</summary>
    public async Task<IReadOnlyDictionary<long, NoticeView>> ReadAsync(long[] ids, FilterContexts context, CancellationToken ct)
    {
        if (ids.Length == 0)
            return new Dictionary<long, NoticeView>();
        var notices = await db.Notices.Where(n => ids.Contains(n.Id)).VisibleTo(viewer.ActorId, clock.GetUtcNow()).As(NoticeView.Shape).ToListAsync(ct);
        return (await RunAsync(notices, ct, context)).ToDictionary(n => n.Id);
    }

    private async Task FilterAsync(NoticeView[] notices, FilterContexts context, CancellationToken ct)
    {
        if (viewer.ActorId is not { } reader || context == FilterContexts.None || notices.Length == 0)
            return;
        var filters = await FilterMatcher.ReadAsync(db, reader, clock.GetUtcNow(), ct);
        if (filters.IsEmpty)
            return;
        foreach (var notice in notices.Where(n => n.Author.Id != reader))
            notice.Fill([.. filters.Of(notice.Id, notice.Words).Where(m => (m.Filter.Contexts & context) != FilterContexts.None)]);
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
