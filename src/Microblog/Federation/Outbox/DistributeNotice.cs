using Microblog.Data;
using Microblog.Federation.Documents;
using Microblog.Jobs;
using Microblog.Notices;

namespace Microblog.Federation.Outbox;

/// <summary>Sends a posted notice to the servers of its author's followers, of those it names and of whom it answers.</summary>
public sealed class DistributeNotice(Db db, NoteDocuments documents, SendActivity send) : IHandle<NoticePosted>
{
    public async Task<Outcome> HandleAsync(NoticePosted fact, CancellationToken ct)
    {
        if (await documents.OfAsync(fact.NoticeId, ct) is not { } note)
            return Outcome.Ignored("it was deleted meanwhile");

        if (await db.ReachOfAsync(fact.NoticeId, ct) is not { } reach)
            return Outcome.Ignored("it was deleted meanwhile");
        await send.RunAsync(
            NoteDocuments.CreateOf(note), fact.AuthorId, reach.ToFollowers, reach.Named, ct);
        return Outcome.Done;
    }
}
