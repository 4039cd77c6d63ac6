using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Deliveries that still wait.</summary>
internal static class UnsentActivities
{
    extension(Db db)
    {
        /// <summary>Drops what was not yet delivered of an activity that is taken back: set aside, or missed by a host that was down, it could otherwise
        /// follow what takes it back.</summary>
        public Task ForgetUnsentAsync(Uri activity, CancellationToken ct)
        {
            var uri = activity.AbsoluteUri;
            return ForgetAsync(db, db.Activities.Where(a => a.Uri == uri), ct);
        }

        /// <summary>The same of every activity that shows a notice, once that is deleted.</summary>
        public Task ForgetUnsentOfAsync(long noticeId, CancellationToken ct) => ForgetAsync(db, db.Activities.Where(a => a.NoticeId == noticeId), ct);

        /// <summary>The same of everything by an actor that is gone, but for the activity that says so.</summary>
        public Task ForgetUnsentByAsync(long actorId, Uri but, CancellationToken ct)
        {
            var uri = but.AbsoluteUri;
            return ForgetAsync(db, db.Activities.Where(a => a.ActorId == actorId && a.Uri != uri), ct);
        }
    }

    private static Task ForgetAsync(Db db, IQueryable<StoredActivity> activities, CancellationToken ct) => db.InOneTransactionAsync(
        async () =>
        {
            await DeliveryOrder.HoldAsync(db, ct);
            await db.Jobs.Where(j => j.ActivityId != null && activities.Any(a => a.Id == j.ActivityId)).ExecuteDeleteAsync(ct);
            await activities.ExecuteDeleteAsync(ct);
        },
        ct);
}
