using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Relations;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Tells a remote actor that one of ours has blocked it, so that its server keeps to it as well.</summary>
/// <remarks>COMPAT(Mastodon): ActivityPub §6.9 would rather have it unsaid.</remarks>
public sealed class SendBlock(Db db, LocalUris uris, SendActivity send) : IHandle<PersonalBlockMade>
{
    public async Task<Outcome> HandleAsync(PersonalBlockMade fact, CancellationToken ct)
    {
        var block = await db.PersonalBlocks
            .Where(b => b.Id == fact.BlockId)
            .Select(b => new { b.Uri, BlockedUri = b.Blocked!.Uri })
            .SingleOrDefaultAsync(ct);
        if (block is null)
            return Outcome.Ignored("it was taken back meanwhile");

        var activity = new Protocols.ActivityPub.Block(block.Uri, uris.Actor(fact.BlockerId), block.BlockedUri);
        await send.RunAsync(activity, fact.BlockerId, toFollowers: false, [fact.BlockedId], ct);
        return Outcome.Done;
    }
}
