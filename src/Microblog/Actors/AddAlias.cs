using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Actors;

/// <summary>Says of an account here that it is also another one, from which its followers may then be led here.</summary>
public sealed class AddAlias(Db db, JobQueue jobs, IActorDirectory directory)
{
    /// <summary>Most other names of one account here.</summary>
    public const int Most = 10;

    /// <summary>Does nothing when it says so already.</summary>
    /// <param name="nameOrAddress">As <see cref="IActorDirectory.FindAsync"/> takes it.</param>
    /// <exception cref="RefusalException">There is no such actor, it is the account itself, or there are too many.</exception>
    public async Task RunAsync(long actorId, string nameOrAddress, CancellationToken ct)
    {
        var other = await directory.FindAsync(nameOrAddress, ct);
        if (other.Id == actorId)
            throw new RefusalException(Refusal.AliasIsOneself);
        var uri = other.Uri;
        if (await db.ActorAliases.AnyAsync(a => a.ActorId == actorId && a.Uri == uri, ct))
            return;
        if (await db.ActorAliases.CountAsync(a => a.ActorId == actorId, ct) >= Most)
            throw new RefusalException(Refusal.TooManyAliases);

        db.ActorAliases.Add(new ActorAlias { ActorId = actorId, Uri = uri });
        jobs.Raise(new ProfileChanged(actorId));
        await db.SaveChangesAsync(ct);
    }
}
