using Microblog.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Microblog.Jobs;

/// <summary>Remembers of which hosts documents can be had in time: what waits for the others has slots of its own (<see cref="LaneKind.DoubtfulFetch"/>).</summary>
public sealed class FetchedHosts(Db db, RecentFetches recent, TimeProvider clock)
{
    /// <summary>That a host answers is written down no more often than this.</summary>
    private static readonly TimeSpan NewsAfter = TimeSpan.FromDays(1);

    /// <summary>How long hosts were waited for so far.</summary>
    public TimeSpan Waited { get; private set; }

    /// <summary>Whether it answered when it was last asked, and was not in trouble a while before.</summary>
    public Task<bool> IsWellAsync(string host, CancellationToken ct) => db.FetchedHosts.AnyAsync(h => h.Host == host && !h.IsDoubtful, ct);

    /// <summary>Asks a host something, and remembers how that went. Outside of any transaction.</summary>
    /// <param name="ask">Asks it.</param>
    /// <param name="isSilence">Whether an exception says that it did not answer.</param>
    public async Task<T> WatchAsync<T>(string host, Func<Task<T>> ask, Func<Exception, bool> isSilence, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        T answer;
        try
        {
            answer = await ask();
        }
        catch (Exception exception) when (isSilence(exception))
        {
            Waited += clock.GetElapsedTime(began);
            await RememberAsync(host, isWell: false, ct);
            throw;
        }

        var took = clock.GetElapsedTime(began);
        Waited += took;
        await RememberAsync(host, took < Lane.SlowAfter, ct);
        return answer;
    }

    private async Task RememberAsync(string host, bool isWell, CancellationToken ct)
    {
        if (!recent.IsNews(host, isWell))
            return;

        // A look costs no write lock, and most hosts are as they were.
        var now = clock.GetUtcNow();
        var known = await db.FetchedHosts.AsNoTracking().SingleOrDefaultAsync(h => h.Host == host, ct);
        if (isWell ? known is { IsDoubtful: false } && now - known.AnsweredAt < NewsAfter : known is null)
            return;
        var (at, forgiven) = (now.ToUnixTimeMilliseconds(), (now - Lane.Probation).ToUnixTimeMilliseconds());
        await db.InOneTransactionAsync(() => isWell ? AnsweredAsync(host, at, forgiven, ct) : TroubledAsync(host, now, ct), ct);
    }

    private Task<int> AnsweredAsync(string host, long now, long forgiven, CancellationToken ct) => db.Database.ExecuteSqlAsync(
        $"""
        INSERT INTO fetched_hosts (host, is_doubtful, answered_at) VALUES ({host}, {false}, {now})
        ON CONFLICT (host) DO UPDATE SET
            answered_at = excluded.answered_at,
            is_doubtful = fetched_hosts.is_doubtful AND COALESCE(fetched_hosts.troubled_at, 0) > {forgiven}
        """,
        ct);

    private Task<int> TroubledAsync(string host, DateTimeOffset? now, CancellationToken ct) => db.FetchedHosts
        .Where(h => h.Host == host)
        .ExecuteUpdateAsync(h => h.SetProperty(x => x.IsDoubtful, true).SetProperty(x => x.TroubledAt, now), ct);
}

/// <summary>How hosts answered just now, so that a busy one costs one look in a while and not one each time.</summary>
public sealed class RecentFetches(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly MemoryCache hosts = new(new MemoryCacheOptions { SizeLimit = 100_000 });

    public bool IsNews(string host, bool isWell)
    {
        var now = clock.GetUtcNow();
        if (hosts.TryGetValue(host, out Seen? seen) && seen!.IsWell == isWell && now - seen.At < Kept)
            return false;
        hosts.Set(host, new Seen(isWell, now), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Kept });
        return true;
    }

    public void Dispose() => hosts.Dispose();

    private sealed record Seen(bool IsWell, DateTimeOffset At);
}
