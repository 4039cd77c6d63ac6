using Follow = Microblog.Protocols.ActivityPub.Follow;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Relays;
using Microblog.Jobs;
using Microblog.Moderation;
using Microblog.Relations;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Inbox;

/// <summary>A remote actor wants to follow one of ours.</summary>
/// <remarks>Source: ActivityPub §7.5. COMPAT(Mastodon): a repeated Follow is answered again, as the first answer may be lost. A blocked account takes none.</remarks>
public sealed class OnFollow(Db db, JobQueue jobs, LocalUris uris, Snowflake ids, TimeProvider clock) : IReceive<Follow>
{
    public async Task<Outcome> ReceiveAsync(Follow activity, Actor sender, CancellationToken ct)
    {
        var followedId = uris.ActorIdOf(activity.Object);
        var followed = await db.Actors.SingleOrDefaultAsync(a => a.Id == followedId && a.Host == "" && a.GoneAt == null, ct);
        if (followed is null)
            return Outcome.Ignored("nobody here has that address");

        // COMPAT(Pleroma): a relay that we follow follows us.
        var isRelay = followed.Id == InstanceActor.ActorId && await db.Relays.AnyAsync(r => r.ActorId == sender.Id, ct);
        if (followed.Id == InstanceActor.ActorId && !isRelay)
            return await RejectAsync(activity, sender, followed, ct);
        if (await db.Blocks.Where(Block.ClosesAccountAt(clock.GetUtcNow())).AnyAsync(b => b.ActorId == followed.Id, ct))
            return await RejectAsync(activity, sender, followed, ct);
        if (await db.Tombstones.AnyAsync(t => t.Uri == activity.Id && t.AuthorId == sender.Id, ct))
            return Outcome.Ignored("it was undone");

        var follow = await db.Follows.SingleOrDefaultAsync(f => f.FollowerId == sender.Id && f.FollowedId == followed.Id, ct);
        if (follow is null)
        {
            follow = new Relations.Follow
            {
                Id = ids.Next(),
                FollowerId = sender.Id,
                FollowedId = followed.Id,
                Uri = activity.Id,
                IsAccepted = isRelay || !followed.IsLocked,
                CreatedAt = clock.GetUtcNow(),
            };
            db.Follows.Add(follow);
        }

        follow.Uri = activity.Id;
        if (follow.IsAccepted)
            jobs.Raise(new FollowAccepted(ids.Next(), activity.Id, sender.Id, followed.Id));
        await db.SaveChangesAsync(ct);
        return Outcome.Done;
    }

    private async Task<Outcome> RejectAsync(Follow activity, Actor sender, Actor followed, CancellationToken ct)
    {
        jobs.Raise(new FollowRejected(ids.Next(), activity.Id, sender.Id, followed.Id));
        await db.SaveChangesAsync(ct);
        return Outcome.Done;
    }
}
