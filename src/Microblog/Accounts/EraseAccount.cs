using Microblog.Actors;
using Microblog.Announcements;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Notices;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Accounts;

/// <summary>Takes away what a deleted account leaves. Of notices that everybody could read the address stays, to say that they are gone.</summary>
/// <remarks>Reports by and about it and the public log stay: they are the moderators'. Votes stay counted.</remarks>
public sealed class EraseAccount(Db db, TimeProvider clock) : IHandle<AccountDeletionTold>
{
    /// <summary>Rows in one transaction, so that nobody waits long for their turn to write.</summary>
    private const int AtOnce = 200;

    public async Task<Outcome> HandleAsync(AccountDeletionTold fact, CancellationToken ct)
    {
        var id = fact.ActorId;
        if (!await db.Actors.FromHere().AnyAsync(a => a.Id == id && a.GoneAt != null, ct))
            return Outcome.Ignored("the account is not deleted");

        while (await EraseNoticesAsync(id, ct) == AtOnce)
            db.ChangeTracker.Clear();
        await InBatchesAsync(db.Likes.Where(l => l.ActorId == id).OrderBy(l => l.Id), ct);
        await InBatchesAsync(db.Follows.Where(f => f.FollowerId == id || f.FollowedId == id).OrderBy(f => f.Id), ct);
        await InBatchesAsync(
            db.SeveredFollows.Where(s => s.FollowerId == id || s.FollowedId == id).OrderBy(s => s.FollowerId).ThenBy(s => s.FollowedId), ct);
        await InBatchesAsync(db.PersonalBlocks.Where(b => b.BlockerId == id || b.BlockedId == id).OrderBy(b => b.Id), ct);
        await InBatchesAsync(db.Mutes.Where(m => m.MuterId == id || m.MutedId == id).OrderBy(m => m.Id), ct);
        await InBatchesAsync(db.Notifications.Where(n => n.OwnerId == id || n.FromId == id).OrderBy(n => n.Id), ct);
        await InBatchesAsync(db.NotificationPolicies.Where(p => p.OwnerId == id).OrderBy(p => p.OwnerId), ct);
        await InBatchesAsync(db.NotificationPermissions.Where(p => p.OwnerId == id || p.FromId == id).OrderBy(p => p.OwnerId), ct);
        await InBatchesAsync(db.Markers.Where(m => m.OwnerId == id).OrderBy(m => m.Timeline), ct);
        await InBatchesAsync(db.PushSubscriptions.Where(s => s.OwnerId == id).OrderBy(s => s.Id), ct);
        await InBatchesAsync(db.Bookmarks.Where(b => b.ActorId == id).OrderBy(b => b.Id), ct);
        await InBatchesAsync(db.ListMembers.Where(m => m.ActorId == id).OrderBy(m => m.ListId), ct);
        await InBatchesAsync(db.PersonalNotes.Where(n => n.OwnerId == id || n.ActorId == id).OrderBy(n => n.OwnerId), ct);
        await InBatchesAsync(db.Endorsements.Where(e => e.OwnerId == id || e.ActorId == id).OrderBy(e => e.Id), ct);
        await InBatchesAsync(db.PersonalDomainBlocks.Where(b => b.OwnerId == id).OrderBy(b => b.Id), ct);
        await InBatchesAsync(db.PersonLists.Where(l => l.OwnerId == id).OrderBy(l => l.Id), ct);
        await InBatchesAsync(db.ConversationMutes.Where(m => m.OwnerId == id).OrderBy(m => m.NoticeId), ct);
        await InBatchesAsync(db.DirectConversations.Where(c => c.OwnerId == id).OrderBy(c => c.Id), ct);
        await InBatchesAsync(db.DismissedSuggestions.Where(d => d.OwnerId == id || d.ActorId == id).OrderBy(d => d.OwnerId), ct);
        await InBatchesAsync(db.ScheduledNotices.Where(s => s.OwnerId == id).OrderBy(s => s.Id), ct);
        await InBatchesAsync(db.FollowedTags.Where(t => t.OwnerId == id).OrderBy(t => t.Id), ct);
        await InBatchesAsync(db.FeaturedTags.Where(t => t.OwnerId == id).OrderBy(t => t.Id), ct);
        await InBatchesAsync(db.Filters.Where(f => f.OwnerId == id).OrderBy(f => f.Id), ct);
        await InBatchesAsync(db.PollVotes.Where(v => v.ActorId == id).OrderBy(v => v.NoticeId).ThenBy(v => v.Position), ct);
        await InBatchesAsync(db.QuoteStamps.Where(s => s.QuoterId == id).OrderBy(s => s.Id), ct);
        await InBatchesAsync(db.HomeEntries.Where(e => e.OwnerId == id).OrderBy(e => e.NoticeId), ct);
        await InBatchesAsync(db.ActorAliases.Where(a => a.ActorId == id).OrderBy(a => a.Uri), ct);
        await InBatchesAsync(db.ProfileFields.Where(f => f.ActorId == id).OrderBy(f => f.Position), ct);
        await InBatchesAsync(db.AnnouncementReads.Where(r => r.ActorId == id).OrderBy(r => r.AnnouncementId), ct);
        await InBatchesAsync(db.AnnouncementReactions.Where(r => r.ActorId == id).OrderBy(r => r.AnnouncementId), ct);
        await InBatchesAsync(db.ActorMoves.Where(m => m.ActorId == id).OrderBy(m => m.ActorId), ct);
        return Outcome.Done;
    }

    private async Task<int> EraseNoticesAsync(long authorId, CancellationToken ct)
    {
        var erased = 0;
        await db.InOneTransactionAsync(
            async () =>
            {
                var some = await db.Notices
                    .Where(n => n.AuthorId == authorId)
                    .OrderBy(n => n.Id)
                    .Take(AtOnce)
                    .Select(n => new { n.Id, n.Uri, n.Visibility })
                    .ToListAsync(ct);
                var numbers = some.Select(n => n.Id).ToArray();
                var now = clock.GetUtcNow();
                db.Tombstones.AddRange(some.Select(n => new Tombstone
                {
                    Uri = n.Uri,
                    AuthorId = authorId,
                    WasPublic = n.Visibility <= Visibility.Unlisted,
                    DeletedAt = now,
                }));
                await db.SaveChangesAsync(ct);
                await db.Notices.Where(n => numbers.Contains(n.Id)).ExecuteDeleteAsync(ct);
                erased = some.Count;
            },
            ct);
        return erased;
    }

    private async Task InBatchesAsync<T>(IQueryable<T> rows, CancellationToken ct)
    {
        for (var deleted = AtOnce; deleted == AtOnce;)
            await db.InOneTransactionAsync(async () => deleted = await rows.Take(AtOnce).ExecuteDeleteAsync(ct), ct);
    }
}
