using System.Text;
using Microblog.Data;
using Microblog.Federation.Followers;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Inbox;

/// <summary>Stores a batch of arrivals with the jobs that will handle them; what was stored before is left as it is.</summary>
public sealed class StoreArrivals(Db db, JobQueue jobs, HostLanes lanes, Snowflake ids, TimeProvider clock)
{
    /// <summary>Returns once all are durable.</summary>
    public async Task RunAsync(IReadOnlyList<Arrival> arrivals, CancellationToken ct)
    {
        var fresh = await FreshAsync(arrivals, ct);
        await SaveAsync(fresh, ct);

        // What others bring, and what was stored before, anybody can send: it is no sign that a server lives.
        foreach (var host in fresh.Where(a => a.IsFromItsHost).Select(a => a.SenderHost).Distinct(StringComparer.Ordinal))
            await lanes.HeardFromAsync(host, ct);
    }

    private async Task SaveAsync(IReadOnlyList<Arrival> arrivals, CancellationToken ct)
    {
        foreach (var arrival in arrivals)
        {
            var received = new ReceivedActivity
            {
                Id = ids.Next(),
                SenderId = arrival.SenderId,
                ActivityUri = arrival.ActivityId,
                Json = Encoding.UTF8.GetString(arrival.Body),
                ReceivedAt = clock.GetUtcNow(),
            };
            db.ReceivedActivities.Add(received);
            jobs.Raise(new ActivityReceived(received.Id, arrival.SenderId));
            if (arrival.Synchronization is { } told)
                jobs.Raise(new FollowersOffered(arrival.SenderId, told.CollectionId, told.Url, told.Digest, arrival.SenderHost));
        }

        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    private async Task<IReadOnlyList<Arrival>> FreshAsync(IReadOnlyList<Arrival> arrivals, CancellationToken ct)
    {
        var uris = arrivals.Select(a => a.ActivityId).Distinct(StringComparer.Ordinal).ToArray();
        var known = await db.ReceivedActivities
            .Where(r => uris.Contains(r.ActivityUri))
            .Select(r => new { r.SenderId, r.ActivityUri })
            .ToListAsync(ct);
        var seen = known.Select(k => (k.SenderId, k.ActivityUri)).ToHashSet();
        return [.. arrivals.Where(a => seen.Add((a.SenderId, a.ActivityId)))];
    }
}
