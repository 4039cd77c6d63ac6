using System.Collections.Concurrent;

namespace Microblog.Federation.Relays;

/// <summary>How fast we follow what relays name: each may have us fetch so much and no more.</summary>
public sealed class RelayPace(TimeProvider clock)
{
    /// <summary>Notes of one relay in a minute.</summary>
    public const int PerMinute = 300;

    private readonly ConcurrentDictionary<long, (long Minute, int Count)> counts = new();

    /// <summary>Whether one more may be fetched now; counts it.</summary>
    public bool Allows(long relayActorId)
    {
        var minute = clock.GetUtcNow().ToUnixTimeSeconds() / 60;
        var now = counts.AddOrUpdate(
            relayActorId, (minute, 1), (_, before) => before.Minute == minute ? (minute, before.Count + 1) : (minute, 1));
        return now.Count <= PerMinute;
    }
}
