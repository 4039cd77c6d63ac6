using System.Text.Json;
using Microblog.Data;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Conversations;

/// <summary>Mutes conversations, and knows which are muted.</summary>
public static class ConversationMutes
{
    extension(Db db)
    {
        /// <summary>Tells a person no more of the conversation that a notice belongs to.</summary>
        public Task MuteConversationAsync(long ownerId, long noticeId, CancellationToken ct) => db.AgainIfOvertakenAsync(async () =>
        {
            var before = await db.IdsUpFrom(noticeId).ToListAsync(ct);
            var first = await db.Notices.Where(n => before.Contains(n.Id) && n.InReplyToId == null).Select(n => (long?)n.Id).FirstOrDefaultAsync(ct);
            var root = first ?? before.Min();
            if (await db.ConversationMutes.AnyAsync(m => m.OwnerId == ownerId && m.NoticeId == root, ct))
                return;
            db.ConversationMutes.Add(new ConversationMute { OwnerId = ownerId, NoticeId = root });
            await db.SaveChangesAsync(ct);
        });

        /// <summary>Tells a person of it again.</summary>
        public async Task UnmuteConversationAsync(long ownerId, long noticeId, CancellationToken ct)
        {
            var before = await db.IdsUpFrom(noticeId).ToListAsync(ct);
            await db.InOneTransactionAsync(
                () => db.ConversationMutes.Where(m => m.OwnerId == ownerId && before.Contains(m.NoticeId)).ExecuteDeleteAsync(ct), ct);
        }

        /// <summary>Of some people, those who have muted the conversation that a notice belongs to.</summary>
        public async Task<IReadOnlyCollection<long>> WhoMutedConversationOfAsync(long noticeId, IReadOnlyCollection<long> people, CancellationToken ct)
        {
            // Mostly nobody has, and then nothing is followed upwards.
            if (!await db.ConversationMutes.AnyAsync(m => people.Contains(m.OwnerId), ct))
                return [];
            var before = await db.IdsUpFrom(noticeId).ToListAsync(ct);
            return await db.ConversationMutes.Where(m => people.Contains(m.OwnerId) && before.Contains(m.NoticeId)).Select(m => m.OwnerId).ToListAsync(ct);
        }

        /// <summary>Of some notices, those that belong to a conversation which a person has muted.</summary>
        public async Task<IReadOnlyCollection<long>> InMutedConversationsAsync(long ownerId, IReadOnlyCollection<long> noticeIds, CancellationToken ct)
        {
            if (noticeIds.Count == 0 || !await db.ConversationMutes.AnyAsync(m => m.OwnerId == ownerId, ct))
                return [];
            var sql = db.Database.IsSqlite() ? Upwards.Replace("NUMBERS", SqliteNumbers, StringComparison.Ordinal) : Upwards.Replace("NUMBERS", PostgreSqlNumbers, StringComparison.Ordinal);
            return await db.Database.SqlQueryRaw<long>(sql, ownerId, JsonSerializer.Serialize(noticeIds), Conversation.Most).ToListAsync(ct);
        }
    }

    private const string SqliteNumbers = "SELECT value FROM json_each({1})";
    private const string PostgreSqlNumbers = "SELECT CAST(value AS bigint) FROM json_array_elements_text(CAST({1} AS json))";

    /// <summary>{0} owner, {1} notices as a JSON array, {2} how far a thread is followed.</summary>
    private const string Upwards =
        """
        WITH RECURSIVE above (start, id, depth) AS (
            SELECT n.id, COALESCE(n.repeat_of_id, n.id), 0 FROM notices n WHERE n.id IN (NUMBERS)
            UNION ALL
            SELECT a.start, n.in_reply_to_id, a.depth + 1 FROM notices n JOIN above a ON n.id = a.id
            WHERE n.in_reply_to_id IS NOT NULL AND a.depth < {2}
        )
        SELECT DISTINCT a.start AS "Value" FROM above a JOIN conversation_mutes m ON m.notice_id = a.id AND m.owner_id = {0}
        """;
}
