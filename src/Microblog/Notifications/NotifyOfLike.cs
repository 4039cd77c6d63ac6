using Microblog.Data;
using Microblog.Jobs;
using Microblog.Reactions;

namespace Microblog.Notifications;

/// <summary>Tells people here that somebody here likes a notice of theirs.</summary>
public sealed class NotifyOfLike(Db db, Notify notify) : IHandle<NoticeLiked>
{
    public async Task<Outcome> HandleAsync(NoticeLiked fact, CancellationToken ct)
    {
        await db.InOneTransactionAsync(() => notify.OfLikeAsync(fact.LikeId, ct), ct);
        return Outcome.Done;
    }
}
