using Microblog.Data;
using Microblog.Filters;
using Microblog.Notices;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>Reads notices as a client app is shown them.</summary>
public sealed class StatusReader(Db db, Shapes shapes, FillStatuses fill, PageLinks links, TimeProvider clock)
{
    /// <summary>The status, for somebody who may read it.</summary>
    /// <exception cref="RefusalException">There is none for this viewer, for whatever reason.</exception>
    public Task<Status> OneAsync(long? viewer, long noticeId, CancellationToken ct) =>
        ReadAsync(db.Notices.Where(n => n.Id == noticeId), viewer, ct);

    /// <summary>One's own status, with what was typed.</summary>
    /// <exception cref="RefusalException">There is no such status of this author's.</exception>
    public async Task<Status> OwnAsync(long authorId, long noticeId, CancellationToken ct)
    {
        var own = db.Notices.Where(n => n.Id == noticeId && n.AuthorId == authorId);
        var status = await ReadAsync(own, authorId, ct);
        return status with { Text = await own.Select(n => n.Text).SingleOrDefaultAsync(ct) ?? "" };
    }

    /// <summary>Returns if the viewer may read it.</summary>
    /// <exception cref="RefusalException">There is none for this viewer, for whatever reason.</exception>
    public async Task RequireReadableAsync(long? viewer, long noticeId, CancellationToken ct)
    {
        if (!await db.Notices.Where(n => n.Id == noticeId).VisibleTo(viewer, clock.GetUtcNow()).As(n => n.Id).AnyAsync(ct))
            throw new RefusalException(Refusal.NotFound);
    }

    /// <summary>Those of the statuses that the viewer may read and whose filters do not leave them out there, by their ids.</summary>
    public async Task<IReadOnlyDictionary<string, Status>> ByIdAsync(long[] noticeIds, long? viewer, FilterContexts context, CancellationToken ct)
    {
        if (noticeIds.Length == 0)
            return new Dictionary<string, Status>(StringComparer.Ordinal);
        var read = await db.Notices.Where(n => noticeIds.Contains(n.Id)).VisibleTo(viewer, clock.GetUtcNow()).As(shapes.Status).AsNoTracking().ToListAsync(ct);
        await fill.RunAsync(read, viewer, ct);
        return (await db.WithForeignTagsAsync(Without(read, context), shapes, ct)).ToDictionary(s => s.Id, StringComparer.Ordinal);
    }

    /// <summary>What these reports are about, for a moderator, whoever may read it otherwise; by their ids.</summary>
    internal async Task<IReadOnlyDictionary<string, Status>> ReportedAsync(long[] reportIds, long moderator, CancellationToken ct)
    {
        var reported = db.Reports.Where(r => reportIds.Contains(r.Id)).SelectMany(r => r.Notices);
        var read = await db.Notices.InPlace().ReportedIn(reported, moderator, clock.GetUtcNow()).As(shapes.Status).AsNoTracking().ToListAsync(ct);
        await fill.RunAsync(read, moderator, ct);
        return (await db.WithForeignTagsAsync(read, shapes, ct)).ToDictionary(s => s.Id, StringComparer.Ordinal);
    }

    /// <summary>A conversation: oldest first, no more than so many.</summary>
    public async Task<IReadOnlyList<Status>> InOrderAsync(IQueryable<Placed> notices, long? viewer, int most, CancellationToken ct)
    {
        var read = await notices.VisibleTo(viewer, clock.GetUtcNow()).InOrder(most).As(shapes.Status).AsNoTracking().ToListAsync(ct);
        await fill.RunAsync(read, viewer, ct);
        return await db.WithForeignTagsAsync(Without(read, FilterContexts.Thread), shapes, ct);
    }

    /// <summary>One page, newest first.</summary>
    /// <param name="context">Where it is read: what the viewer's filters leave out there is left out.</param>
    public Task<IReadOnlyList<Status>> PageAsync(
        IQueryable<Notice> notices, long? viewer, Page page, CancellationToken ct, FilterContexts context = FilterContexts.None) =>
        PageAsync(notices.InPlace(), viewer, page, ct, context);

    /// <inheritdoc cref="PageAsync(IQueryable{Notice}, long?, Page, CancellationToken, FilterContexts)"/>
    public async Task<IReadOnlyList<Status>> PageAsync(
        IQueryable<Placed> notices, long? viewer, Page page, CancellationToken ct, FilterContexts context = FilterContexts.None)
    {
        var read = links.InOrder(
            await notices.VisibleTo(viewer, clock.GetUtcNow()).On(page).WithPlaces(shapes.Status).AsNoTracking().ToListAsync(ct), page, r => r.Place);
        if (read.Count == 0)
            return [];
        Status[] statuses = [.. read.Select(r => r.Shown)];
        await fill.RunAsync(statuses, viewer, ct);
        return await db.WithForeignTagsAsync(Without(statuses, context), shapes, ct);
    }

    private static Status[] Without(IEnumerable<Status> statuses, FilterContexts context) => [.. statuses.Where(s => (s.HiddenIn & context) == FilterContexts.None)];

    private async Task<Status> ReadAsync(IQueryable<Notice> notices, long? viewer, CancellationToken ct)
    {
        var status = await notices.VisibleTo(viewer, clock.GetUtcNow()).As(shapes.Status).AsNoTracking().SingleOrDefaultAsync(ct)
            ?? throw new RefusalException(Refusal.NotFound);
        await fill.RunAsync([status], viewer, ct);
        return (await db.WithForeignTagsAsync([status], shapes, ct))[0];
    }
}
