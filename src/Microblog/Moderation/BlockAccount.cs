using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Moderation;

/// <summary>Blocks an account: who, whom, when, why and until when are one row; what follows from it are jobs.</summary>
/// <remarks>A new block takes the place of one that stands: the log then says that it was changed.</remarks>
public sealed class BlockAccount(Db db, JobQueue jobs, Snowflake ids, TimeProvider clock)
{
    /// <summary>Blocks from now on.</summary>
    /// <param name="byActorId">Who decides; null for the operator at the command line.</param>
    /// <param name="until">First instant at which it no longer applies; null means until lifted.</param>
    /// <exception cref="RefusalException">There is no reason, the end has passed, or the account cannot be blocked by this person.</exception>
    public async Task<Block> RunAsync(
        long actorId, long? byActorId, BlockScope scope, string reason, DateTimeOffset? until, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (string.IsNullOrWhiteSpace(reason))
            throw new RefusalException(Refusal.ReasonMissing);
        if (until <= now)
            throw new RefusalException(Refusal.DateNotUnderstood);
        await RefuseWrongRankAsync(actorId, byActorId, ct);

        var standing = await db.Blocks.Where(b => b.ActorId == actorId && b.LiftedAt == null).ToListAsync(ct);
        var isChange = standing.Exists(b => b.Until is null || b.Until > now);
        standing.ForEach(b => b.LiftedAt = now);
        var block = new Block
        {
            Id = ids.Next(),
            ActorId = actorId,
            Scope = scope,
            Reason = reason.Trim(),
            ById = byActorId,
            Since = now,
            Until = until,
        };
        db.Blocks.Add(block);
        db.LogEntries.Add(LogEntry.Of(block, isChange ? LogAction.ChangeBlock : LogAction.Block, byActorId, block.Reason, ids.Next(), now));
        jobs.Raise(new AccountBlocked(block.Id, actorId));
        await db.InOneTransactionAsync(() => SaveAndSignOutAsync(block, ct), ct);
        return block;
    }

    private async Task SaveAndSignOutAsync(Block block, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        if (block.Scope != BlockScope.Account)
            return;
        await db.Sessions.Where(s => s.Account!.ActorId == block.ActorId).ExecuteDeleteAsync(ct);
        await db.AccessTokens.Where(t => t.Account!.ActorId == block.ActorId).ExecuteDeleteAsync(ct);
    }

    // Nobody blocks themselves or someone of their own rank or above; the operator may block anyone.
    private async Task RefuseWrongRankAsync(long actorId, long? byActorId, CancellationToken ct)
    {
        var target = await db.Accounts.Where(a => a.ActorId == actorId).Select(a => (Accounts.Role?)a.Role).SingleOrDefaultAsync(ct)
            ?? throw new RefusalException(Refusal.NotFound);
        if (byActorId is null)
            return;
        var own = await db.Accounts.Where(a => a.ActorId == byActorId).Select(a => a.Role).SingleAsync(ct);
        if (actorId == byActorId || target >= own)
            throw new RefusalException(Refusal.CannotBlock);
    }
}
