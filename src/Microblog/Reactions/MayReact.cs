using Microblog.Accounts;
using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Reactions;

/// <summary>May this account like? On a wiki everybody may thank who is not blocked, newcomers too; so it is here.</summary>
public sealed class MayReact(Db db, TimeProvider clock)
{
    /// <summary>Returns if the account may.</summary>
    /// <exception cref="RefusalException"><see cref="Refusal.MayNotReact"/>: it is blocked, here or on its wiki.</exception>
    public async Task RequireAsync(long actorId, CancellationToken ct)
    {
        if (!await db.Accounts.ThatMayReact(clock.GetUtcNow()).AnyAsync(a => a.ActorId == actorId, ct))
            throw new RefusalException(Refusal.MayNotReact);
    }
}
