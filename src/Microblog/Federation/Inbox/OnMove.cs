using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Remote;
using Microblog.Jobs;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Inbox;

/// <summary>A remote actor goes elsewhere: those here who follow it are led along, if the new actor says that it is the same.</summary>
/// <remarks>
/// COMPAT(Mastodon): the new actor is read now, however lately it was read before, and must list the old one in alsoKnownAs; one
/// move of an actor is looked at in <see cref="ActorMove.Pause"/>. Nobody is led in a circle, to a moved or to a suspended actor.
/// </remarks>
public sealed class OnMove(Db db, JobQueue jobs, MoveTargets targets, Snowflake ids, TimeProvider clock) : IReceive<Move>
{
    public async Task<Outcome> ReceiveAsync(Move activity, Actor sender, CancellationToken ct)
    {
        if (!Ids.Same(activity.Object, sender.Uri))
            return Outcome.Ignored("an actor is moved by another");
        if (Ids.Same(activity.Target, sender.Uri))
            return Outcome.Ignored("it moves to itself");
        if (!await db.Follows.AnyAsync(f => f.FollowedId == sender.Id && f.Follower!.Host == "", ct))
            return Outcome.Ignored("nobody here follows who moves");
        var now = clock.GetUtcNow();
        var since = now - ActorMove.Pause;
        if (await db.ActorMoves.AnyAsync(m => m.ActorId == sender.Id && m.MovedAt > since, ct))
            return Outcome.Ignored("it moved lately");

        try
        {
            var target = await targets.FindAsync(sender, activity.Target, ct);
            if (target.Objection is { } objection)
                return Outcome.Ignored(objection);
            return await MoveAsync(sender.Id, target.ActorId, now, ct);
        }
        catch (DocumentUnavailableException unavailable)
        {
            return unavailable.Outcome;
        }
    }

    private async Task<Outcome> MoveAsync(long moverId, long targetId, DateTimeOffset now, CancellationToken ct)
    {
        var mover = await db.Actors.SingleAsync(a => a.Id == moverId, ct);
        mover.MovedToId = targetId;
        await db.NoteMoveAsync(moverId, targetId, now, ct);
        jobs.Raise(new ActorMoved(ids.Next(), moverId, targetId));
        await db.SaveChangesAsync(ct);
        return Outcome.Done;
    }
}
