using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Relations;

/// <summary>Follows someone, here or elsewhere. Elsewhere must agree before anything flows.</summary>
public sealed class FollowActor(Db db, JobQueue jobs, LocalUris uris, Snowflake ids, TimeProvider clock)
{
    /// <summary>Of a follow that is there already only the options change.</summary>
    /// <param name="options">Null for those that it has, or that a follow begins with.</param>
    /// <exception cref="RefusalException">One cannot follow oneself, there is no such actor, it moved away, or one has blocked the other or its server.</exception>
    public Task RunAsync(long followerId, long followedId, CancellationToken ct, FollowOptions? options = null) =>
        db.AgainIfOvertakenAsync(() => FollowAsync(followerId, followedId, options ?? new(), ct));

    private async Task FollowAsync(long followerId, long followedId, FollowOptions options, CancellationToken ct)
    {
        if (followerId == followedId)
            throw new RefusalException(Refusal.CannotFollowYourself);
        var now = clock.GetUtcNow();
        var followed = await db.Actors.ThatAreShown(now).SingleOrDefaultAsync(a => a.Id == followedId, ct)
            ?? throw new RefusalException(Refusal.ActorNotFound);
        if (await db.PersonalBlocks.Between(followerId, followedId).AnyAsync(ct)
            || await db.PersonalDomainBlocks.AnyAsync(b => b.OwnerId == followerId && b.Host == followed.Host, ct))
            throw new RefusalException(Refusal.BlockBetween);
        if (followed.MovedToId is not null)
            throw new RefusalException(Refusal.ActorMovedAway);
        if (await db.Follows.SingleOrDefaultAsync(f => f.FollowerId == followerId && f.FollowedId == followedId, ct) is { } before)
        {
            options.ApplyTo(before);
            await db.SaveChangesAsync(ct);
            return;
        }

        var id = ids.Next();
        var follow = new Follow
        {
            Id = id,
            FollowerId = followerId,
            FollowedId = followedId,
            Uri = uris.Follow(id),
            IsAccepted = followed.AcceptsFollowsAtOnce,
            CreatedAt = now,
        };
        options.ApplyTo(follow);
        db.Follows.Add(follow);
        if (followed.AcceptsFollowsAtOnce)
            await db.FillHomeFromAsync(follow, ct);
        if (followed.IsLocal)
            jobs.Raise(new Followed(id, followedId));
        else
            jobs.Raise(new FollowRequested(id, followerId));
        await db.SaveChangesAsync(ct);
    }
}
