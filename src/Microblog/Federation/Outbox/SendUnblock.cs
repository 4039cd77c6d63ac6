using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Protocols.ActivityPub;
using Microblog.Relations;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Tells a remote actor that one of ours blocks it no longer.</summary>
/// <remarks>In the lane of the Block, so that it cannot overtake it.</remarks>
public sealed class SendUnblock(Db db, LocalUris uris, SendActivity send) : IHandle<PersonalBlockEnded>
{
    public async Task<Outcome> HandleAsync(PersonalBlockEnded fact, CancellationToken ct)
    {
        var blocked = await db.Actors.Where(a => a.Id == fact.BlockedId).Select(a => a.Uri).SingleAsync(ct);
        var blocker = uris.Actor(fact.BlockerId);
        var undo = new Undo(new Uri(fact.BlockUri.AbsoluteUri + "/undo"), blocker, fact.BlockUri, new Block(fact.BlockUri, blocker, blocked));
        await send.RunAsync(undo, fact.BlockerId, toFollowers: false, [fact.BlockedId], ct);
        return Outcome.Done;
    }
}
