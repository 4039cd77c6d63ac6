using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Moderation;

/// <summary>Who may decide about whom.</summary>
internal static class Ranks
{
    extension(Db db)
    {
        /// <summary>
        /// Nobody decides about themselves or someone of their own rank or above; the operator decides about anyone. Until the
        /// transaction ends, nobody else decides about the same account.
        /// </summary>
        /// <param name="byActorId">Who decides; null for the operator at the command line.</param>
        /// <exception cref="RefusalException">There is no such account, all that it held was deleted, or its rank is too high.</exception>
        public async Task RefuseWrongRankAsync(long actorId, long? byActorId, CancellationToken ct)
        {
            // Writing the row, though nothing changes in it, makes others who would write it wait.
            var account = db.Accounts.Where(a => a.ActorId == actorId);
            if (await account.ExecuteUpdateAsync(a => a.SetProperty(x => x.ActorId, x => x.ActorId), ct) == 0)
            {
                // Somebody elsewhere has no account here, and no rank.
                var elsewhere = db.Actors.Where(a => a.Id == actorId && a.Host != "");
                if (await elsewhere.ExecuteUpdateAsync(a => a.SetProperty(x => x.HostStanding, x => x.HostStanding), ct) > 0)
                    return;
                throw new RefusalException(Refusal.NotFound);
            }

            // What is deleted stays blocked: nothing of it could come back.
            if (await db.Actors.AnyAsync(a => a.Id == actorId && a.GoneAt != null, ct))
                throw new RefusalException(Refusal.ActionNotAllowed);
            if (byActorId is null)
                return;
            var target = await account.Select(a => a.Role).SingleAsync(ct);
            var own = await db.Accounts.Where(a => a.ActorId == byActorId).Select(a => a.Role).SingleAsync(ct);
            if (actorId == byActorId || target >= own)
                throw new RefusalException(Refusal.CannotBlock);
        }
    }
}
