using Microblog.Data;
using Microblog.Jobs;
using Microblog.Notices.Polls;

namespace Microblog.Notifications;

/// <summary>Tells people here that a poll from here is over.</summary>
public sealed class NotifyOfPoll(Db db, Notify notify) : IHandle<PollCounted>
{
    public async Task<Outcome> HandleAsync(PollCounted fact, CancellationToken ct)
    {
        if (fact.IsFinal)
            await db.InOneTransactionAsync(() => notify.OfPollAsync(fact.NoticeId, ct), ct);
        return Outcome.Done;
    }
}
