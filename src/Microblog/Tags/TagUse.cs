using Microblog.Data;
using Microblog.Notices;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tags;

/// <summary>How much was said in public under a tag on one day.</summary>
/// <param name="Uses">Notices.</param>
/// <param name="Authors">Of how many.</param>
public sealed record TagUse(string Key, DateTimeOffset Day, int Uses, int Authors);

/// <summary>Counts what was said under tags.</summary>
public static class TagUses
{
    /// <summary>Days that are counted, today among them.</summary>
    public const int Days = 7;

    private const long PerDay = 24L * 3600 * 1000 << 16;

    extension(Db db)
    {
        /// <summary>The uses of tags in the last week, by day; days without any are left out.</summary>
        public async Task<ILookup<string, TagUse>> UsesAsync(IReadOnlyCollection<string> keys, DateTimeOffset now, CancellationToken ct)
        {
            var first = Snowflake.FirstAt(new DateTimeOffset(now.UtcDateTime.Date.AddDays(1 - Days), TimeSpan.Zero));
            var counted = await db.NoticeTags
                .Where(t => keys.Contains(t.Key) && t.NoticeId >= first)
                .Join(
                    db.Notices.Where(n => n.Visibility == Visibility.Public).ByThoseStrangersMeet(now),
                    t => t.NoticeId,
                    n => n.Id,
                    (t, n) => new { t.Key, Day = n.Id / PerDay, n.AuthorId })
                .GroupBy(t => new { t.Key, t.Day })
                .Select(g => new { g.Key.Key, g.Key.Day, Uses = g.Count(), Authors = g.Select(t => t.AuthorId).Distinct().Count() })
                .ToListAsync(ct);
            return counted
                .Select(c => new TagUse(c.Key, Snowflake.TimeOf(c.Day * PerDay), c.Uses, c.Authors))
                .ToLookup(u => u.Key, StringComparer.Ordinal);
        }
    }
}
