using Microblog.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Microblog.Jobs;

/// <summary>Lets deliveries to a host go on at once when the host shows that it lives.</summary>
public sealed class HostLanes(Db db, RecentHosts recent, WorkerSignal signal, TimeProvider clock)
{
    /// <summary>That a host lives is written down no more often than this.</summary>
    private static readonly TimeSpan NewsAfter = TimeSpan.FromDays(1);

    /// <summary>The host sent us something: what waits for it, or what it missed, need not wait for the end of its back-off.</summary>
    public async Task HeardFromAsync(string host, CancellationToken ct)
    {
        if (!recent.IsNews(host))
            return;

        // A look costs no write lock, and most hosts are well.
        var lane = Lane.OfHost(host);
        var now = clock.GetUtcNow();
        var known = await db.Lanes.Where(l => l.Name == lane)
            .Select(l => new { l.Failures, IsWell = !l.IsDoubtful || l.TroubledAt != null, l.AliveAt })
            .FirstOrDefaultAsync(ct);
        if (known is { Failures: 0, IsWell: true, AliveAt: { } alive } && now - alive < NewsAfter)
            return;

        await db.InOneTransactionAsync(() => RememberAsync(lane, now.ToUnixTimeMilliseconds(), ct), ct);
        signal.Wake();
    }

    // In one statement, so that two nodes that hear from it at once do not meet. What is to be done becomes ready, unless it is being done; but not before
    // the time until which the host itself asked to be left alone. That it speaks is no sign that it answers: one that failed or was slow stays in doubt.
    private Task RememberAsync(string lane, long now, CancellationToken ct) => db.Database.ExecuteSqlAsync(
        $"""
        INSERT INTO lanes (name, is_delivery, is_doubtful, failures, alive_at) VALUES ({lane}, {true}, {false}, 0, {now})
        ON CONFLICT (name) DO UPDATE SET
            is_doubtful = lanes.is_doubtful AND lanes.troubled_at IS NOT NULL,
            alive_at = excluded.alive_at,
            ready_at = CASE
                WHEN lanes.failures > 0 AND lanes.leased_by IS NULL AND (lanes.ready_at > {now} OR (lanes.ready_at IS NULL AND lanes.missed_from IS NOT NULL))
                THEN CASE WHEN lanes.rest_until > {now} THEN lanes.rest_until ELSE {now} END ELSE lanes.ready_at END
        """,
        ct);
}

/// <summary>Hosts heard from just now, so that a busy one costs one look every few seconds and not one each time.</summary>
public sealed class RecentHosts(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    private readonly MemoryCache hosts = new(new MemoryCacheOptions { SizeLimit = 100_000 });

    public bool IsNews(string host)
    {
        var now = clock.GetUtcNow();
        if (hosts.TryGetValue(host, out DateTimeOffset heard) && now - heard < Kept)
            return false;
        hosts.Set(host, now, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Kept });
        return true;
    }

    public void Dispose() => hosts.Dispose();
}
