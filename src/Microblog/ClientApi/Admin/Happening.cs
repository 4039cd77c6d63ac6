using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi.Admin;

/// <summary>Something that is counted.</summary>
internal sealed class Happening<T>
{
    /// <summary>An id, which says when it was.</summary>
    public required long At { get; init; }

    /// <summary>Whom or what it concerns.</summary>
    public required T What { get; init; }
}

/// <summary>Counts what happened.</summary>
internal static class Happenings
{
    extension<T>(IQueryable<Happening<T>> all)
    {
        /// <summary>How many there were on each day.</summary>
        public ICounted Each() => new Counted<T>(all, isOnce: false);

        /// <summary>How many it concerned on each day: each counts once.</summary>
        public ICounted Once() => new Counted<T>(all, isOnce: true);
    }

    private sealed class Counted<T>(IQueryable<Happening<T>> all, bool isOnce) : ICounted
    {
        public async Task<long> TotalAsync(Period period, CancellationToken ct) => isOnce
            ? await In(period).Select(h => h.What).Distinct().LongCountAsync(ct)
            : await In(period).LongCountAsync(ct);

        public async Task<IReadOnlyDictionary<DateTimeOffset, long>> ByDayAsync(Period period, CancellationToken ct)
        {
            var days = In(period).GroupBy(h => h.At / Period.IdsPerDay);
            var counted = isOnce
                ? days.Select(g => new { g.Key, Count = g.Select(h => h.What).Distinct().LongCount() })
                : days.Select(g => new { g.Key, Count = g.LongCount() });
            return (await counted.ToListAsync(ct)).ToDictionary(c => Data.Snowflake.TimeOf(c.Key * Period.IdsPerDay), c => c.Count);
        }

        private IQueryable<Happening<T>> In(Period period)
        {
            var (first, last) = (period.First, period.Last);
            return all.Where(h => h.At >= first && h.At < last);
        }
    }
}

/// <summary>A figure that is known day by day.</summary>
internal interface ICounted
{
    /// <summary>The figure of the whole period.</summary>
    Task<long> TotalAsync(Period period, CancellationToken ct);

    /// <summary>The figure of each day; days of which there is nothing to say are left out.</summary>
    Task<IReadOnlyDictionary<DateTimeOffset, long>> ByDayAsync(Period period, CancellationToken ct);
}
