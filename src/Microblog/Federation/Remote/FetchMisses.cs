using Microsoft.Extensions.Caching.Memory;

namespace Microblog.Federation.Remote;

/// <summary>Documents that could not be had, remembered for a while, bounded: a thousand activities about one dead address cost one fetch.</summary>
public sealed class FetchMisses(TimeProvider clock) : IDisposable
{
    private const int Most = 50_000;

    /// <summary>A server that does not answer is asked again soon; what it denies or says wrongly is not asked for so soon.</summary>
    private static readonly TimeSpan UnreachableFor = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan OtherwiseFor = TimeSpan.FromMinutes(15);

    private readonly MemoryCache misses = new(new MemoryCacheOptions { SizeLimit = Most });

    /// <summary>Why the document could not be had a moment ago; null when it may be fetched.</summary>
    public DocumentTrouble? Of(Uri address) =>
        misses.TryGetValue(address.AbsoluteUri, out Miss? miss) && miss!.Until > clock.GetUtcNow() ? miss.Trouble : null;

    public void Remember(Uri address, DocumentTrouble trouble)
    {
        var kept = trouble == DocumentTrouble.Unreachable ? UnreachableFor : OtherwiseFor;
        misses.Set(
            address.AbsoluteUri,
            new Miss(trouble, clock.GetUtcNow() + kept),
            new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = kept });
    }

    public void Dispose() => misses.Dispose();

    private sealed record Miss(DocumentTrouble Trouble, DateTimeOffset Until);
}
