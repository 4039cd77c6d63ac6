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
            if (arrival.Envelope.Again is { } again && again != arrival.ActivityId)
                db.ReceivedActivities.Add(new ReceivedActivity { Id = ids.Next(), SenderId = arrival.SenderId, ActivityUri = again, ReceivedAt = received.ReceivedAt });
            jobs.Raise(new ActivityReceived(received.Id, arrival.SenderId, InboxOf: arrival.Envelope.InboxOf));
            if (arrival.Synchronization is { } told)
                jobs.Raise(new FollowersOffered(arrival.SenderId, told.CollectionId, told.Url, told.Digest, arrival.SenderHost));
        }

        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    private async Task<IReadOnlyList<Arrival>> FreshAsync(IReadOnlyList<Arrival> arrivals, CancellationToken ct)
    {
        var uris = arrivals.SelectMany(a => new[] { a.ActivityId, a.Envelope.Again }).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        var known = await db.ReceivedActivities
            .Where(r => uris.Contains(r.ActivityUri))
            .Select(r => new { r.SenderId, r.ActivityUri })
            .ToListAsync(ct);
        var seen = known.Select(k => (k.SenderId, k.ActivityUri)).ToHashSet();
        return [.. arrivals.Select(a => Fresh(a, seen)).OfType<Arrival>()];
    }

    /// <summary>The arrival, under the name by which it is news; null when it is none.</summary>
    private static Arrival? Fresh(Arrival arrival, HashSet<(long SenderId, string ActivityUri)> seen)
    {
        var isNew = seen.Add((arrival.SenderId, arrival.ActivityId));
        var isNewAgain = arrival.Envelope.Again is { } again && seen.Add((arrival.SenderId, again));
        return isNew ? arrival
            : isNewAgain ? arrival with { ActivityId = arrival.Envelope.Again! }
            : null;
    }
}
