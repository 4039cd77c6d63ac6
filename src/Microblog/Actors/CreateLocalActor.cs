using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Actors;

/// <summary>Makes the actor of a new account: its number, handle and keys are for good.</summary>
public sealed class CreateLocalActor(Db db, LocalUris uris, Snowflake ids, NewActorKeys keys, TimeProvider clock)
{
    /// <summary>Adds the actor and its keys to what the caller saves.</summary>
    /// <param name="handle">A free handle: see <see cref="FirstFreeAsync"/>.</param>
    public Actor Add(string handle, string displayName)
    {
        var id = ids.Next();
        var actor = new Actor
        {
            Id = id,
            Uri = uris.Actor(id),
            Handle = handle,
            HandleKey = Actor.KeyOf(handle),
            Host = "",
            DisplayName = displayName,
            Url = uris.Profile(handle),
            FollowersUri = uris.Followers(id),
            IsDiscoverable = true,
            IsIndexable = true,
            CreatedAt = clock.GetUtcNow(),
        };
        db.Actors.Add(actor);
        db.SigningKeys.Add(keys.For(id));
        return actor;
    }

    /// <summary>The first of these handles that was never given out.</summary>
    /// <exception cref="RefusalException">All were.</exception>
    public async Task<string> FirstFreeAsync(IEnumerable<string> candidates, CancellationToken ct)
    {
        foreach (var handle in candidates)
        {
            var key = Actor.KeyOf(handle);
            if (!await db.Actors.AnyAsync(a => a.Host == "" && a.HandleKey == key, ct))
                return handle;
        }

        throw new RefusalException(Refusal.HandleTaken);
    }
}
