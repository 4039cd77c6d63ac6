using Microblog.Accounts;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Web;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Moderation;

/// <summary>Deletes all that a wholly blocked account holds. The account itself stays, blocked for ever, so that its owner does not come back as somebody new.</summary>
public sealed class EraseBlocked(Db db, JobQueue jobs, Snowflake ids, TimeProvider clock)
{
    /// <summary>Deletes it: it is shown no more at once, and goes bit by bit, see <see cref="EraseAccount"/>.</summary>
    /// <exception cref="RefusalException">
    /// This person may not decide about the account, there is no good reason, or the account is not blocked without end, or not of this server.
    /// </exception>
    public Task RunAsync(long actorId, long byActorId, string reason, CancellationToken ct)
    {
        reason = Reasons.Checked(reason);
        return db.InOneTransactionAsync(() => EraseAsync(actorId, byActorId, reason, ct), ct);
    }

    private async Task EraseAsync(long actorId, long byActorId, string reason, CancellationToken ct)
    {
        await db.RefuseWrongRankAsync(actorId, byActorId, ct);
        if (!await db.Accounts.AnyAsync(a => a.ActorId == byActorId && a.Role == Role.Administrator, ct))
            throw new RefusalException(Refusal.ActionNotAllowed);
        var now = clock.GetUtcNow();
        var blocked = await db.Blocks
            .Where(Block.ClosesAccountAt(now))
            .AnyAsync(b => b.ActorId == actorId && b.Until == null && b.Actor!.Host == "", ct);
        if (!blocked)
            throw new RefusalException(Refusal.ActionNotAllowed);

        await db.Actors.Where(a => a.Id == actorId).ExecuteUpdateAsync(
            a => a.SetProperty(x => x.GoneAt, now)
                .SetProperty(x => x.DisplayName, x => x.Handle)
                .SetProperty(x => x.SummaryHtml, default(CleanHtml))
                .SetProperty(x => x.IconUrl, (Uri?)null)
                .SetProperty(x => x.ImageUrl, (Uri?)null)
                .SetProperty(x => x.MovedToId, (long?)null),
            ct);
        db.LogEntries.Add(LogEntry.Of(actorId, LogAction.Erase, byActorId, reason, ids.Next(), now));
        jobs.Raise(new AccountDeleted(actorId));
        await db.SaveChangesAsync(ct);
    }
}
