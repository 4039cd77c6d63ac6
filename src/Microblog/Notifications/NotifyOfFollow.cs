using Microblog.Data;
using Microblog.Jobs;
using Microblog.Relations;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notifications;

/// <summary>Tells people here that somebody follows them, or asks to.</summary>
public sealed class NotifyOfFollow(Db db, Notify notify) : IHandle<Followed>
{
    public async Task<Outcome> HandleAsync(Followed fact, CancellationToken ct)
    {
        if (await db.Follows.AsNoTracking().SingleOrDefaultAsync(f => f.Id == fact.FollowId, ct) is not { } follow)
            return Outcome.Ignored("the follow has ended");
        await db.InOneTransactionAsync(() => notify.OfFollowAsync(follow, ct), ct);
        return Outcome.Done;
    }
}
