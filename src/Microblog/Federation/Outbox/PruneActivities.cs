using Microblog.Data;
using Microblog.Federation.Inbox;
using Microblog.Federation.Quotes;
using Microblog.Federation.Threads;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Drops activities that nothing waits for any more, sent and received, so that the database does not keep everything twice.</summary>
public sealed class PruneActivities(Db db, TimeProvider clock) : IRecur
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(8);

    /// <summary>No server sends again what it sent a month ago.</summary>
    private static readonly TimeSpan TombstonesKept = TimeSpan.FromDays(30);

    /// <summary>What was never handled, and the jobs of strangers' making that failed: nobody decides about them any more.</summary>
    private static readonly TimeSpan UnhandledKept = TimeSpan.FromDays(30);

    private static readonly string[] OfStrangers = [nameof(HandleReceived), nameof(FetchParents), nameof(CheckQuoteHeard)];

    private const int Chunk = 1000;

    public async Task RunAsync(CancellationToken ct)
    {
        // Ids say when: the oldest lie together at the start of the table.
        var before = Snowflake.FirstAt(clock.GetUtcNow() - Kept);
        await InChunksAsync(
            () => db.Activities.Where(a => a.Id < before && !db.Jobs.Any(j => j.ActivityId == a.Id)).Take(Chunk).ExecuteDeleteAsync(ct), ct);
        var unhandled = Snowflake.FirstAt(clock.GetUtcNow() - UnhandledKept);
        await InChunksAsync(
            () => db.ReceivedActivities.Where(r => r.Id < unhandled || (r.Id < before && r.Json == null)).Take(Chunk).ExecuteDeleteAsync(ct), ct);
        var failed = clock.GetUtcNow() - UnhandledKept;
        await InChunksAsync(
            () => db.Jobs.Where(j => j.FailedAt < failed && OfStrangers.Contains(j.Kind)).Take(Chunk).ExecuteDeleteAsync(ct), ct);
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
