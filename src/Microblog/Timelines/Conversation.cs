using Microblog.Data;
using Microblog.Relations.Mutes;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Timelines;

/// <summary>Finds what a notice answers and what answers it. Who may read it is asked afterwards, of each notice.</summary>
public static class Conversation
{
    /// <summary>Most notices shown before or after one, and how far a thread is followed.</summary>
    public const int Most = 100;

    /// <summary>Most answers looked at: more than are shown, because some are not for everybody.</summary>
    private const int MostConsidered = 2_000;

    extension(Db db)
    {
        /// <summary>What the notice answers, what that answers, and so on, without whom this viewer muted.</summary>
        public IQueryable<Placed> Before(long noticeId, long? viewer, DateTimeOffset now)
        {
            var ids = db.IdsBefore(noticeId);
            return db.Notices.Where(n => ids.Contains(n.Id)).InPlace().WithoutMutedBy(db, viewer, now);
        }

        /// <summary>Everything that answers the notice, directly or further down, by those whom this viewer meets and has not muted.</summary>
        public IQueryable<Placed> After(long noticeId, long? viewer, DateTimeOffset now)
        {
            var ids = db.IdsAfter(noticeId);
            return db.Notices.ByThoseMetBy(viewer, now).Where(n => ids.Contains(n.Id)).InPlace().WithoutMutedBy(db, viewer, now);
        }

        /// <summary>A notice, or what it repeats, what that answers, what that answers, and so on.</summary>
        internal IQueryable<long> IdsUpFrom(long noticeId) => db.Database.SqlQuery<long>(
            $"""
            WITH RECURSIVE above (id, depth) AS (
                SELECT COALESCE(repeat_of_id, id), 0 FROM notices WHERE id = {noticeId}
                UNION ALL
                SELECT n.in_reply_to_id, a.depth + 1 FROM notices n JOIN above a ON n.id = a.id
                WHERE n.in_reply_to_id IS NOT NULL AND a.depth < {Most}
            )
            SELECT id AS "Value" FROM above
            """);

        private IQueryable<long> IdsBefore(long noticeId) => db.Database.SqlQuery<long>(
            $"""
            WITH RECURSIVE before (id, depth) AS (
                SELECT in_reply_to_id, 1 FROM notices WHERE id = {noticeId} AND in_reply_to_id IS NOT NULL
                UNION ALL
                SELECT n.in_reply_to_id, b.depth + 1 FROM notices n JOIN before b ON n.id = b.id
                WHERE n.in_reply_to_id IS NOT NULL AND b.depth < {Most}
            )
            SELECT id AS "Value" FROM before
            """);

        private IQueryable<long> IdsAfter(long noticeId) => db.Database.SqlQuery<long>(
            $"""
            WITH RECURSIVE after (id, depth) AS (
                SELECT id, 1 FROM notices WHERE in_reply_to_id = {noticeId}
                UNION ALL
                SELECT n.id, a.depth + 1 FROM notices n JOIN after a ON n.in_reply_to_id = a.id WHERE a.depth < {Most}
            )
            SELECT id AS "Value" FROM after LIMIT {MostConsidered}
            """);
    }
}
