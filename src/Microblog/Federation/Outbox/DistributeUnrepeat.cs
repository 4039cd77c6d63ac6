using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Documents;
using Microblog.Jobs;
using Microblog.Protocols.ActivityPub;
using Microblog.Reactions;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Tells those who heard of a repeat that it is taken back.</summary>
/// <remarks>Source: ActivityPub §6.10. In the lane of the Announce, so that it cannot overtake it.</remarks>
public sealed class DistributeUnrepeat(Db db, LocalUris uris, SendActivity send) : IHandle<RepeatEnded>
{
    public async Task<Outcome> HandleAsync(RepeatEnded fact, CancellationToken ct)
    {
        await db.ForgetUnsentAsync(fact.RepeatUri, ct);
        var author = await db.Actors.Where(a => a.Id == fact.OriginalAuthorId).Select(a => a.Uri).SingleAsync(ct);
        var by = uris.Actor(fact.AuthorId);
        var announce = Announces.Of(
            fact.RepeatUri, by, uris.Followers(fact.AuthorId), fact.Visibility, fact.RepeatedAt, new RepeatedNote(fact.OriginalUri, fact.OriginalAuthorId, author));
        var undo = new Undo(new Uri(fact.RepeatUri.AbsoluteUri + "#undo"), by, fact.RepeatUri, announce);
        await send.RunAsync(undo, fact.AuthorId, toFollowers: true, [fact.OriginalAuthorId], ct);
        return Outcome.Done;
    }
}
