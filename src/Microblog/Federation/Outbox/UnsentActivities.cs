using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Deliveries that still wait.</summary>
internal static class UnsentActivities
{
    extension(Db db)
    {
        /// <summary>Drops what was not yet delivered of an activity that is taken back: set aside, it could otherwise follow what takes it back.</summary>
        public Task ForgetUnsentAsync(Uri activity, CancellationToken ct)
        {
            var uri = activity.AbsoluteUri;
            var activities = db.Activities.Where(a => a.Uri == uri);
            return db.Jobs
                .Where(j => j.ActivityId != null && activities.Any(a => a.Id == j.ActivityId))
                .ExecuteDeleteAsync(ct);
        }
    }
}
