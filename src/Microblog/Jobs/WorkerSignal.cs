using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Jobs;

/// <summary>Tells this process's worker that there may be something to do. A hint: the worker also looks by itself.</summary>
public sealed class WorkerSignal : IDisposable
{
    private readonly SemaphoreSlim work = new(0, 1);

    public void Wake()
    {
        lock (work)
        {
            if (work.CurrentCount == 0)
                work.Release();
        }
    }

    /// <summary>Wakes the worker once what <paramref name="db"/> holds is stored: after the end of the transaction, where there is one.</summary>
    public void WakeAfterSave(Db db) => db.SavedChanges += OnSaved;

    /// <summary>Returns when there may be work, or when it is time to look anyway.</summary>
    /// <returns>Whether somebody said so.</returns>
    public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken ct) => work.WaitAsync(atMost, ct);

    public void Dispose() => work.Dispose();

    private void OnSaved(object? sender, SavedChangesEventArgs saved)
    {
        var db = (Db)sender!;
        db.SavedChanges -= OnSaved;
        db.AfterCommit(Wake);
    }
}
