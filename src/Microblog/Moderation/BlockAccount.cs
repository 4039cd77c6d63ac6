using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Moderation;

/// <summary>Blocks an account: who, whom, when, why and until when are one row; what follows from it is read from there.</summary>
/// <remarks>A new block takes the place of one of its kind that stands (see <see cref="Block.Beside"/>): the log then says that it was changed.</remarks>
public sealed class BlockAccount(Db db, Snowflake ids, TimeProvider clock)
{
    /// <summary>Blocks from now on.</summary>
    /// <param name="byActorId">Who decides; null for the operator at the command line.</param>
    /// <param name="until">First instant at which it no longer applies; null means until lifted.</param>
    /// <exception cref="RefusalException">There is no reason or it is too long, the end has passed, or the account cannot be blocked by this person.</exception>
    public async Task<Block> RunAsync(
        long actorId, long? byActorId, BlockScope scope, string reason, DateTimeOffset? until, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        reason = Reasons.Checked(reason);
        if (until <= now)
            throw new RefusalException(Refusal.EndHasPassed);

        var block = new Block
        {
            Id = ids.Next(),
            ActorId = actorId,
            Scope = scope,
            Reason = reason,
            ById = byActorId,
            Since = now,
            Until = until,
        };
        await db.InOneTransactionAsync(() => ReplaceAsync(block, now, ct), ct);
        return block;
    }

    private async Task ReplaceAsync(Block block, DateTimeOffset now, CancellationToken ct)
    {
        await db.RefuseWrongRankAsync(block.ActorId, block.ById, ct);
        var kinds = Block.Beside(block.Scope);
        var older = db.Blocks.Where(b => b.ActorId == block.ActorId && b.LiftedAt == null && kinds.Contains(b.Scope));
        var isChange = await older.AnyAsync(Block.StandsAt(now), ct);

        // Also those whose time is over: one block of a kind is not lifted, and that is the new one.
        await older.ExecuteUpdateAsync(b => b.SetProperty(x => x.LiftedAt, now), ct);
        db.Blocks.Add(block);
        db.LogEntries.Add(LogEntry.Of(
            block, isChange ? LogAction.ChangeBlock : LogAction.Block, block.ById, block.Reason, ids.Next(), now));
        await db.SaveChangesAsync(ct);
        if (block.Scope == BlockScope.Account)
            await SignOutAsync(block.ActorId, ct);
    }

    private async Task SignOutAsync(long actorId, CancellationToken ct)
    {
        await db.Sessions.Where(s => s.Account!.ActorId == actorId).ExecuteDeleteAsync(ct);
        await db.AccessTokens.Where(t => t.Account!.ActorId == actorId).ExecuteDeleteAsync(ct);
        await db.AuthorizationCodes.Where(c => c.Account!.ActorId == actorId).ExecuteDeleteAsync(ct);
    }
}
