using Microblog.Data;
using Microblog.Jobs;
using Microblog.Moderation;
using Microblog.Web;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Accounts;

/// <summary>Deletes an account for good. From the save on nobody can sign in to it or see it; what it leaves goes bit by bit, see <see cref="EraseAccount"/>.</summary>
/// <remarks>
/// What stays is its actor's row: so the name is never given to anybody else, and the address can say that somebody is gone. While a block stands
/// the account stays as well, as its owner would otherwise come back as somebody new.
/// </remarks>
public sealed class DeleteAccount(Db db, JobQueue jobs, TimeProvider clock)
{
    /// <summary>Deletes the account of a person here.</summary>
    /// <exception cref="RefusalException">There is none, or a block stands on it.</exception>
    public Task RunAsync(long actorId, CancellationToken ct) => db.InOneTransactionAsync(() => DeleteAsync(actorId, ct), ct);

    private async Task DeleteAsync(long actorId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var accounts = db.Accounts.Where(a => a.ActorId == actorId && a.Actor.Host == "" && a.Actor.GoneAt == null);
        if (!await accounts.AnyAsync(ct))
            throw new RefusalException(Refusal.NotFound);
        if (await db.Blocks.Where(Block.StandsAt(now)).AnyAsync(b => b.ActorId == actorId, ct))
            throw new RefusalException(Refusal.BlockStands);

        // Sessions, tokens and identities on wikis go with it.
        await accounts.ExecuteDeleteAsync(ct);
        await db.Actors.Where(a => a.Id == actorId).ExecuteUpdateAsync(
            a => a.SetProperty(x => x.GoneAt, now)
                .SetProperty(x => x.DisplayName, x => x.Handle)
                .SetProperty(x => x.SummaryHtml, default(CleanHtml))
                .SetProperty(x => x.IconUrl, (Uri?)null)
                .SetProperty(x => x.ImageUrl, (Uri?)null)
                .SetProperty(x => x.MovedToId, (long?)null),
            ct);
        jobs.Raise(new AccountDeleted(actorId));
        await db.SaveChangesAsync(ct);
    }
}
