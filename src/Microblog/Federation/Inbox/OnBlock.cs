using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Protocols.ActivityPub;
using Microblog.Relations;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Inbox;

/// <summary>A remote actor wants nothing more to do with one of ours.</summary>
/// <remarks>Source: ActivityPub §7.9, which asks nobody to send it. COMPAT(Mastodon): it is sent, and both sides keep to it.</remarks>
public sealed class OnBlock(Db db, TakeBlock take, LocalUris uris) : IReceive<Block>
{
    public async Task<Outcome> ReceiveAsync(Block activity, Actor sender, CancellationToken ct)
    {
        var blockedId = uris.ActorIdOf(activity.Object);
        if (!await db.Actors.FromHere().AnyAsync(a => a.Id == blockedId && a.GoneAt == null && a.Id != InstanceActor.ActorId, ct))
            return Outcome.Ignored("nobody here has that address");
        if (await db.Tombstones.AnyAsync(t => t.Uri == activity.Id && t.AuthorId == sender.Id, ct))
            return Outcome.Ignored("it was undone");

        await take.RunAsync(sender.Id, blockedId!.Value, activity.Id, ct);
        return Outcome.Done;
    }
}
