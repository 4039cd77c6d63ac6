using System.Globalization;
using Microblog.Data;

namespace Microblog.ClientApi.Admin;

/// <summary>Some whole days, by UTC.</summary>
/// <param name="To">The first instant after them.</param>
internal sealed record Period(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>What one day takes of an id; see <see cref="Snowflake"/>.</summary>
    public const long IdsPerDay = 24L * 3600 * 1000 << 16;

    /// <summary>Most days that are counted one by one.</summary>
    private const int MostDays = 366;

    /// <summary>The smallest id of it.</summary>
    public long First => Snowflake.FirstAt(From);

    /// <summary>The smallest id after it.</summary>
    public long Last => Snowflake.FirstAt(To);

    /// <summary>As many days, right before.</summary>
    public Period Before => new(From - (To - From), From);

    public IEnumerable<DateTimeOffset> Days
    {
        get
        {
            for (var day = From; day < To; day = day.AddDays(1))
                yield return day;
        }
    }

    /// <summary>The period from <c>start_at</c> to <c>end_at</c>, that day included; null where one is missing.</summary>
    /// <exception cref="RefusalException">One is no date, or they are too far apart.</exception>
    public static Period? In(Asked asked)
    {
        if (asked.Text("start_at") is not { } start || asked.Text("end_at") is not { } end)
            return null;
        var (from, to) = (DayOf(start), DayOf(end));
        return from <= to && (to - from).TotalDays < MostDays
            ? new(from, to.AddDays(1))
            : throw new RefusalException(Refusal.PeriodNotUnderstood);
    }

    private static DateTimeOffset DayOf(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
        && time.Year is > 1971 and < 9000
            ? new(time.UtcDateTime.Date, TimeSpan.Zero)
            : throw new RefusalException(Refusal.PeriodNotUnderstood);
}
