using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Actors;

/// <summary>Makes the server's own actor when a database is opened for the first time.</summary>
public sealed class MakeInstanceActor(Db db, LocalUris uris, NewActorKeys keys, TimeProvider clock)
{
    /// <summary>Does nothing when it is there. Of several processes that start at once, one makes it.</summary>
    public Task RunAsync(CancellationToken ct) => db.AgainIfOvertakenAsync(() => MakeAsync(ct));

    private async Task MakeAsync(CancellationToken ct)
    {
        if (await db.Actors.AnyAsync(a => a.Id == InstanceActor.ActorId, ct))
            return;

        db.Actors.Add(new Actor
        {
            Id = InstanceActor.ActorId,
            Uri = uris.Actor(InstanceActor.ActorId),
            Handle = InstanceActor.Handle,
            HandleKey = Actor.KeyOf(InstanceActor.Handle),
            Host = "",
            Kind = ActorKind.Application,
            DisplayName = uris.Host,
            Url = uris.Base,
            IsLocked = true,
            HidesFollows = true,
            CreatedAt = clock.GetUtcNow(),
        });
        db.SigningKeys.Add(keys.For(InstanceActor.ActorId));
        await db.SaveChangesAsync(ct);
    }
}
