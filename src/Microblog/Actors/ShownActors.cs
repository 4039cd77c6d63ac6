using Microblog.Moderation;

namespace Microblog.Actors;

/// <summary>Who may be shown to anybody.</summary>
public static class ShownActors
{
    extension(IQueryable<Actor> actors)
    {
        /// <summary>Only those whom nobody here blocked as a whole, whose server is not blocked, and who are not gone; never the server itself.</summary>
        public IQueryable<Actor> ThatAreShown(DateTimeOffset now) =>
            actors.WithDocument(now).Where(a => a.Id != InstanceActor.ActorId);

        /// <summary>Those who are shown, and the server itself: whose document other servers may read.</summary>
        public IQueryable<Actor> WithDocument(DateTimeOffset now)
        {
            var closed = Block.ClosesAccountAt(now);
            return actors.Where(a => a.GoneAt == null && a.HostStanding != HostStanding.Blocked && !a.Blocks.AsQueryable().Any(closed));
        }

        /// <summary>Only those whom everybody meets: neither they nor their server are silenced, or worse.</summary>
        public IQueryable<Actor> ThatStrangersMeet(DateTimeOffset now)
        {
            var silenced = Block.SilencesAt(now);
            return actors.Where(a => a.HostStanding == HostStanding.Open && !a.Blocks.AsQueryable().Any(silenced));
        }

        /// <summary>Only people of this server, and the server itself.</summary>
        public IQueryable<Actor> FromHere() => actors.Where(a => a.Host == "");
    }
}
