namespace Microblog.Actors;

/// <summary>The words actors are found by.</summary>
public static class ActorQueries
{
    extension(IQueryable<Actor> actors)
    {
        /// <summary>The actor with an address as pages spell it: <c>name</c> here, <c>name@host</c> elsewhere.</summary>
        public IQueryable<Actor> At(string address)
        {
            var at = address.IndexOf('@', StringComparison.Ordinal);
            var key = Actor.KeyOf(at < 0 ? address : address[..at]);
            var host = at < 0 ? "" : address[(at + 1)..].ToLowerInvariant();
            return actors.Where(a => a.HandleKey == key && a.Host == host);
        }
    }
}
