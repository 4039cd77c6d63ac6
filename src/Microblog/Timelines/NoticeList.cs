using Microsoft.EntityFrameworkCore;

namespace Microblog.Timelines;

/// <summary>One page of a timeline, newest first, and where it goes on.</summary>
/// <param name="Older">Notices older than this one are on the next page; null on the last.</param>
/// <param name="Newer">Notices newer than this one are on the page before; null on the first.</param>
public sealed record NoticeList(IReadOnlyList<NoticeView> Notices, long? Older, long? Newer)
{
    /// <summary>Reads the page that the query asks for by <c>max_id</c> or <c>min_id</c>.</summary>
    public static async Task<NoticeList> ReadAsync(ReadableNotices readable, PageQuery query, FillNotices fill, CancellationToken ct)
    {
        // One more than is shown tells whether there is a page beyond.
        var wanted = new Page(query.MaxId, MinId: query.MinId, Limit: Page.DefaultLimit + 1);
        var read = await readable.On(wanted).As(NoticeView.Shape).ToListAsync(ct);
        var goesOn = read.Count > Page.DefaultLimit;
        var notices = read.Take(Page.DefaultLimit).OrderByDescending(n => n.Id).ToList();
        if (notices.Count == 0)
            return new([], null, null);
        await fill.RunAsync(notices, ct);

        var isUpwards = query.MinId is not null;
        return new(
            notices,
            isUpwards || goesOn ? notices[^1].Id : null,
            isUpwards ? (goesOn ? notices[0].Id : null) : query.MaxId is null ? null : notices[0].Id);
    }
}
