using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Actors;

/// <summary>Moves an account here to another one: its followers are asked to follow that, and this one can only be read.</summary>
/// <remarks>COMPAT(Mastodon): the other account must name this one in alsoKnownAs first.</remarks>
public sealed class MoveAway(Db db, JobQueue jobs, IActorDirectory directory, Snowflake ids, TimeProvider clock)
{
    /// <summary>Whom a move would go to, read afresh from their own server and found fit.</summary>
    /// <exception cref="RefusalException">
    /// There is no such actor, it does not name this account, cannot be moved to, or this account moved less than
    /// <see cref="ActorMove.Pause"/> ago.
    /// </exception>
    public async Task<Actor> FindTargetAsync(long actorId, string nameOrAddress, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var since = now - ActorMove.Pause;
        if (await db.ActorMoves.AnyAsync(m => m.ActorId == actorId && m.MovedAt > since, ct))
            throw new RefusalException(Refusal.MovedLately);
        var own = await db.Actors.FromHere().Where(a => a.Id == actorId).Select(a => a.Uri).SingleAsync(ct);
        var target = await directory.FindFreshAsync(nameOrAddress, ct);
        if (target.Id == actorId
            || target.MovedToId is not null
            || target.IsSuspendedThere
            || !await db.Actors.ThatAreShown(now).AnyAsync(a => a.Id == target.Id, ct))
            throw new RefusalException(Refusal.CannotMoveThere);
        return await db.ActorAliases.AnyAsync(a => a.ActorId == target.Id && a.Uri == own, ct)
            ? target
            : throw new RefusalException(Refusal.AliasMissing);
    }

    /// <summary>Moves. Can be taken back by <see cref="ComeBack"/>, but the followers that went stay away.</summary>
    /// <inheritdoc cref="FindTargetAsync"/>
    public async Task RunAsync(long actorId, string nameOrAddress, CancellationToken ct)
    {
        var target = await FindTargetAsync(actorId, nameOrAddress, ct);
        var mover = await db.Actors.SingleAsync(a => a.Id == actorId, ct);
        mover.MovedToId = target.Id;
        await db.NoteMoveAsync(actorId, target.Id, clock.GetUtcNow(), ct);
        jobs.Raise(new ProfileChanged(actorId));
        jobs.Raise(new ActorMoved(ids.Next(), actorId, target.Id));
        await db.SaveChangesAsync(ct);
    }
}
