using Microblog.Data;
using Microblog.Notices;
using Microblog.Relations;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Whom activities that show a notice are sent to.</summary>
/// <param name="Named">Beside followers: those it names, and of what everybody may read those it named before and whom it answers.</param>
internal sealed record NoticeReach(Visibility Visibility, IReadOnlyList<long> Named)
{
    public bool ToFollowers => Visibility != Visibility.Direct;
}

/// <summary>Finds whom a notice reaches.</summary>
internal static class NoticeReaches
{
    extension(Db db)
    {
        /// <summary>Whom a notice from here reaches now.</summary>
        /// <remarks>COMPAT(Mastodon): an answer is sent to whom it answers also where it does not name them.</remarks>
        /// <returns>Null when there is no such notice.</returns>
        public async Task<NoticeReach?> ReachOfAsync(long noticeId, CancellationToken ct)
        {
            var notice = await db.Notices
                .Where(n => n.Id == noticeId)
                .Select(n => new
                {
                    n.AuthorId,
                    n.Visibility,
                    Named = n.Addressees.Select(a => a.ActorId).ToList(),
                    NamedBefore = db.FormerAddressees.Where(f => f.NoticeId == n.Id).Select(f => f.ActorId).ToList(),
                    AnsweredId = n.InReplyTo == null ? (long?)null : n.InReplyTo.AuthorId,
                })
                .AsSplitQuery()
                .SingleOrDefaultAsync(ct);
            if (notice is null)
                return null;

            // Who is not named may not read the rest, also when they ask; nor who was blocked since.
            List<long> reached = notice.Visibility > Visibility.Unlisted ? notice.Named : [.. notice.Named.Union(notice.NamedBefore)];
            if (notice is { Visibility: <= Visibility.Unlisted, AnsweredId: { } answered })
                reached.Add(answered);
            if (reached.Count > 0)
                reached = await db.Actors.NotBlocking(notice.AuthorId).Where(a => reached.Contains(a.Id)).Select(a => a.Id).ToListAsync(ct);
            return new NoticeReach(notice.Visibility, reached);
        }
    }
}
