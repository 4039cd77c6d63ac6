using Microsoft.EntityFrameworkCore;

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
            return actors.Called(key, host);
        }

        /// <summary>The actor of that name, at its own server or as another says whose name it is.</summary>
        /// <param name="key">Without case.</param>
        /// <param name="host">Empty for somebody here.</param>
        public IQueryable<Actor> Called(string key, string host)
        {
            var address = $"{key}@{host}";
            return actors.Where(a => (a.HandleKey == key && a.Host == host) || (a.HasOtherName == true && a.OtherName == address));
        }

        /// <summary>The path of an actor's page here.</summary>
        /// <exception cref="RefusalException">There is no such actor.</exception>
        public async Task<string> PathOfAsync(long actorId, CancellationToken ct) =>
            await actors
                .Where(a => a.Id == actorId)
                .Select(a => new ActorName(a.Id, a.Handle, a.Host, a.DisplayName, a.IconUrl))
                .SingleOrDefaultAsync(ct) is { } name ? name.Path : throw new RefusalException(Refusal.ActorNotFound);
    }
}
