using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Protocols.ActivityPub;
using Microblog.Reactions;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Tells whoever wrote a notice elsewhere that somebody here took a like or an emoji back.</summary>
/// <remarks>Source: ActivityPub §6.10. In the lane of the Like, so that it cannot overtake it.</remarks>
public sealed class SendUnlike(Db db, LocalUris uris, SendActivity send) : IHandle<LikeEnded>
{
    public async Task<Outcome> HandleAsync(LikeEnded fact, CancellationToken ct)
    {
        if (!await db.Actors.AnyAsync(a => a.Id == fact.AuthorId && a.Host != "", ct))
            return Outcome.Ignored("the author is here");

        await db.ForgetUnsentAsync(fact.LikeUri, ct);
        var actor = uris.Actor(fact.ActorId);
        var undo = new Undo(
            new Uri(fact.LikeUri.AbsoluteUri + "#undo"), actor, fact.LikeUri, LikeActivities.Of(fact.LikeUri, actor, fact.NoticeUri, fact.Emoji));
        await send.RunAsync(undo, fact.ActorId, toFollowers: false, [fact.AuthorId], ct);
        return Outcome.Done;
    }
}
