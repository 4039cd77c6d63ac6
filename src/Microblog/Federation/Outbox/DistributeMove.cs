using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Tells the servers of somebody's followers that this person has moved.</summary>
/// <remarks>After the Update that says so in the actor itself, in the same lane.</remarks>
public sealed class DistributeMove(Db db, LocalUris uris, SendActivity send) : IHandle<ActorMoved>
{
    public async Task<Outcome> HandleAsync(ActorMoved fact, CancellationToken ct)
    {
        if (!await db.Actors.FromHere().AnyAsync(a => a.Id == fact.MoverId && a.MovedToId == fact.TargetId, ct))
            return Outcome.Ignored("somebody elsewhere moved, or came back meanwhile");

        var target = await db.Actors.Where(a => a.Id == fact.TargetId).Select(a => a.Uri).SingleAsync(ct);
        var mover = uris.Actor(fact.MoverId);
        var move = new Move(new Uri($"{mover.AbsoluteUri}#moves/{fact.MoveId}"), mover, mover, target);
        await send.RunAsync(move, fact.MoverId, toFollowers: true, [], ct);
        return Outcome.Done;
    }
}
