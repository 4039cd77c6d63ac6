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
        if (await db.OriginalIdAsync(noticeId, ct) is not { } original)
            return;
        var repeat = await db.Notices
            .Where(r => r.RepeatOfId == original && r.AuthorId == authorId)
            .Select(r => (long?)r.Id)
            .SingleOrDefaultAsync(ct);
        if (repeat is { } id)
            await delete.RunAsync(authorId, id, ct);
    }
}
