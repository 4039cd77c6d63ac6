using Microsoft.Extensions.Caching.Memory;

namespace Microblog.Federation.Remote;

/// <summary>Documents that could not be had, and servers that do not answer, remembered for a while, bounded: a thousand activities about one dead address cost one fetch.</summary>
public sealed class FetchMisses(TimeProvider clock) : IDisposable
{
    private const int Most = 50_000;

    /// <summary>A server that does not answer is asked again soon; what it denies or says wrongly is not asked for so soon.</summary>
    private static readonly TimeSpan UnreachableFor = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan OtherwiseFor = TimeSpan.FromMinutes(15);

    private readonly MemoryCache misses = new(new MemoryCacheOptions { SizeLimit = Most });

    /// <summary>Why the document could not be had a moment ago; null when it may be fetched.</summary>
    public DocumentTrouble? Of(Uri address) =>
        Of(address.AbsoluteUri) ?? Of(HostOf(address));

    /// <summary>Remembers that it could not be had: a minute where its server does not answer, else a quarter of an hour.</summary>
    /// <param name="isWholeHost">Nothing of its server can be had now.</param>
    public void Remember(Uri address, DocumentTrouble trouble, bool isWholeHost)
    {
        Remember(address.AbsoluteUri, trouble);
        if (isWholeHost)
            Remember(HostOf(address), trouble);
    }

    public void Dispose() => misses.Dispose();

    private DocumentTrouble? Of(string what) => misses.TryGetValue(what, out Miss? miss) && miss!.Until > clock.GetUtcNow() ? miss.Trouble : null;

    private void Remember(string what, DocumentTrouble trouble)
    {
        var kept = trouble == DocumentTrouble.Unreachable ? UnreachableFor : OtherwiseFor;
        misses.Set(
            what,
            new Miss(trouble, clock.GetUtcNow() + kept),
            new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = kept });
    }

    // No address of a document: those have a path.
    private static string HostOf(Uri address) => address.GetLeftPart(UriPartial.Authority);

    private sealed record Miss(DocumentTrouble Trouble, DateTimeOffset Until);
}
