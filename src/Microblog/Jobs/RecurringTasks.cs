using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Jobs;

/// <summary>Keeps one row per recurring task in the queue, whatever the number of nodes.</summary>
public sealed class RecurringTasks(IServiceScopeFactory scopes, Listeners listeners, TimeProvider clock)
{
    public async Task ScheduleAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var (task, interval) in listeners.Recurring)
        {
            var milliseconds = (long)interval.TotalMilliseconds;
            await db.InOneTransactionAsync(
                () => db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO jobs (lane, kind, payload, due_at, attempts, recurs_every)
                    VALUES ({"task " + task}, {task}, '', {now + milliseconds}, 0, {milliseconds})
                    ON CONFLICT (kind) WHERE recurs_every IS NOT NULL DO UPDATE SET recurs_every = excluded.recurs_every
                    """,
                    ct),
                ct);
        }

        var known = listeners.Recurring.Keys.ToArray();
        await db.Jobs.Where(j => j.RecursEvery != null && !known.Contains(j.Kind)).ExecuteDeleteAsync(ct);
    }
}
