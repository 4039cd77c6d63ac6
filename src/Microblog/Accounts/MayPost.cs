using Microblog.Actors;
using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Accounts;

/// <summary>The one question before anything is said: may this account post now?</summary>
public sealed class MayPost(Db db, RefreshStanding refresh, WhyNotToPost whyNot, TimeProvider clock)
{
    /// <summary>The actor that may post; the wiki is asked first when its last answer is too old.</summary>
    /// <exception cref="RefusalException"><see cref="Refusal.MayNotPost"/>, with what is missing in words.</exception>
    public async Task<Actor> RequireAsync(long actorId, CancellationToken ct)
    {
        await refresh.RunAsync(actorId, ct);
        return await db.Accounts
            .ThatMayPost(clock.GetUtcNow())
            .Where(a => a.ActorId == actorId)
            .Select(a => a.Actor)
            .SingleOrDefaultAsync(ct) ?? throw new RefusalException(Refusal.MayNotPost, await whyNot.ExplainAsync(actorId, ct));
    }
}
