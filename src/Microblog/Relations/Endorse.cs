using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Relations;

/// <summary>Shows people on one's profile, and takes them off it.</summary>
public sealed class Endorse(Db db, Snowflake ids)
{
    /// <summary>Does nothing when it is there already.</summary>
    /// <exception cref="RefusalException">One does not follow them, or shows too many.</exception>
    public Task RunAsync(long ownerId, long actorId, CancellationToken ct) => db.AgainIfOvertakenAsync(async () =>
    {
        if (!await db.Follows.AnyAsync(f => f.FollowerId == ownerId && f.FollowedId == actorId && f.IsAccepted, ct))
            throw new RefusalException(Refusal.CannotEndorse);
        if (await db.Endorsements.AnyAsync(e => e.OwnerId == ownerId && e.ActorId == actorId, ct))
            return;
        if (await db.Endorsements.CountAsync(e => e.OwnerId == ownerId, ct) >= Endorsement.Most)
            throw new RefusalException(Refusal.TooManyEndorsements);
        db.Endorsements.Add(new Endorsement { Id = ids.Next(), OwnerId = ownerId, ActorId = actorId });
        await db.SaveChangesAsync(ct);
    });

    /// <summary>Does nothing when it is not there.</summary>
    public Task EndAsync(long ownerId, long actorId, CancellationToken ct) => db.InOneTransactionAsync(
        () => db.Endorsements.Where(e => e.OwnerId == ownerId && e.ActorId == actorId).ExecuteDeleteAsync(ct), ct);
}
