using Microblog.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Microblog.Jobs;

/// <summary>The rows of lanes, taken by one transaction at a time, and by all in the order of their names: so no two wait for each other.</summary>
internal static class LaneRows
{
    /// <summary>Puts jobs that are about to be stored in the order of their lanes: storing one takes its lane's row (the trigger <c>jobs_make_lanes</c>).</summary>
    public static void Order(Db db)
    {
        var added = AddedTo(db);
        if (added.Select(e => e.Entity.Lane).Distinct(StringComparer.Ordinal).Count() < 2)
            return;

        // What is added later has a greater number for the time being, and is stored later: so those of one lane stay in their order.
        var inOrder = added
            .OrderBy(e => e.Entity.Lane, StringComparer.Ordinal)
            .ThenBy(e => e.Property(j => j.Id).CurrentValue)
            .Select(e => e.Entity)
            .ToList();
        foreach (var entry in added)
            entry.State = EntityState.Detached;
        db.Jobs.AddRange(inOrder);
    }

    // Jobs are added by name, so nothing has to be compared to find them; the save that follows does that.
    private static List<EntityEntry<Job>> AddedTo(Db db)
    {
        var tracker = db.ChangeTracker;
        var detects = tracker.AutoDetectChangesEnabled;
        tracker.AutoDetectChangesEnabled = false;
        List<EntityEntry<Job>> added = [.. tracker.Entries<Job>().Where(e => e.State == EntityState.Added)];
        tracker.AutoDetectChangesEnabled = detects;
        return added;
    }

    /// <summary>Waits for the rows and keeps them until the end of the transaction. On SQLite every write has them all already.</summary>
    /// <remarks>
    /// Whoever writes more than one lane takes them here first. Statements that follow see what others added to the lanes meanwhile, which the statement
    /// that waited would not.
    /// </remarks>
    public static async Task HoldAsync(Db db, string[] names, CancellationToken ct)
    {
        if (!db.Database.IsSqlite())
            await db.Database.ExecuteSqlAsync($"SELECT 1 FROM lanes WHERE name = ANY({names}) ORDER BY name COLLATE \"C\" FOR UPDATE", ct);
    }
}
