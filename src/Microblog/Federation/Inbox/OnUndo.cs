using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Notices;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Inbox;

/// <summary>A remote actor takes back what it did: a follow.</summary>
/// <remarks>Source: ActivityPub §7.10. Only the sender's own follow can be undone, whatever is embedded.</remarks>
public sealed class OnUndo(Db db, LocalUris uris, TimeProvider clock) : IReceive<Undo>
{
    public async Task<Outcome> ReceiveAsync(Undo activity, Actor sender, CancellationToken ct)
    {
        var undone = activity.ObjectId;
        var followedId = activity.Object is Follow follow ? uris.ActorIdOf(follow.Object) : null;
        var gone = await db.Follows
            .Where(f => f.FollowerId == sender.Id && f.Followed!.Host == "" && (f.Uri == undone || f.FollowedId == followedId))
            .ExecuteDeleteAsync(ct);
        if (gone > 0 || undone is null || await db.Tombstones.AnyAsync(t => t.Uri == undone && t.AuthorId == sender.Id, ct))
            return Outcome.Done;

        // The Follow itself may still be waiting to be tried again: it must not come after its Undo.
        db.Tombstones.Add(new Tombstone { Uri = undone, AuthorId = sender.Id, DeletedAt = clock.GetUtcNow() });
        await db.SaveChangesAsync(ct);
        return Outcome.Ignored("there is no such follow");
    }
}
