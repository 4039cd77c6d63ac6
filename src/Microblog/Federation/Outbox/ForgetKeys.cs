using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Drops the keys of deleted accounts once nothing is left that would have to be signed with them.</summary>
public sealed class ForgetKeys(Db db, TimeProvider clock) : IRecur
{
    public Task RunAsync(CancellationToken ct)
    {
        // A server that was down may be told at the last moment; PruneActivities then drops what it was told.
        var before = clock.GetUtcNow() - Deliver.Expiry;
        var sent = db.Activities;
        var gone = db.Actors.FromHere().Where(a => a.GoneAt != null && a.GoneAt < before && !sent.Any(x => x.ActorId == a.Id));
        return db.InOneTransactionAsync(() => db.SigningKeys.Where(k => gone.Any(a => a.Id == k.ActorId)).ExecuteDeleteAsync(ct), ct);
    }
}
