using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Drops activities that nothing waits for any more, sent and received, so that the database does not keep everything twice.</summary>
public sealed class PruneActivities(Db db, TimeProvider clock) : IRecur
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(8);

    /// <summary>No server sends again what it sent a month ago.</summary>
    private static readonly TimeSpan TombstonesKept = TimeSpan.FromDays(30);

    private const int Chunk = 1000;

    public async Task RunAsync(CancellationToken ct)
    {
        // Ids say when: the oldest lie together at the start of the table.
        var before = Snowflake.FirstAt(clock.GetUtcNow() - Kept);
        await InChunksAsync(
            () => db.Activities.Where(a => a.Id < before && !db.Jobs.Any(j => j.ActivityId == a.Id)).Take(Chunk).ExecuteDeleteAsync(ct), ct);
        await InChunksAsync(
            () => db.ReceivedActivities.Where(r => r.Id < before && r.Json == null).Take(Chunk).ExecuteDeleteAsync(ct), ct);
        var forgotten = clock.GetUtcNow() - TombstonesKept;
        await InChunksAsync(
            () => db.Tombstones
                .Where(t => t.DeletedAt < forgotten && db.Actors.Any(a => a.Id == t.AuthorId && a.Host != ""))
                .Take(Chunk).ExecuteDeleteAsync(ct),
            ct);
    }

    // Small transactions, so that nobody waits long for their turn to write.
    private async Task InChunksAsync(Func<Task<int>> delete, CancellationToken ct)
    {
        for (var deleted = Chunk; deleted == Chunk;)
            await db.InOneTransactionAsync(async () => deleted = await delete(), ct);
    }
}
