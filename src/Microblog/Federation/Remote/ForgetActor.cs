using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Remote;

/// <summary>A remote actor is gone for good: so are its notices, likes, follows and keys. Its row stays to say so.</summary>
public sealed class ForgetActor(Db db, TimeProvider clock)
{
    public Task RunAsync(long actorId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.InOneTransactionAsync(
            async () =>
            {
                await db.Follows.Where(f => f.FollowerId == actorId || f.FollowedId == actorId).ExecuteDeleteAsync(ct);
                await db.Notices.Where(n => n.AuthorId == actorId).ExecuteDeleteAsync(ct);
                await db.Likes.Where(l => l.ActorId == actorId).ExecuteDeleteAsync(ct);
                await db.PublicKeys.Where(k => k.ActorId == actorId).ExecuteDeleteAsync(ct);
                await db.Actors.Where(a => a.Id == actorId && a.Host != "")
                    .ExecuteUpdateAsync(a => a.SetProperty(x => x.GoneAt, now), ct);
            },
            ct);
    }
}
