using Microblog.Actors;
using Microblog.Data;
using Microblog.Relations;

namespace Microblog.Notifications;

/// <summary>The words by which notifications are asked for.</summary>
public static class NotificationQueries
{
    extension(IQueryable<Notification> notifications)
    {
        /// <summary>What a person is shown: what stands and is not held back.</summary>
        public IQueryable<Notification> ShownTo(Db db, long ownerId, DateTimeOffset now) =>
            notifications.ThatStandFor(db, ownerId, now).Where(n => !n.IsHeld);

        /// <summary>Of accounts that are shown and not blocked, and as long as what it tells of stands; also what is held back.</summary>
        public IQueryable<Notification> ThatStandFor(Db db, long ownerId, DateTimeOffset now)
        {
            var senders = db.Actors.ThatAreShown(now).NotBlocking(ownerId);
            return notifications
                .Where(n => n.OwnerId == ownerId && senders.Any(a => a.Id == n.FromId))
                .Where(n => n.Kind != NotificationKind.Follow || db.Follows.Any(f => f.FollowerId == n.FromId && f.FollowedId == ownerId && f.IsAccepted))
                .Where(n => n.Kind != NotificationKind.FollowRequest || db.Follows.Any(f => f.FollowerId == n.FromId && f.FollowedId == ownerId && !f.IsAccepted))
                .Where(n => n.Kind != NotificationKind.Like || n.Notice!.Likes.Any(l => l.ActorId == n.FromId && l.Emoji == ""))
                .Where(n => n.Kind != NotificationKind.Reaction || n.Notice!.Likes.Any(l => l.ActorId == n.FromId && l.Emoji != ""));
        }
    }
}
