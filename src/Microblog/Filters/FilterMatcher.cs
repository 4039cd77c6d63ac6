using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Filters;

/// <summary>Says which of a person's filters are for a notice.</summary>
/// <param name="filters">Those that count now, with their words and notices.</param>
public sealed class FilterMatcher(IReadOnlyList<Filter> filters)
{
    /// <summary>There is nothing to look for.</summary>
    public bool IsEmpty => filters.Count == 0;

    /// <summary>Reads a person's filters that count now.</summary>
    public static async Task<FilterMatcher> ReadAsync(Db db, long ownerId, DateTimeOffset now, CancellationToken ct)
    {
        var counting = db.Filters.Where(f => f.OwnerId == ownerId && (f.EndsAt == null || f.EndsAt > now));

        // Most people have none, and every page asks.
        return new(await counting.AnyAsync(ct) ? await WholeAsync(counting, ct) : []);
    }

    private static Task<List<Filter>> WholeAsync(IQueryable<Filter> counting, CancellationToken ct) => counting
        .Include(f => f.Keywords)
        .Include(f => f.Notices)
        .AsSplitQuery()
        .AsNoTracking()
        .OrderBy(f => f.Id)
        .ToListAsync(ct);

    /// <summary>The filters that are for a notice, with what they found in it.</summary>
    /// <param name="noticeId">Which notice it is.</param>
    /// <param name="texts">Everything that can be read in it, as plain text.</param>
    public IReadOnlyList<FilterMatch> Of(long noticeId, IReadOnlyList<string> texts) =>
    [
        .. filters
            .Select(f => new FilterMatch(
                f,
                [.. f.Keywords.Where(k => texts.Any(t => Holds(t, k))).Select(k => k.Keyword)],
                f.Notices.Any(n => n.NoticeId == noticeId) ? noticeId : null))
            .Where(m => m.Keywords.Count > 0 || m.NoticeId is not null),
    ];

    // No pattern: what a person writes is looked for as it is, in time that grows with the text.
    private static bool Holds(string text, FilterKeyword keyword)
    {
        var word = keyword.Keyword;
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (!keyword.IsWholeWord || (IsEdge(text, at - 1, word[0]) && IsEdge(text, at + word.Length, word[^1])))
                return true;
        }

        return false;
    }

    // Where the keyword itself ends in something that is no letter, such as #, any neighbour will do.
    private static bool IsEdge(string text, int neighbour, char end) =>
        !IsOfWord(end) || neighbour < 0 || neighbour >= text.Length || !IsOfWord(text[neighbour]);

    private static bool IsOfWord(char c) => char.IsLetterOrDigit(c) || c == '_';
}

/// <summary>A filter that is for a notice.</summary>
/// <param name="Keywords">Its words that stand in the notice.</param>
/// <param name="NoticeId">The notice, if the filter names it.</param>
public sealed record FilterMatch(Filter Filter, IReadOnlyList<string> Keywords, long? NoticeId);
