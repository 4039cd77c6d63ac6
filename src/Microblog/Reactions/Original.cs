using Microblog.Data;
using Microblog.Notices;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Reactions;

/// <summary>What somebody likes or repeats: always a notice with words of its own.</summary>
public sealed record Original(long Id, long AuthorId, Visibility Visibility);

/// <summary>Finds it.</summary>
internal static class Originals
{
    extension(Db db)
    {
        /// <summary>The id of a notice, or of what it repeats; null when there is no such notice. Who may read it is not asked.</summary>
        public Task<long?> OriginalIdAsync(long noticeId, CancellationToken ct) =>
            db.Notices.Where(n => n.Id == noticeId).Select(n => n.RepeatOfId ?? (long?)n.Id).SingleOrDefaultAsync(ct);

        /// <summary>The notice, or what it repeats, for somebody who may read it.</summary>
        /// <exception cref="RefusalException"><see cref="Refusal.NotFound"/>.</exception>
        public async Task<Original> OriginalForAsync(long viewer, long noticeId, DateTimeOffset now, CancellationToken ct)
        {
            var id = await db.OriginalIdAsync(noticeId, ct);
            return await db.Notices
                .Where(n => n.Id == id)
                .VisibleTo(viewer, now)
                .As(n => new Original(n.Id, n.AuthorId, n.Visibility))
                .SingleOrDefaultAsync(ct) ?? throw new RefusalException(Refusal.NotFound);
        }
    }
}
