using System.Runtime.CompilerServices;
using Microsoft.Extensions.Caching.Memory;

namespace Microblog.Federation.Remote;

/// <summary>How much one server may have us ask of servers that are in doubt: such work has few slots, and each piece may hold one until its time is over.</summary>
public sealed class FetchShares(TimeProvider clock) : IDisposable
{
    /// <summary>Pieces of work of one server's making in a minute; of those, tried again and again, about a third of the slots are full.</summary>
    public const int PerMinute = 30;

    private const int MostServers = 50_000;

    private readonly MemoryCache counts = new(new MemoryCacheOptions { SizeLimit = MostServers });

    /// <summary>Whether a server may have us do one more now; counts it.</summary>
    public bool Allows(string server)
    {
        var soFar = counts.GetOrCreate($"{server} {clock.GetUtcNow().ToUnixTimeSeconds() / 60}", entry =>
        {
            entry.Size = 1;
            entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(2);
            return new StrongBox<int>();
        })!;
        return Interlocked.Increment(ref soFar.Value) <= PerMinute;
    }

    public void Dispose() => counts.Dispose();
}
