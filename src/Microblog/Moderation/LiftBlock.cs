using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Moderation;

/// <summary>Lifts a block that stands on an account; the account and its notices are as before.</summary>
public sealed class LiftBlock(Db db, Snowflake ids, TimeProvider clock)
{
    /// <summary>Lifts the block that stands, of posting or of the whole account.</summary>
    /// <inheritdoc cref="RunAsync(long, long?, string, IReadOnlyList{BlockScope}, CancellationToken)"/>
    public Task RunAsync(long actorId, long? byActorId, string reason, CancellationToken ct) =>
        RunAsync(actorId, byActorId, reason, Block.Beside(BlockScope.Account), ct);

    /// <summary>Lifts the block of one of these scopes that stands.</summary>
    /// <param name="byActorId">Who decides; null for the operator at the command line.</param>
    /// <exception cref="RefusalException">No block stands, there is no good reason, or this person may not decide about the account.</exception>
    public Task RunAsync(long actorId, long? byActorId, string reason, IReadOnlyList<BlockScope> scopes, CancellationToken ct)
    {
        reason = Reasons.Checked(reason);
        return db.InOneTransactionAsync(() => LiftAsync(actorId, byActorId, reason, scopes, ct), ct);
    }

    private async Task LiftAsync(long actorId, long? byActorId, string reason, IReadOnlyList<BlockScope> scopes, CancellationToken ct)
    {
        await db.RefuseWrongRankAsync(actorId, byActorId, ct);
        var now = clock.GetUtcNow();
        var standing = await db.Blocks
            .Where(Block.StandsAt(now))
            .Where(b => b.ActorId == actorId && scopes.Contains(b.Scope))
            .OrderByDescending(b => b.Id)
            .ToListAsync(ct);
        if (standing.Count == 0)
            throw new RefusalException(Refusal.NotFound);

        standing.ForEach(b => b.LiftedAt = now);
        db.LogEntries.Add(LogEntry.Of(standing[0], LogAction.Unblock, byActorId, reason, ids.Next(), now));
        await db.SaveChangesAsync(ct);
    }
}
