using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Jobs;

/// <summary>The rows of lanes, taken by one transaction at a time.</summary>
internal static class LaneRows
{
    /// <summary>Waits for the rows and keeps them until the end of the transaction. On SQLite every write has them all already.</summary>
    /// <remarks>
    /// Whoever writes more than one lane takes them here first: all in the same order, so that no two wait for each other. Statements that follow see
    /// what others added to the lanes meanwhile, which the statement that waited would not.
    /// </remarks>
    public static async Task HoldAsync(Db db, string[] names, CancellationToken ct)
    {
        if (!db.Database.IsSqlite())
            await db.Database.ExecuteSqlAsync($"SELECT 1 FROM lanes WHERE name = ANY({names}) ORDER BY name FOR UPDATE", ct);
    }
}
