using Microblog.Data;
using Microblog.Notices;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Conversations;

/// <summary>Files direct notices under the conversations of those here who take part.</summary>
public static class DirectConversations
{
    extension(Db db)
    {
        /// <summary>Files a notice, if it is a direct one: with what it answers or what answers it, or as the first of a new conversation. Filing again changes nothing.</summary>
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
                .Where(a => !db.DirectNotices.Any(d => d.NoticeId == noticeId && d.Conversation!.OwnerId == a.Id))
                .Select(a => a.Id)
                .ToListAsync(ct);
            foreach (var owner in owners)
            {
                // What two people write is filed side by side: an answer may be there before what it answers.
                var conversation = await db.DirectConversations
                    .Where(c => c.OwnerId == owner && c.Notices.Any(d => d.NoticeId == notice.InReplyToId || d.Notice!.InReplyToId == noticeId))
                    .OrderBy(c => c.Id)
                    .FirstOrDefaultAsync(ct);
                if (conversation is null)
                    db.DirectConversations.Add(conversation = new DirectConversation { Id = ids.Next(), OwnerId = owner, IsUnread = false });
                if (!await db.DirectNotices.AnyAsync(d => d.ConversationId == conversation.Id && d.NoticeId > noticeId, ct))
                    conversation.IsUnread = owner != notice.AuthorId;
                db.DirectNotices.Add(new DirectNotice { ConversationId = conversation.Id, NoticeId = noticeId });
            }

            await db.SaveChangesAsync(ct);
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
