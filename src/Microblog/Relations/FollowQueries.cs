using Microblog.Actors;
using Microblog.Moderation;

namespace Microblog.Relations;

/// <summary>The words follows are found by.</summary>
public static class FollowQueries
{
    extension(IQueryable<Follow> follows)
    {
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
