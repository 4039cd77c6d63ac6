using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Notices;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Inbox;

/// <summary>A remote actor takes back what it did: a follow, a block, a like or emoji, a repeat.</summary>
/// <remarks>
/// Source: ActivityPub §7.10. Only the sender's own can be undone, whatever is embedded. Found by its id, or by whom or what it was about.
/// </remarks>
public sealed class OnUndo(Db db, KeepRepeat keep, LocalUris uris, TimeProvider clock) : IReceive<Undo>
{
    public async Task<Outcome> ReceiveAsync(Undo activity, Actor sender, CancellationToken ct)
    {
        var id = activity.ObjectId;
        var gone = activity.Object switch
        {
            Follow follow => await UnfollowAsync(sender.Id, id, uris.ActorIdOf(follow.Object), ct),
            Block block => await UnblockAsync(sender.Id, id, uris.ActorIdOf(block.Object), ct),
            Like like => await UnlikeAsync(sender.Id, id, like, ct),
            Announce announce => await UnrepeatAsync(sender.Id, id, announce.Object, ct),

            // COMPAT(Pleroma): only the id is sent, so that it may be any of these; so it is when a group undoes what it passed on.
            null or AnnouncedActivity => await UnfollowAsync(sender.Id, id, null, ct)
                + await UnblockAsync(sender.Id, id, null, ct)
                + await UnlikeAsync(sender.Id, id, null, ct)
                + await UnrepeatAsync(sender.Id, id, null, ct),
            _ => 0,
        };
        if (gone > 0 || id is null || await WasHeardAsync(activity.Id, sender, ct) || await db.Tombstones.AnyAsync(t => t.Uri == id && t.AuthorId == sender.Id, ct))
            return Outcome.Done;

        // What is undone may still be waiting to be tried again: it must not come after its Undo.
        db.Tombstones.Add(new Tombstone { Uri = id, AuthorId = sender.Id, DeletedAt = clock.GetUtcNow() });
        await db.SaveChangesAsync(ct);
        return Outcome.Ignored("there is no such thing of theirs");
    }

    // Sent again as its answer was lost: then it undid what it names the first time, and what comes next by that name is new.
    private Task<bool> WasHeardAsync(Uri undo, Actor sender, CancellationToken ct) =>
        db.ReceivedActivities.AnyAsync(r => r.SenderId == sender.Id && r.ActivityUri == undo.AbsoluteUri && r.Json == null, ct);

    private Task<int> UnfollowAsync(long senderId, Uri? id, long? followedId, CancellationToken ct) => db.Follows
        .Where(f => f.FollowerId == senderId && f.Followed!.Host == "" && (f.Uri == id || f.FollowedId == followedId))
        .ExecuteDeleteAsync(ct);

    private Task<int> UnblockAsync(long senderId, Uri? id, long? blockedId, CancellationToken ct) => db.PersonalBlocks
        .Where(b => b.BlockerId == senderId && b.Blocked!.Host == "" && (b.Uri == id || b.BlockedId == blockedId))
        .ExecuteDeleteAsync(ct);

    private async Task<int> UnlikeAsync(long senderId, Uri? id, Like? like, CancellationToken ct)
    {
        var byId = await db.Likes.Where(l => l.Uri == id && l.ActorId == senderId).ExecuteDeleteAsync(ct);
        if (byId > 0 || like is null)
            return byId;

        // What is taken back need not bring its picture again.
        var noticeId = await NoticeIdAsync(like.Object, ct);
        var given = db.Likes.Where(l => l.NoticeId == noticeId && l.ActorId == senderId);
        var (spelled, counted) = (OnLike.SpellingOf(like.Reaction), OnLike.EmojiOf(like.Reaction));
        var gone = await given.Where(l => l.Emoji == spelled).ExecuteDeleteAsync(ct);
        return gone > 0 || spelled == counted ? gone : await given.Where(l => l.Emoji == counted).ExecuteDeleteAsync(ct);
    }

    private async Task<int> UnrepeatAsync(long senderId, Uri? id, Uri? original, CancellationToken ct)
    {
        var repeats = db.Notices.Where(n => n.AuthorId == senderId && n.RepeatOfId != null);
        var byId = await keep.DropAsync(repeats.Where(n => n.Uri == id), ct);
        if (byId > 0 || original is null)
            return byId;

        var originalId = await NoticeIdAsync(original, ct);
        return await keep.DropAsync(repeats.Where(n => n.RepeatOfId == originalId), ct);
    }

    private Task<long?> NoticeIdAsync(Uri uri, CancellationToken ct) =>
        db.Notices.Where(n => n.Uri == uri).Select(n => (long?)n.Id).SingleOrDefaultAsync(ct);
}
