using Microblog.Data;
using Microblog.Notices;
using Microblog.Streaming;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Conversations;

/// <summary>Files direct notices under the conversations of those here who take part.</summary>
public static class DirectConversations
{
    extension(Db db)
    {
        /// <summary>Files a notice, if it is a direct one: with what it answers or what answers it, or as the first of a new conversation. Filing again changes nothing.</summary>
        /// <remarks>In a transaction.</remarks>
        public async Task FileDirectAsync(long noticeId, Snowflake ids, CancellationToken ct)
        {
            var notice = await db.Notices
                .Where(n => n.Id == noticeId && n.Visibility == Visibility.Direct && n.RepeatOfId == null)
                .Select(n => new { n.AuthorId, n.InReplyToId })
                .SingleOrDefaultAsync(ct);
            if (notice is null)
                return;
            var owners = await db.Actors
                .Where(a => a.Host == "" && (a.Id == notice.AuthorId || db.Addressees.Any(x => x.NoticeId == noticeId && x.ActorId == a.Id)))
                .Select(a => a.Id)
                .ToArrayAsync(ct);
            await db.HoldActorsAsync(owners, ct);
            var filed = await db.DirectNotices.Where(d => d.NoticeId == noticeId).Select(d => d.Conversation!.OwnerId).ToListAsync(ct);
            foreach (var owner in owners.Except(filed))
            {
                // What two people write is filed in any order: an answer may be there before what it answers.
                var conversations = await db.DirectConversations
                    .Where(c => c.OwnerId == owner && c.Notices.Any(d => d.NoticeId == notice.InReplyToId || d.Notice!.InReplyToId == noticeId))
                    .OrderBy(c => c.Id)
                    .ToListAsync(ct);
                var conversation = conversations.FirstOrDefault();
                foreach (var other in conversations.Skip(1))
                    await db.JoinAsync(other, conversation!, ct);
                if (conversation is null)
                    db.DirectConversations.Add(conversation = new DirectConversation { Id = ids.Next(), OwnerId = owner, IsUnread = false });
                if (!await db.DirectNotices.AnyAsync(d => d.ConversationId == conversation.Id && d.NoticeId > noticeId, ct))
                    conversation.IsUnread = owner != notice.AuthorId;
                db.DirectNotices.Add(new DirectNotice { ConversationId = conversation.Id, NoticeId = noticeId });
                await db.SpreadAsync(News.ConversationWentOn(conversation.Id, owner), ct);
            }

            await db.SaveChangesAsync(ct);
        }

        // A notice may come that two conversations begin and end with.
        private async Task JoinAsync(DirectConversation other, DirectConversation conversation, CancellationToken ct)
        {
            if (await db.DirectNotices.Where(d => d.ConversationId == other.Id).MaxAsync(d => d.NoticeId, ct)
                > await db.DirectNotices.Where(d => d.ConversationId == conversation.Id).MaxAsync(d => d.NoticeId, ct))
                conversation.IsUnread = other.IsUnread;
            await db.Database.ExecuteSqlAsync($"UPDATE direct_notices SET conversation_id = {conversation.Id} WHERE conversation_id = {other.Id}", ct);
            db.DirectConversations.Remove(other);
        }

        // What is filed for the same people at the same time must see the other. On SQLite every write waits for its turn anyway.
        private async Task HoldActorsAsync(long[] actorIds, CancellationToken ct)
        {
            if (!db.Database.IsSqlite())
                await db.Database.ExecuteSqlAsync($"SELECT 1 FROM actors WHERE id = ANY({actorIds}) ORDER BY id FOR NO KEY UPDATE", ct);
        }

        /// <summary>Says whether the owner has read a conversation.</summary>
        /// <exception cref="RefusalException">There is no such conversation of this owner's.</exception>
        public async Task MarkConversationAsync(long ownerId, long conversationId, bool isUnread, CancellationToken ct)
        {
            var conversation = await db.DirectConversations.SingleOrDefaultAsync(c => c.Id == conversationId && c.OwnerId == ownerId, ct)
                ?? throw new RefusalException(Refusal.NotFound);
            conversation.IsUnread = isUnread;
            await db.SaveChangesAsync(ct);
        }

        /// <summary>Takes a conversation off the owner's list. Its notices stay; an answer to one of them begins it anew.</summary>
        /// <exception cref="RefusalException">There is no such conversation of this owner's.</exception>
        public async Task ForgetConversationAsync(long ownerId, long conversationId, CancellationToken ct)
        {
            var forgotten = 0;
            await db.InOneTransactionAsync(
                async () => forgotten = await db.DirectConversations.Where(c => c.Id == conversationId && c.OwnerId == ownerId).ExecuteDeleteAsync(ct), ct);
            if (forgotten == 0)
                throw new RefusalException(Refusal.NotFound);
        }
    }
}
