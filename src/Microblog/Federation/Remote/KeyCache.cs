using System.Runtime.CompilerServices;
using Microblog.Protocols.ActivityPub;
using Microsoft.Extensions.Caching.Memory;

namespace Microblog.Federation.Remote;

/// <summary>Parsed keys in memory, bounded: reading a key costs ten times as much as using it.</summary>
public sealed class KeyCache(TimeProvider clock) : IDisposable
{
    private const int MostKeys = 50_000;

    /// <summary>Another node may have learnt of a new key; ours is looked at again after this.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    /// <summary>The least time between two fetches of one key, also when the first failed.</summary>
    private static readonly TimeSpan BetweenFetches = TimeSpan.FromMinutes(1);

    private readonly MemoryCache keys = new(new MemoryCacheOptions { SizeLimit = MostKeys });
    private const int PerHostAndSecond = 5;

    private readonly MemoryCache hosts = new(new MemoryCacheOptions { SizeLimit = MostKeys });
    private readonly MemoryCache fetches = new(new MemoryCacheOptions { SizeLimit = MostKeys });

    public RemoteKey? Find(Uri keyId) => keys.Get<RemoteKey>(keyId.AbsoluteUri);

    public RemoteKey Keep(Uri keyId, RemoteKey key)
    {
        keys.Set(keyId.AbsoluteUri, key, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Kept });
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
}
