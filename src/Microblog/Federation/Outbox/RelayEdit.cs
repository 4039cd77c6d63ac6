using Microblog.Data;
using Microblog.Federation.Relays;
using Microblog.Jobs;
using Microblog.Notices;
using Microblog.Notices.Editing;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Sends a new version of a public notice to relays, after it was sent to those whom it concerns.</summary>
/// <remarks>In the lane of <see cref="DistributeEdit"/>, which stores the Update.</remarks>
public sealed class RelayEdit(Db db, SendToRelays relays) : IHandle<NoticeEdited>
{
    public async Task<Outcome> HandleAsync(NoticeEdited fact, CancellationToken ct)
    {
        if (!await relays.AnyAsync(ct))
            return Outcome.Ignored("there is no relay");
        var notice = await db.Notices
            .Where(n => n.Id == fact.NoticeId && n.Visibility == Visibility.Public)
            .Select(n => n.Uri)
            .SingleOrDefaultAsync(ct);
        if (notice is null)
            return Outcome.Ignored("it is not for everybody, or was deleted meanwhile");

        var update = DistributeEdit.UpdateIdOf(notice, fact.At);
        var uri = update.AbsoluteUri;
        if (!await db.Activities.AnyAsync(a => a.Uri == uri, ct))
            return Outcome.Retry("its Update is not stored yet");
        await relays.ForwardAsync(update, ct);
        return Outcome.Done;
    }
}
