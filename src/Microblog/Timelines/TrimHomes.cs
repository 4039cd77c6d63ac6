using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Timelines;

/// <summary>Keeps the newest entries of every home timeline and drops the rest.</summary>
public sealed class TrimHomes(Db db) : IRecur
{
    public async Task RunAsync(CancellationToken ct)
    {
        var owners = await db.HomeEntries
            .GroupBy(e => e.OwnerId)
            .Where(g => g.Count() > HomeEntry.Kept)
            .Select(g => g.Key)
            .ToListAsync(ct);
        foreach (var owner in owners)
        {
            var oldestKept = await db.HomeEntries
                .Where(e => e.OwnerId == owner)
                .OrderByDescending(e => e.NoticeId)
                .Skip(HomeEntry.Kept - 1)
                .Select(e => e.NoticeId)
                .FirstOrDefaultAsync(ct);
            await db.HomeEntries.Where(e => e.OwnerId == owner && e.NoticeId < oldestKept).ExecuteDeleteAsync(ct);
        }
    }
}
