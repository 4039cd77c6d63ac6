using Microblog.Data;
using Microblog.Jobs;
using Microblog.Notices.Polls;

namespace Microblog.Notifications;

/// <summary>Tells people here that a poll from elsewhere, in which they voted, is over.</summary>
public sealed class NotifyOfPollElsewhere(Db db, Notify notify) : IHandle<PollOver>
{
    public async Task<Outcome> HandleAsync(PollOver fact, CancellationToken ct)
    {
        await db.InOneTransactionAsync(() => notify.OfPollAsync(fact.NoticeId, ct), ct);
        return Outcome.Done;
    }
}
