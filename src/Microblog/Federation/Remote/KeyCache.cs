using System.Runtime.CompilerServices;
using Microblog.Protocols.ActivityPub;
using Microsoft.Extensions.Caching.Memory;

namespace Microblog.Federation.Remote;

/// <summary>Parsed keys in memory, bounded: reading a key costs ten times as much as using it.</summary>
public sealed class KeyCache(TimeProvider clock) : IDisposable
{
    private const int MostKeys = 50_000;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    /// <summary>How long nobody asks the database whether a key still counts: its owner may have replaced it, on this node or another.</summary>
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(1);

    /// <summary>The least time between two fetches of one key, also when the first failed.</summary>
    private static readonly TimeSpan BetweenFetches = TimeSpan.FromMinutes(1);

    private readonly MemoryCache keys = new(new MemoryCacheOptions { SizeLimit = MostKeys });
    private const int PerHostAndSecond = 5;

    private readonly MemoryCache hosts = new(new MemoryCacheOptions { SizeLimit = MostKeys });
    private readonly MemoryCache fetches = new(new MemoryCacheOptions { SizeLimit = MostKeys });

    /// <summary>The key as it was when we last looked.</summary>
    /// <param name="isFresh">That was a moment ago.</param>
    public RemoteKey? Find(Uri keyId, out bool isFresh)
    {
        var seen = keys.Get<Seen>(keyId.AbsoluteUri);
        isFresh = seen is not null && clock.GetElapsedTime(seen.At) < FreshFor;
        return seen?.Key;
    }

    public RemoteKey Keep(Uri keyId, RemoteKey key)
    {
        keys.Set(keyId.AbsoluteUri, new Seen(key, clock.GetTimestamp()), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Kept });
        return key;
    }

    public void Forget(Uri keyId) => keys.Remove(keyId.AbsoluteUri);

    /// <summary>Whether this key may be fetched now: each once a minute, and of one host five a second, whatever keys strangers name.</summary>
    public bool MayFetch(Uri keyId)
    {
        if (fetches.TryGetValue(keyId.AbsoluteUri, out DateTimeOffset last) && clock.GetUtcNow() - last < BetweenFetches)
            return false;
        var host = $"{Origin.HostOf(keyId)} {clock.GetUtcNow().ToUnixTimeSeconds()}";
        var soFar = hosts.GetOrCreate(host, entry =>
        {
            entry.Size = 1;
            entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(2);
            return new StrongBox<int>();
        })!;
        return Interlocked.Increment(ref soFar.Value) <= PerHostAndSecond;
    }

    public void NoteFetch(Uri keyId) =>
        fetches.Set(keyId.AbsoluteUri, clock.GetUtcNow(), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = BetweenFetches });

    public void Dispose()
    {
        keys.Dispose();
        fetches.Dispose();
        hosts.Dispose();
    }

    private sealed record Seen(RemoteKey Key, long At);
}
