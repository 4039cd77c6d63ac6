using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Moderation;
using Microblog.Moderation.Relays;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Relations;

/// <summary>Someone elsewhere asks to follow someone here: one rule, whatever the protocol that brought it.</summary>
/// <remarks>
/// Blocked and moved accounts take none, nor does the server itself. Whoever approves their followers is asked first; until then nothing flows.
/// COMPAT(Mastodon): a repeated Follow is answered again, as the first answer may be lost.
/// </remarks>
public sealed class TakeFollow(Db db, JobQueue jobs, Snowflake ids, TimeProvider clock)
{
    /// <summary>Stores the follow and raises what answers it.</summary>
    /// <param name="followUri">The id by which the follower's server knows the follow; answers name it.</param>
    /// <param name="isRelay">The follower is a relay of ours: the one from which the server itself takes a follow.</param>
    public async Task<TakenFollow> RunAsync(long followerId, long followedId, Uri followUri, bool isRelay, CancellationToken ct)
    {
        var followed = await db.Actors.FromHere().SingleOrDefaultAsync(a => a.Id == followedId && a.GoneAt == null, ct);
        if (followed is null)
            return TakenFollow.NobodyHere;
        if (await TakesNoneAsync(followed, followerId, isRelay, ct))
        {
            jobs.Raise(new FollowRejected(ids.Next(), followUri, followerId, followedId));
            await db.SaveChangesAsync(ct);
            return TakenFollow.Refused;
        }

        if (await db.Tombstones.AnyAsync(t => t.Uri == followUri && t.AuthorId == followerId, ct))
            return TakenFollow.Undone;

        var follow = await KeptAsync(followerId, followed, followUri, ct);
        follow.Uri = followUri;
        if (follow.IsAccepted)
            jobs.Raise(new FollowAccepted(ids.Next(), followUri, followerId, followedId));
        await db.SaveChangesAsync(ct);
        return follow.IsAccepted ? TakenFollow.Accepted : TakenFollow.Waits;
    }

    /// <summary>A follow that was interrupted here stands again as it stood.</summary>
    /// <remarks>The follower's server knows of no interruption: it is told only where the follow ends after all.</remarks>
    public async Task PutBackAsync(long followerId, long followedId, Uri followUri, bool wasAccepted, CancellationToken ct)
    {
        var followed = await db.Actors.FromHere().SingleOrDefaultAsync(a => a.Id == followedId && a.GoneAt == null, ct);
        if (followed is null)
            return;
        if (await TakesNoneAsync(followed, followerId, isRelay: await db.Relays.AnyAsync(r => r.ActorId == followerId, ct), ct))
        {
            jobs.Raise(new FollowRejected(ids.Next(), followUri, followerId, followedId));
        }
        else
        {
            var follow = await KeptAsync(followerId, followed, followUri, ct);
            follow.IsAccepted |= wasAccepted;
        }

        await db.SaveChangesAsync(ct);
    }

    private async Task<bool> TakesNoneAsync(Actor followed, long followerId, bool isRelay, CancellationToken ct) =>
        (followed.Id == InstanceActor.ActorId && !isRelay)
        || followed.MovedToId is not null
        || await db.PersonalBlocks.Between(followed.Id, followerId).AnyAsync(ct)
        || await db.PersonalDomainBlocks.AnyAsync(b => b.OwnerId == followed.Id && db.Actors.Any(a => a.Id == followerId && a.Host == b.Host), ct)
        || await db.Blocks.Where(Block.ClosesAccountAt(clock.GetUtcNow())).AnyAsync(b => b.ActorId == followed.Id, ct);

    private async Task<Follow> KeptAsync(long followerId, Actor followed, Uri followUri, CancellationToken ct)
    {
        var follow = await db.Follows.SingleOrDefaultAsync(f => f.FollowerId == followerId && f.FollowedId == followed.Id, ct);
        if (follow is not null)
            return follow;

        follow = new Follow
        {
            Id = ids.Next(),
            FollowerId = followerId,
            FollowedId = followed.Id,
            Uri = followUri,

            // Of the server itself only a relay gets so far, and that one is awaited.
            IsAccepted = followed.Id == InstanceActor.ActorId || followed.AcceptsFollowsAtOnce,
            CreatedAt = clock.GetUtcNow(),
        };
        db.Follows.Add(follow);
        jobs.Raise(new Followed(follow.Id, followed.Id));
        return follow;
    }
}

/// <summary>What became of a follow that somebody elsewhere asked for.</summary>
public enum TakenFollow
{
    /// <summary>Nobody here has that address.</summary>
    NobodyHere,

    /// <summary>It is answered with a Reject.</summary>
    Refused,

    /// <summary>It was taken back before it arrived.</summary>
    Undone,

    /// <summary>It waits for the followed person.</summary>
    Waits,

    Accepted,
}
