using Microblog.Data;
using Microblog.Jobs;
using Microblog.Notices;

namespace Microblog.Notifications;

/// <summary>Tells people here of what somebody here posted. What arrives from elsewhere is told as it arrives.</summary>
public sealed class NotifyOfNotice(Db db, Notify notify) : IHandle<NoticePosted>
{
    public async Task<Outcome> HandleAsync(NoticePosted fact, CancellationToken ct)
    {
        await db.InOneTransactionAsync(
            async () =>
            {
                await notify.OfNoticeAsync(fact.NoticeId, ct);
                await notify.OfQuoteAsync(fact.NoticeId, ct);
            },
            ct);
        return Outcome.Done;
    }
}
