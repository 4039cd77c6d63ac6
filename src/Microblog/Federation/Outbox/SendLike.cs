using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Reactions;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Tells whoever wrote a notice elsewhere that somebody here likes it, or answered it with an emoji.</summary>
/// <remarks>Source: ActivityPub §6.8. Nobody else is told: what one likes is between two people and those who look at the notice.</remarks>
public sealed class SendLike(Db db, LocalUris uris, SendActivity send) : IHandle<NoticeLiked>
{
    public async Task<Outcome> HandleAsync(NoticeLiked fact, CancellationToken ct)
    {
        var like = await db.Likes
            .Where(l => l.Id == fact.LikeId)
            .Select(l => new { l.Uri, l.Emoji, Notice = l.Notice!.Uri, l.Notice.AuthorId, AuthorHost = l.Notice.Author!.Host })
            .SingleOrDefaultAsync(ct);
        if (like is null)
            return Outcome.Ignored("it was taken back meanwhile");
        if (like.AuthorHost.Length == 0)
            return Outcome.Ignored("the author is here");

        await send.RunAsync(
            LikeActivities.Of(like.Uri, uris.Actor(fact.ActorId), like.Notice, like.Emoji), fact.ActorId, toFollowers: false, [like.AuthorId], ct);
        return Outcome.Done;
    }
}
