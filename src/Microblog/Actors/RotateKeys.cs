using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Actors;

/// <summary>Gives a local actor new keys, such as after a copy of the database went astray.</summary>
/// <remarks>
/// The keys keep their addresses: other servers read a key again when a signature does not fit the one they have. What was signed before, and
/// still waits, is signed anew with each attempt.
/// </remarks>
public sealed class RotateKeys(Db db, NewActorKeys keys, JobQueue jobs)
{
    /// <summary>Replaces the keys and tells the followers' servers, together.</summary>
    /// <exception cref="RefusalException">There is no such actor here.</exception>
    public Task RunAsync(long actorId, CancellationToken ct) => db.InOneTransactionAsync(
        async () =>
        {
            if (await db.SigningKeys.Where(k => k.ActorId == actorId).ExecuteDeleteAsync(ct) == 0)
                throw new RefusalException(Refusal.NotFound);
            db.SigningKeys.Add(keys.For(actorId));
            jobs.Raise(new ProfileChanged(actorId));
            await db.SaveChangesAsync(ct);
        },
        ct);
}
