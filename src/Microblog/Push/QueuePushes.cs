using Microblog.Data;
using Microblog.Jobs;
using Microblog.Notifications;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Push;

/// <summary>Finds which apps are to be told of a notification.</summary>
public sealed class QueuePushes(Db db, JobQueue jobs) : IHandle<NotificationAdded>
{
    public async Task<Outcome> HandleAsync(NotificationAdded fact, CancellationToken ct)
    {
        var told = await db.Notifications
            .Where(n => n.Id == fact.NotificationId && !n.IsHeld)
            .Select(n => new
            {
                n.OwnerId,
                n.Kind,
                IsFollowed = db.Follows.Any(f => f.FollowerId == n.OwnerId && f.FollowedId == n.FromId && f.IsAccepted),
                IsFollower = db.Follows.Any(f => f.FollowerId == n.FromId && f.FollowedId == n.OwnerId && f.IsAccepted),
            })
            .SingleOrDefaultAsync(ct);
        if (told is null)
            return Outcome.Ignored("there is no such notification any more");
        foreach (var subscription in await db.PushSubscriptions.Where(s => s.OwnerId == told.OwnerId).AsNoTracking().ToListAsync(ct))
        {
            var isOfThose = subscription.Policy switch
            {
                PushPolicy.All => true,
                PushPolicy.Followed => told.IsFollowed,
                PushPolicy.Follower => told.IsFollower,
                _ => false,
            };
            if (isOfThose && subscription.Wants(told.Kind))
                jobs.Raise(new PushDue(fact.NotificationId, subscription.Id, Origin.HostOf(subscription.Endpoint)));
        }

        await db.SaveChangesAsync(ct);
        return Outcome.Done;
    }
}
