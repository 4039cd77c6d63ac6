using Microblog.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Microblog.Jobs;

/// <summary>Lets deliveries to a host go on at once when the host shows that it lives.</summary>
public sealed class HostLanes(Db db, RecentHosts recent, WorkerSignal signal, TimeProvider clock)
{
    /// <summary>The host sent us something: what waits for it need not wait for the end of its back-off.</summary>
    public async Task HeardFromAsync(string host, CancellationToken ct)
    {
        if (!recent.IsNews(host))
            return;

        var now = clock.GetUtcNow();
        var lane = Lane.OfHost(host);
        var woken = await db.Lanes
            .Where(l => l.Name == lane && l.Failures > 0 && l.LeasedBy == null && l.ReadyAt > now)
            .ExecuteUpdateAsync(l => l.SetProperty(x => x.ReadyAt, now), ct);
        if (woken > 0)
            signal.Wake();
    }
}

/// <summary>Hosts heard from just now, so that a busy one costs one look every few seconds and not one each time.</summary>
public sealed class RecentHosts : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    private readonly MemoryCache hosts = new(new MemoryCacheOptions { SizeLimit = 100_000 });

    public bool IsNews(string host)
    {
        if (hosts.TryGetValue(host, out _))
            return false;
        hosts.Set(host, true, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Kept });
        return true;
    }

    public void Dispose() => hosts.Dispose();
}
