using Microblog.Data;
using Microblog.Jobs;
using Microblog.Notices.Editing;

namespace Microblog.Notifications;

/// <summary>Tells people here of what somebody here edited: whom it names now, and who repeated it.</summary>
public sealed class NotifyOfEdit(Db db, Notify notify) : IHandle<NoticeEdited>
{
    public async Task<Outcome> HandleAsync(NoticeEdited fact, CancellationToken ct)
    {
        await db.InOneTransactionAsync(() => notify.OfEditAsync(fact.NoticeId, ct), ct);
        return Outcome.Done;
    }
}
