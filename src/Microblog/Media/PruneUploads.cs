using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Media;

/// <summary>Removes files that nothing holds: never attached, of a notice that is gone, replaced by another picture, or left by a process that died.</summary>
public sealed class PruneUploads(Db db, IMediaStore store, WorkFolders folders, TimeProvider clock) : IRecur
{
    /// <summary>How long an upload waits to be attached.</summary>
    public static readonly TimeSpan Waiting = TimeSpan.FromDays(1);

    /// <summary>How long what a notice held can be posted anew, by those who deleted it to write it again. Nobody can open it in that time.</summary>
    public static readonly TimeSpan Detached = TimeSpan.FromHours(1);

    private const int AtOnce = 500;

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await MarkDetachedAsync(now, ct);
        while (await RemoveSomeAsync(now, ct) == AtOnce)
            ct.ThrowIfCancellationRequested();
        await RemoveUnknownAsync(now - Waiting, ct);
        folders.RemoveOlderThan(now - Waiting);
    }

    private Task MarkDetachedAsync(DateTimeOffset now, CancellationToken ct) => db.InOneTransactionAsync(
        () => db.Uploads
            .Where(u => u.AttachedAt != null && u.DetachedAt == null && !db.Attachments.Any(a => a.UploadId == u.Id))
            .ExecuteUpdateAsync(u => u.SetProperty(x => x.DetachedAt, now), ct),
        ct);

    // A notice may take one just now: only what is still unheld goes, and once its row is gone its files follow.
    private async Task<int> RemoveSomeAsync(DateTimeOffset now, CancellationToken ct)
    {
        var unheld = Unheld(now);
        var some = await unheld.AsNoTracking().OrderBy(u => u.Id).Take(AtOnce).ToListAsync(ct);
        var ids = some.Select(u => u.Id).ToArray();
        await db.InOneTransactionAsync(() => unheld.Where(u => ids.Contains(u.Id)).ExecuteDeleteAsync(ct), ct);
        var left = await db.Uploads.Where(u => ids.Contains(u.Id)).Select(u => u.Id).ToListAsync(ct);
        foreach (var upload in some.Where(u => !left.Contains(u.Id)))
            store.DeleteFilesOf(upload);
        return some.Count;
    }

    private IQueryable<Upload> Unheld(DateTimeOffset now)
    {
        var (waiting, detached) = (now - Waiting, now - Detached);
        return db.Uploads
            .Where(u => !db.Attachments.Any(a => a.UploadId == u.Id) && !db.ScheduledFiles.Any(f => f.UploadId == u.Id))
            .Where(u => u.Use == MediaUse.Attachment
                ? (u.AttachedAt == null && u.CreatedAt < waiting) || u.DetachedAt < detached
                : u.CreatedAt < detached && !db.Actors.Any(a => a.Id == u.OwnerId && (a.IconUrl == u.Url || a.ImageUrl == u.Url)));
    }

    private async Task RemoveUnknownAsync(DateTimeOffset before, CancellationToken ct)
    {
        foreach (var names in store.NamesBefore(before).Chunk(AtOnce))
        {
            var known = await db.Uploads
                .Where(u => names.Contains(u.File) || names.Contains(u.PreviewFile) || names.Contains(u.Source))
                .Select(u => new { A = u.File, B = u.PreviewFile, C = u.Source })
                .ToListAsync(ct);
            var cached = await db.CachedFiles
                .Where(c => names.Contains(c.File) || names.Contains(c.PreviewFile))
                .Select(c => new { A = c.File, B = c.PreviewFile })
                .ToListAsync(ct);
            var kept = known.SelectMany(k => new[] { k.A, k.B, k.C }).Concat(cached.SelectMany(c => new[] { c.A, c.B })).ToHashSet(StringComparer.Ordinal);
            foreach (var name in names.Where(n => !kept.Contains(n)))
                store.Delete(name);
        }
    }
}
