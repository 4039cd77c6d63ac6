using Microblog.Data;
using Microblog.Notices;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Reactions;

/// <summary>Takes a repeat back. Anybody may, also who may not post any more.</summary>
public sealed class UnrepeatNotice(Db db, DeleteNotice delete)
{
    /// <summary>Does nothing when there is no such repeat.</summary>
    /// <param name="noticeId">What is repeated, or a repeat of it, by whomever.</param>
    public async Task RunAsync(long authorId, long noticeId, CancellationToken ct)
    {
        var repeats = await db.Notices
            .Where(r => r.AuthorId == authorId && db.Notices.Any(n => n.Id == noticeId && (n.RepeatOfId ?? n.Id) == r.RepeatOfId))
            .Select(r => r.Id)
            .ToListAsync(ct);
        foreach (var repeat in repeats)
            await delete.RunAsync(authorId, repeat, ct);
    }
}
