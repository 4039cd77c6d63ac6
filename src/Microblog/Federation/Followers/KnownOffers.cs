using Microsoft.Extensions.Caching.Memory;

namespace Microblog.Federation.Followers;

/// <summary>What senders told us last of their followers here, bounded: most activities tell nothing new.</summary>
public sealed class KnownOffers(TimeProvider clock) : IDisposable
{
    private const int MostSenders = 50_000;

    /// <summary>What was told before is looked at again after this, as our own side may have changed.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    /// <summary>The least time from one look at what a sender tells to the next, whatever it tells.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    private readonly MemoryCache last = new(new MemoryCacheOptions { SizeLimit = MostSenders });

    /// <summary>Whether what this sender tells now is to be looked at; it then counts as known.</summary>
    public bool IsNews(long senderId, string digest)
    {
        var now = clock.GetUtcNow();
        if (last.TryGetValue(senderId, out Seen? seen) && seen is not null)
        {
            var age = now - seen.At;
            if (age < Pause || (age < Kept && seen.Digest == digest))
                return false;
        }

        last.Set(senderId, new Seen(digest, now), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Kept });
        return true;
    }

    public void Dispose() => last.Dispose();

    private sealed record Seen(string Digest, DateTimeOffset At);
}
