using Microblog.Actors;
using Microblog.Data;
using Microblog.Moderation;
using Microblog.Notices;
using Microblog.Relations;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Timelines;

/// <summary>Writes and clears home timelines.</summary>
public static class HomeTimelines
{
    /// <summary>How much of what somebody said before is put on a new follower's home timeline.</summary>
    private const int Backfill = 20;

    /// <summary>A repeat of what is among so many newest entries says nothing new.</summary>
    private const int Recent = 50;

    extension(Db db)
    {
        /// <summary>
        /// Puts a notice on the home timelines of its author's local followers, a public one on those of followers of its tags, and a direct one on
        /// those of whom it names; on none that has it already.
        /// </summary>
        public Task FillHomesAsync(long noticeId, CancellationToken ct) => db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO home_entries (owner_id, notice_id)
            SELECT f.follower_id, n.id
            FROM notices n
            JOIN follows f ON f.followed_id = n.author_id AND f.is_accepted
            JOIN actors a ON a.id = f.follower_id AND a.host = ''
            WHERE n.id = {noticeId} AND n.visibility <> {(int)Visibility.Direct}
                AND (f.languages IS NULL OR n.language IS NULL OR f.languages LIKE '%,' || lower(n.language) || ',%')
            UNION
            SELECT t.owner_id, n.id
            FROM notices n
            JOIN actors author ON author.id = n.author_id AND author.host_standing = {(int)HostStanding.Open}
            JOIN notice_tags g ON g.notice_id = n.id
            JOIN followed_tags t ON t.key = g.key AND t.owner_id <> n.author_id
            WHERE n.id = {noticeId} AND n.visibility = {(int)Visibility.Public}
                AND NOT EXISTS (
                    SELECT 1 FROM blocks b
                    WHERE b.actor_id = n.author_id AND b.scope = {(int)BlockScope.Silence} AND b.lifted_at IS NULL
                        AND (b.until IS NULL OR b.until > (n.id >> 16)))
            UNION
            SELECT named.actor_id, n.id
            FROM notices n
            JOIN addressees named ON named.notice_id = n.id
            JOIN actors a ON a.id = named.actor_id AND a.host = ''
            WHERE n.id = {noticeId} AND n.visibility = {(int)Visibility.Direct}
            ON CONFLICT DO NOTHING
            """,
            ct);

        /// <summary>
        /// Puts a repeat on the home timelines of its author's local followers and of the author, except where the notice itself or another
        /// repeat of it is among the newest.
        /// </summary>
        public Task FillHomesWithRepeatAsync(long repeatId, CancellationToken ct) => db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO home_entries (owner_id, notice_id)
            SELECT a.id, r.id
            FROM notices r
            JOIN actors a ON a.host = '' AND a.id IN (
                SELECT r.author_id
                UNION ALL
                SELECT f.follower_id FROM follows f WHERE f.followed_id = r.author_id AND f.is_accepted AND NOT f.hides_repeats)
            WHERE r.id = {repeatId} AND r.visibility <> {(int)Visibility.Direct} AND NOT EXISTS (
                SELECT 1
                FROM (SELECT e.notice_id FROM home_entries e WHERE e.owner_id = a.id ORDER BY e.notice_id DESC LIMIT {Recent}) newest
                JOIN notices n ON n.id = newest.notice_id
                WHERE n.id = r.repeat_of_id OR n.repeat_of_id = r.repeat_of_id)
            ON CONFLICT DO NOTHING
            """,
            ct);

        /// <summary>Adds the newest public notices of somebody newly followed to what the caller saves, as far as the follower wants them.</summary>
        public async Task FillHomeFromAsync(Follow follow, CancellationToken ct)
        {
            var (owner, author, languages, hidesRepeats) = (follow.FollowerId, follow.FollowedId, follow.Languages, follow.HidesRepeats);
            var newest = await db.Notices
                .Where(n => n.AuthorId == author && n.Visibility <= Visibility.Unlisted)
                .Where(n => !hidesRepeats || n.RepeatOfId == null)
                .Where(n => languages == null || n.Language == null || languages.Contains("," + SqlFunctions.Lower(n.Language) + ","))
                .Where(n => !db.HomeEntries.Any(e => e.OwnerId == owner && (e.NoticeId == n.Id || e.NoticeId == n.RepeatOfId)))
                .OrderByDescending(n => n.Id)
                .Select(n => n.Id)
                .Take(Backfill)
                .ToListAsync(ct);
            db.HomeEntries.AddRange(newest.Select(id => new HomeEntry { OwnerId = owner, NoticeId = id }));
        }

        /// <summary>Takes what somebody said off a person's home timeline.</summary>
        public Task EmptyHomeOfAsync(long ownerId, long authorId, CancellationToken ct) => db.HomeEntries
            .Where(e => e.OwnerId == ownerId && db.Notices.Any(n => n.Id == e.NoticeId && n.AuthorId == authorId))
            .ExecuteDeleteAsync(ct);
    }
}
