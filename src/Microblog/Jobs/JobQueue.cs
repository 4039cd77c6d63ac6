using System.Text.Json;
using Microblog.Data;

namespace Microblog.Jobs;

/// <summary>Writes a job for every listener of a fact, in the caller's transaction.</summary>
public sealed class JobQueue(Db db, Listeners listeners, WorkerSignal signal, TimeProvider clock)
{
    /// <summary>Adds the jobs to what the next <c>SaveChangesAsync</c> stores.</summary>
    public void Raise<TFact>(TFact fact)
        where TFact : IFact
    {
        foreach (var (kind, group) in listeners.Of(typeof(TFact)))
        {
            db.Jobs.Add(new Job
            {
                Lane = $"{group} {fact.Lane}",
                Kind = kind,
                Payload = JsonSerializer.Serialize(fact),
                DueAt = clock.GetUtcNow(),
            });
        }

        signal.WakeAfterSave(db);
    }
}
