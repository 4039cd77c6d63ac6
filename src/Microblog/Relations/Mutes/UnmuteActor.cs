using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Relations.Mutes;

/// <summary>Sees someone again.</summary>
public sealed class UnmuteActor(Db db)
{
    /// <summary>Does nothing when there is no such mute.</summary>
    public Task RunAsync(long muterId, long mutedId, CancellationToken ct) => db.InOneTransactionAsync(
        () => db.Mutes.Where(m => m.MuterId == muterId && m.MutedId == mutedId).ExecuteDeleteAsync(ct), ct);
}
