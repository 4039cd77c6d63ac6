using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Jobs;

/// <summary>What is to be sent is decided by one at a time: which activity comes next, which hosts get a row of it, what a host has missed.</summary>
/// <remarks>
/// So the order of activities, of their commits and of the jobs in a lane is one and the same, and a position in it means something: nothing that is
/// committed later can lie before it. On SQLite every write has that already.
/// </remarks>
public static class DeliveryOrder
{
    /// <summary>Only among ourselves: the first letters of "microblog deliveries".</summary>
    private const long Key = 0x6d62_6465_6c69;

    /// <summary>Waits until nobody else decides, and keeps it so until the end of the transaction.</summary>
    public static async Task HoldAsync(Db db, CancellationToken ct)
    {
        if (!db.Database.IsSqlite())
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Key})", ct);
    }
}
