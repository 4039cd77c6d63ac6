using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Lists;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Relations;

/// <summary>Somebody moved: those here who follow the old account follow the new one instead, as far as they may.</summary>
/// <remarks>COMPAT(Mastodon): who cannot follow the new account, as one has blocked the other, keeps the old follow.</remarks>
public sealed class CarryFollowers(Db db, FollowActor follow, UnfollowActor unfollow) : IHandle<ActorMoved>
{
    private const int AtOnce = 200;

    public async Task<Outcome> HandleAsync(ActorMoved fact, CancellationToken ct)
    {
        // By number, so that those who stay behind are passed, and a second run goes on where the first was stopped.
        for (long? after = 0; after is { } last;)
        {
            var followers = await db.Follows
                .Where(f => f.FollowedId == fact.MoverId && f.IsAccepted && f.Follower!.Host == "" && f.FollowerId > last)
                .OrderBy(f => f.FollowerId)
                .Select(f => f.FollowerId)
                .Take(AtOnce)
                .ToListAsync(ct);
            foreach (var followerId in followers)
                await CarryAsync(followerId, fact, ct);
            after = followers.Count == AtOnce ? followers[^1] : null;
        }

        return Outcome.Done;
    }

    private async Task CarryAsync(long followerId, ActorMoved fact, CancellationToken ct)
    {
        try
        {
            db.ChangeTracker.Clear();
            await follow.RunAsync(followerId, fact.TargetId, ct);
            await db.CarryListsAsync(followerId, fact.MoverId, fact.TargetId, ct);
            await unfollow.RunAsync(followerId, fact.MoverId, ct);
        }
        catch (RefusalException)
        {
            // This one may not follow the new account: nothing changes for them.
        }
    }
}
