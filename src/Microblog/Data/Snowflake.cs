using System.Security.Cryptography;

namespace Microblog.Data;

/// <summary>Makes ids that sort by time: milliseconds since 1970 shifted left 16 bits, then 6 bits of node and 10 bits of counter.</summary>
/// <param name="node">This process's number, so that several processes on one database never make the same id.</param>
public sealed class Snowflake(TimeProvider clock, NodeNumber node)
{
    private const int CounterBits = 10;
    private long last;

    /// <summary>An id for something that happens now.</summary>
    public long Next()
    {
        while (true)
        {
            var seen = Interlocked.Read(ref last);
            var now = clock.GetUtcNow().ToUnixTimeMilliseconds() << CounterBits;
            var next = Math.Max(seen + 1, now);
            if (Interlocked.CompareExchange(ref last, next, seen) == seen)
                return Compose(next >> CounterBits, next & ((1 << CounterBits) - 1));
        }
    }

    /// <summary>An id for something that happens now, larger than <paramref name="other"/> even where a process with a faster clock made that.</summary>
    public long NextAfter(long other)
    {
        var id = Next();
        while (id <= other)
        {
            var least = ((other >> 16) + 1) << CounterBits;
            var seen = Interlocked.Read(ref last);
            if (seen < least)
                Interlocked.CompareExchange(ref last, least, seen);
            id = Next();
        }

        return id;
    }

    /// <summary>An id for something that happened elsewhere at <paramref name="published"/>, so that it sorts among ours.</summary>
    /// <remarks>
    /// Most servers publish whole seconds, so the last 16 bits are drawn at random; who meets an id that is taken (a unique
    /// index says so) draws again. Dates in the future or before 2005 are not believed and count as now.
    /// </remarks>
    public long At(DateTimeOffset? published)
    {
        var now = clock.GetUtcNow();
        if (published is not { } time || time > now || time.Year < 2005)
            return Next();

        return (time.ToUnixTimeMilliseconds() << 16) | (long)RandomNumberGenerator.GetInt32(1 << 16);
    }

    /// <summary>When the thing with this id happened, to the millisecond.</summary>
    public static DateTimeOffset TimeOf(long id) => DateTimeOffset.FromUnixTimeMilliseconds(id >> 16);

    /// <summary>The smallest id anything from <paramref name="time"/> on can have.</summary>
    public static long FirstAt(DateTimeOffset time) => time.ToUnixTimeMilliseconds() << 16;

    private long Compose(long milliseconds, long counter) =>
        (milliseconds << 16) | ((long)node.Value << CounterBits) | counter;
}
