using System.Text.Json;
using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Jobs;

/// <summary>Writes a job for every listener of a fact, in the caller's transaction.</summary>
public sealed class JobQueue(Db db, Listeners listeners, WorkerSignal signal, TimeProvider clock)
{
    /// <summary>Adds the jobs to what the next <c>SaveChangesAsync</c> stores.</summary>
    public void Raise<TFact>(TFact fact)
        where TFact : IFact => RaiseAt(fact, clock.GetUtcNow());

    /// <summary>Adds the jobs, to be done at a later time. Its lane waits with it, so it must be one of its own.</summary>
    public void RaiseAt<TFact>(TFact fact, DateTimeOffset due)
        where TFact : IFact
    {
        foreach (var (kind, group) in listeners.Of(typeof(TFact)))
        {
            db.Jobs.Add(new Job
            {
                Lane = LaneOf(group, fact),
                Kind = kind,
                Payload = JsonSerializer.Serialize(fact),
                DueAt = due,
            });
        }

        signal.WakeAfterSave(db);
    }

    /// <summary>Adds the jobs, to be done at a later time, unless they wait for theirs already: many causes, one consequence.</summary>
    public async Task RaiseOnceAsync<TFact>(TFact fact, DateTimeOffset due, CancellationToken ct)
        where TFact : IFact
    {
        // One that is due may be running, and have looked before this was so.
        var lanes = listeners.Of(typeof(TFact)).Select(l => LaneOf(l.Group, fact)).ToArray();
        var now = clock.GetUtcNow();
        if (!await db.Jobs.AnyAsync(j => lanes.Contains(j.Lane) && j.FailedAt == null && j.DueAt > now, ct))
            RaiseAt(fact, due);
    }

    private static string LaneOf(string group, IFact fact) => $"{group} {fact.Lane}";
}
