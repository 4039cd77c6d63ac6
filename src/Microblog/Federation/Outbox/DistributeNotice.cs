using Microblog.Data;
using Microblog.Federation.Documents;
using Microblog.Jobs;
using Microblog.Notices;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Sends a posted notice to the servers of its author's followers and of those it names.</summary>
public sealed class DistributeNotice(Db db, NoteDocuments documents, SendActivity send) : IHandle<NoticePosted>
{
    public async Task<Outcome> HandleAsync(NoticePosted fact, CancellationToken ct)
    {
        if (await documents.OfAsync(fact.NoticeId, ct) is not { } note)
            return Outcome.Ignored("it was deleted meanwhile");

        var notice = await db.Notices
            .Where(n => n.Id == fact.NoticeId)
            .Select(n => new { n.Visibility, Named = n.Addressees.Select(a => a.ActorId).ToList() })
            .SingleOrDefaultAsync(ct);
        if (notice is null)
            return Outcome.Ignored("it was deleted meanwhile");
        await send.RunAsync(
            NoteDocuments.CreateOf(note), fact.AuthorId, toFollowers: notice.Visibility != Visibility.Direct, notice.Named, ct);
        return Outcome.Done;
    }
}
