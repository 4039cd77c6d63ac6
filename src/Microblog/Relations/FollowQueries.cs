using Microblog.Actors;
using Microblog.Moderation;

namespace Microblog.Relations;

/// <summary>The words follows are found by.</summary>
public static class FollowQueries
{
    extension(IQueryable<Follow> follows)
    {
        /// <summary>What an actor here is asked to agree to, by people who are shown.</summary>
        public IQueryable<Follow> Waiting(long followedId, DateTimeOffset now)
        {
            var closed = Block.ClosesAccountAt(now);
            return follows.Where(f => f.FollowedId == followedId && !f.IsAccepted
                && f.Follower!.GoneAt == null && !f.Follower.Blocks.AsQueryable().Any(closed));
        }

        /// <summary>Accepted follows of people who are shown by people who are shown: what is listed and counted.</summary>
        public IQueryable<Follow> AmongShown(DateTimeOffset now)
        {
            var closed = Block.ClosesAccountAt(now);
            return follows.Where(f => f.IsAccepted
                && f.Follower!.GoneAt == null && f.Follower.HostStanding != HostStanding.Blocked && !f.Follower.Blocks.AsQueryable().Any(closed)
                && f.Followed!.GoneAt == null && f.Followed.HostStanding != HostStanding.Blocked && !f.Followed.Blocks.AsQueryable().Any(closed));
        }
    }
}
