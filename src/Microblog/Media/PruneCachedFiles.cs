using Microblog.Data;
using Microblog.Jobs;
using Microblog.Web;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Media;

/// <summary>Removes files of others that nobody has looked at for long, and those longest not looked at where all together take too much room.</summary>
public sealed class PruneCachedFiles(Db db, IMediaStore store, MicroblogSettings settings, TimeProvider clock) : IRecur
{
    private const int AtOnce = 500;

    public async Task RunAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - settings.Media.CacheFor;
        while (await RemoveAsync(db.CachedFiles.Where(c => c.UsedAt < before), long.MaxValue, ct) > 0)
            ct.ThrowIfCancellationRequested();
        var excess = await db.CachedFiles.SumAsync(c => c.Bytes, ct) - (settings.Media.CacheMegabytes * 1_000_000L);
        while (excess > 0)
            excess -= Math.Max(1, await RemoveAsync(db.CachedFiles.Where(c => c.File != null), excess, ct));
    }

    /// <summary>Removes some, the longest unused first, until so many bytes are free.</summary>
    /// <returns>How many are; 0 where there was nothing left.</returns>
    private async Task<long> RemoveAsync(IQueryable<CachedFile> files, long bytes, CancellationToken ct)
    {
        var freed = 0L;
        var some = (await files.AsNoTracking().OrderBy(c => c.UsedAt).ThenBy(c => c.Key).Take(AtOnce).ToListAsync(ct))
            .TakeWhile(c => freed < bytes && (freed += Math.Max(1, c.Bytes)) > 0)
            .ToList();
        if (some.Count == 0)
            return 0;
        var keys = some.Select(c => c.Key).ToArray();
        await db.InOneTransactionAsync(() => db.CachedFiles.Where(c => keys.Contains(c.Key)).ExecuteDeleteAsync(ct), ct);
        foreach (var name in some.SelectMany(c => new[] { c.File, c.PreviewFile }).OfType<string>())
            store.Delete(name);
        return freed;
    }
}
