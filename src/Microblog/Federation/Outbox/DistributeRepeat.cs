using Microblog.Data;
using Microblog.Federation.Documents;
using Microblog.Jobs;
using Microblog.Reactions;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Tells the servers of somebody's followers, and whoever wrote it, that a notice was repeated.</summary>
/// <remarks>Source: ActivityPub §6.11 in spirit; COMPAT(Mastodon): the Announce.</remarks>
public sealed class DistributeRepeat(Db db, SendActivity send) : IHandle<NoticeRepeated>
{
    public async Task<Outcome> HandleAsync(NoticeRepeated fact, CancellationToken ct)
    {
        var columns = await db.Notices
            .Where(n => n.Id == fact.RepeatId && n.RepeatOfId != null)
            .Select(NoteColumns.Shape)
            .SingleOrDefaultAsync(ct);
        if (columns?.RepeatOf is not { } original)
            return Outcome.Ignored("it was taken back meanwhile");

        await send.RunAsync(Announces.Of(columns, original), fact.AuthorId, toFollowers: true, [original.AuthorId], ct);
        return Outcome.Done;
    }
}
