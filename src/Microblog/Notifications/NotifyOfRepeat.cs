using Microblog.Data;
using Microblog.Jobs;
using Microblog.Reactions;

namespace Microblog.Notifications;

/// <summary>Tells people here that somebody here repeated a notice of theirs.</summary>
public sealed class NotifyOfRepeat(Db db, Notify notify) : IHandle<NoticeRepeated>
{
    public async Task<Outcome> HandleAsync(NoticeRepeated fact, CancellationToken ct)
    {
        await db.InOneTransactionAsync(() => notify.OfRepeatAsync(fact.RepeatId, ct), ct);
        return Outcome.Done;
    }
}
