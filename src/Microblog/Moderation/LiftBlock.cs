using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Moderation;

/// <summary>Lifts whatever block stands on an account; the account and its notices are as before.</summary>
public sealed class LiftBlock(Db db, Snowflake ids, TimeProvider clock)
{
    /// <summary>Lifts the block that stands.</summary>
    /// <param name="byActorId">Who decides; null for the operator at the command line.</param>
    /// <exception cref="RefusalException">No block stands, there is no good reason, or this person may not decide about the account.</exception>
    public Task RunAsync(long actorId, long? byActorId, string reason, CancellationToken ct)
    {
        reason = Reasons.Checked(reason);
        return db.InOneTransactionAsync(() => LiftAsync(actorId, byActorId, reason, ct), ct);
    }

    private async Task LiftAsync(long actorId, long? byActorId, string reason, CancellationToken ct)
    {
        await db.RefuseWrongRankAsync(actorId, byActorId, ct);
        var now = clock.GetUtcNow();
        var standing = await db.Blocks
            .Where(Block.StandsAt(now))
            .Where(b => b.ActorId == actorId)
            .OrderByDescending(b => b.Id)
            .ToListAsync(ct);
        if (standing.Count == 0)
            throw new RefusalException(Refusal.NotFound);

        standing.ForEach(b => b.LiftedAt = now);
        db.LogEntries.Add(LogEntry.Of(standing[0], LogAction.Unblock, byActorId, reason, ids.Next(), now));
        await db.SaveChangesAsync(ct);
    }
}
