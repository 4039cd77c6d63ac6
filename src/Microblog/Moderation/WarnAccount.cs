using Microblog.Data;

namespace Microblog.Moderation;

/// <summary>Tells an account something, in the public log, and does no more.</summary>
public sealed class WarnAccount(Db db, Snowflake ids, TimeProvider clock)
{
    /// <summary>Writes the line.</summary>
    /// <param name="byActorId">Who decides; null for the operator at the command line.</param>
    /// <exception cref="RefusalException">There is no good reason, or this person may not decide about the account.</exception>
    public Task RunAsync(long actorId, long? byActorId, string reason, CancellationToken ct)
    {
        reason = Reasons.Checked(reason);
        return db.InOneTransactionAsync(
            async () =>
            {
                await db.RefuseWrongRankAsync(actorId, byActorId, ct);
                db.LogEntries.Add(LogEntry.Of(actorId, LogAction.Warn, byActorId, reason, ids.Next(), clock.GetUtcNow()));
                await db.SaveChangesAsync(ct);
            },
            ct);
    }
}
