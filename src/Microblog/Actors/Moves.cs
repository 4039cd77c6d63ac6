using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Actors;

internal static class Moves
{
    extension(Db db)
    {
        /// <summary>Notes that an actor moves now; saving is the caller's.</summary>
        public async Task NoteMoveAsync(long actorId, long targetId, DateTimeOffset now, CancellationToken ct)
        {
            if (await db.ActorMoves.SingleOrDefaultAsync(m => m.ActorId == actorId, ct) is { } before)
                (before.TargetId, before.MovedAt) = (targetId, now);
            else
                db.ActorMoves.Add(new ActorMove { ActorId = actorId, TargetId = targetId, MovedAt = now });
        }
    }
}
