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
            await CarryListsAsync(followerId, fact, ct);
            await unfollow.RunAsync(followerId, fact.MoverId, ct);
        }
        catch (RefusalException)
        {
            // This one may not follow the new account: nothing changes for them.
        }
    }

    // The new account takes the place of the old one on the lists, which it leaves with its follow.
    private async Task CarryListsAsync(long followerId, ActorMoved fact, CancellationToken ct)
    {
        var places = await db.ListMembers
            .Where(m => m.ActorId == fact.MoverId && m.List!.OwnerId == followerId)
            .Where(m => !db.ListMembers.Any(x => x.ListId == m.ListId && x.ActorId == fact.TargetId))
            .Select(m => new { m.ListId, m.Place })
            .ToListAsync(ct);
        db.ListMembers.AddRange(places.Select(p => new ListMember { ListId = p.ListId, ActorId = fact.TargetId, Place = p.Place }));
        await db.SaveChangesAsync(ct);
    }
}
