using Microblog.Filters;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Timelines;

/// <summary>One page of a timeline, newest first, and where it goes on.</summary>
/// <param name="Older">The place before which the next page begins; null on the last.</param>
/// <param name="Newer">The place after which the page before ends; null on the first.</param>
public sealed record NoticeList(IReadOnlyList<NoticeView> Notices, long? Older, long? Newer)
{
    /// <summary>Reads the page that the query asks for by <c>max_id</c> or <c>min_id</c>.</summary>
    public static async Task<NoticeList> ReadAsync(
        ReadableNotices readable, PageQuery query, FillNotices fill, CancellationToken ct, FilterContexts context = FilterContexts.None)
    {
        // One more than is shown tells whether there is a page beyond.
        var wanted = new Page(query.MaxId, MinId: query.MinId, Limit: Page.DefaultLimit + 1);
        var read = await readable.On(wanted).WithPlaces(NoticeView.Shape).ToListAsync(ct);
        var goesOn = read.Count > Page.DefaultLimit;
        var placed = read.Take(Page.DefaultLimit).OrderByDescending(n => n.Place).ToList();
        if (placed.Count == 0)
            return new([], null, null);
        var notices = await fill.RunAsync([.. placed.Select(p => p.Shown)], ct, context);

        var isUpwards = query.MinId is not null;
        return new(
            notices,
            isUpwards || goesOn ? placed[^1].Place : null,
            isUpwards ? (goesOn ? placed[0].Place : null) : query.MaxId is null ? null : placed[0].Place);
    }
}
