using Microblog.Moderation;

namespace Microblog.Actors;

/// <summary>Who may be shown to anybody.</summary>
public static class ShownActors
{
    extension(IQueryable<Actor> actors)
    {
        /// <summary>Only those whom nobody here blocked as a whole, and who are not gone.</summary>
        public IQueryable<Actor> ThatAreShown(DateTimeOffset now)
        {
            var closed = Block.ClosesAccountAt(now);
            return actors.Where(a => a.GoneAt == null && !a.Blocks.AsQueryable().Any(closed));
        }

        /// <summary>Only people of this server.</summary>
        public IQueryable<Actor> FromHere() => actors.Where(a => a.Host == "");
    }
}
