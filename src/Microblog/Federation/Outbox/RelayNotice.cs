using Microblog.Data;
using Microblog.Federation.Documents;
using Microblog.Federation.Relays;
using Microblog.Jobs;
using Microblog.Notices;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Sends a posted public notice to relays, after it was sent to those whom it concerns.</summary>
/// <remarks>In the lane of <see cref="DistributeNotice"/>, which stores the Create.</remarks>
public sealed class RelayNotice(Db db, SendToRelays relays) : IHandle<NoticePosted>
{
    public async Task<Outcome> HandleAsync(NoticePosted fact, CancellationToken ct)
    {
        if (!await relays.AnyAsync(ct))
            return Outcome.Ignored("there is no relay");
        var notice = await db.Notices
            .Where(n => n.Id == fact.NoticeId && n.Visibility == Visibility.Public && n.RepeatOfId == null)
            .Select(n => new { n.Uri, n.PublishedAt })
            .SingleOrDefaultAsync(ct);
        if (notice is null)
            return Outcome.Ignored("it is not for everybody, or was deleted meanwhile");

        var create = NoteDocuments.CreateIdOf(notice.Uri);
        var uri = create.AbsoluteUri;
        if (!await db.Activities.AnyAsync(a => a.Uri == uri, ct))
            return Outcome.Retry("its Create is not stored yet");
        await relays.ForwardAsync(create, ct);
        await relays.AnnounceAsync(notice.Uri, notice.PublishedAt, ct);
        return Outcome.Done;
    }
}
