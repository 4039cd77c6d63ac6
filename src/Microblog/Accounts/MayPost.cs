using Microblog.Actors;
using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Accounts;

/// <summary>The one question before anything is said: may this account post now?</summary>
public sealed class MayPost(Db db, TimeProvider clock)
{
    /// <summary>The actor that may post.</summary>
    /// <exception cref="RefusalException"><see cref="Refusal.MayNotPost"/>.</exception>
    public async Task<Actor> RequireAsync(long actorId, CancellationToken ct) =>
        await db.Accounts
            .ThatMayPost(clock.GetUtcNow())
            .Where(a => a.ActorId == actorId)
            .Select(a => a.Actor)
            .SingleOrDefaultAsync(ct) ?? throw new RefusalException(Refusal.MayNotPost);
}
