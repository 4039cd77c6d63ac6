using System.Text.Json;
using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notices.Scheduling;

/// <summary>Posts a notice whose time has come. One that cannot be posted then is kept, and its author sees why.</summary>
public sealed class PostScheduled(Db db, PostNotice post) : IHandle<ScheduledDue>
{
    public async Task<Outcome> HandleAsync(ScheduledDue fact, CancellationToken ct)
    {
        var scheduled = await db.ScheduledNotices.AsNoTracking().SingleOrDefaultAsync(s => s.Id == fact.ScheduledId, ct);
        if (scheduled is null || scheduled.DueAt != fact.At)
            return Outcome.Ignored("it was posted or cancelled, or has another time");
        try
        {
            // In the very save that stores the notice: it is posted once, and not at all when it was cancelled meanwhile.
            await post.RunAsync(scheduled.OwnerId, JsonSerializer.Deserialize<Draft>(scheduled.Draft)!, ct, () => db.ScheduledNotices.Remove(scheduled));
            return Outcome.Done;
        }
        catch (RefusalException refusal)
        {
            db.ChangeTracker.Clear();
            var why = refusal.Refusal.ToString();
            await db.InOneTransactionAsync(
                () => db.ScheduledNotices.Where(s => s.Id == fact.ScheduledId).ExecuteUpdateAsync(s => s.SetProperty(x => x.Problem, why), ct), ct);
            return Outcome.Ignored($"it could not be posted: {why}");
        }
    }
}
