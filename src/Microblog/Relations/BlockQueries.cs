using Microblog.Actors;

namespace Microblog.Relations;

/// <summary>The word by which actors are asked for who have nothing against each other.</summary>
public static class BlockQueries
{
    extension(IQueryable<Actor> actors)
    {
        /// <summary>
        /// Only those between whom and this actor neither has blocked the other: whoever is to be followed, named, answered, liked or
        /// repeated is asked for so.
        /// </summary>
        public IQueryable<Actor> NotBlocking(long actorId) => actors.Where(a =>
            !a.Blocking.Any(b => b.BlockedId == actorId) && !a.BlockedBy.Any(b => b.BlockerId == actorId));
    }
}
