using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Moderation.Relays;
using Microblog.Relations;
using Microsoft.EntityFrameworkCore;
using Follow = Microblog.Protocols.ActivityPub.Follow;

namespace Microblog.Federation.Inbox;

/// <summary>A remote actor wants to follow one of ours.</summary>
/// <remarks>Source: ActivityPub §7.5. What is answered is <see cref="TakeFollow"/>'s to say.</remarks>
public sealed class OnFollow(Db db, TakeFollow take, LocalUris uris) : IReceive<Follow>
{
    public async Task<Outcome> ReceiveAsync(Follow activity, Actor sender, CancellationToken ct)
    {
        if (uris.ActorIdOf(activity.Object) is not { } followedId)
            return Outcome.Ignored("nobody here has that address");

        // COMPAT(Pleroma): a relay that we follow follows us.
        var isRelay = followedId == InstanceActor.ActorId && await db.Relays.AnyAsync(r => r.ActorId == sender.Id, ct);
        return await take.RunAsync(sender.Id, followedId, activity.Id, isRelay, ct) switch
        {
            TakenFollow.NobodyHere => Outcome.Ignored("nobody here has that address"),
            TakenFollow.Undone => Outcome.Ignored("it was undone"),
            _ => Outcome.Done,
        };
    }
}
