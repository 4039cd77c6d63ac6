using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Moderation;

/// <summary>Lifts whatever block stands on an account; the account and its notices are as before.</summary>
public sealed class LiftBlock(Db db, JobQueue jobs, Snowflake ids, TimeProvider clock)
{
    /// <summary>Lifts the block that stands.</summary>
    /// <param name="byActorId">Who decides; null for the operator at the command line.</param>
    /// <exception cref="RefusalException">No block stands, or there is no reason.</exception>
    public async Task RunAsync(long actorId, long? byActorId, string reason, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (string.IsNullOrWhiteSpace(reason))
            throw new RefusalException(Refusal.ReasonMissing);
        var block = await db.Blocks.SingleOrDefaultAsync(
            b => b.ActorId == actorId && b.LiftedAt == null && (b.Until == null || b.Until > now), ct)
            ?? throw new RefusalException(Refusal.NotFound);

        block.LiftedAt = now;
        db.LogEntries.Add(LogEntry.Of(block, LogAction.Unblock, byActorId, reason.Trim(), ids.Next(), now));
        jobs.Raise(new AccountUnblocked(block.Id, actorId));
        await db.SaveChangesAsync(ct);
    }
}
