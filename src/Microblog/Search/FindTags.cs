using Microblog.Data;
using Microblog.Notices;
using Microblog.Notices.Text;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Search;

/// <summary>Finds tags by their beginning.</summary>
public static class FindTags
{
    /// <summary>The keys of tags under which something is said in public: the very one first, then those used last.</summary>
    public static async Task<IReadOnlyList<string>> TagsFromAsync(this Db db, string query, int limit, int offset, CancellationToken ct)
    {
        var key = Hashtag.KeyOf(query.Trim());
        if (!Hashtag.IsTag(key))
            return [];
        return await db.NoticeTags
            .Where(t => t.Key.StartsWith(key) && db.Notices.Any(n => n.Id == t.NoticeId && n.Visibility == Visibility.Public))
            .GroupBy(t => t.Key)
            .OrderByDescending(g => g.Key == key).ThenByDescending(g => g.Max(t => t.NoticeId))
            .Select(g => g.Key)
            .Skip(Math.Clamp(offset, 0, 10_000))
            .Take(limit)
            .ToListAsync(ct);
    }
}
