using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi.Admin;

/// <summary>Counts how many of those who joined at some time still post.</summary>
/// <remarks>Source: Mastodon API documentation, "Calculate retention data". Active is who posted: who only reads is not counted here.</remarks>
public sealed class AdminRetention(Db db)
{
    /// <summary>Most days, and most months, that are told apart: each asks the database once.</summary>
    private const int Most = 100;

    /// <summary>One for each day or month of the period.</summary>
    /// <exception cref="RefusalException">There are too many of them.</exception>
    internal async Task<IReadOnlyList<AdminCohort>> ReadAsync(Period period, bool isMonthly, CancellationToken ct)
    {
        var parts = PartsOf(period, isMonthly).Take(Most + 1).ToList();
        if (parts.Count > Most)
            throw new RefusalException(Refusal.PeriodNotUnderstood);
        var (first, last) = (parts[0].First, parts[^1].Last);
        var joined = db.Accounts.Where(a => a.Id >= first && a.Id < last);
        var members = await JoinedAsync(joined, parts, ct);
        var active = new List<long[]>(parts.Count);
        foreach (var (from, to) in parts.Select(p => (p.First, p.Last)))
            active.Add(await JoinedAsync(joined.Where(a => db.Notices.Any(n => n.AuthorId == a.ActorId && n.Id >= from && n.Id < to)), parts, ct));

        return [.. parts.Select((cohort, i) => new AdminCohort(
            ApiText.Instant(cohort.From),
            isMonthly ? "month" : "day",
            [.. parts.Skip(i).Select((part, after) => CohortPart.Of(part, active[i + after][i], members[i]))]))];
    }

    private static IEnumerable<Period> PartsOf(Period period, bool isMonthly)
    {
        if (!isMonthly)
            return period.Days.Select(d => new Period(d, d.AddDays(1)));
        return period.Days.Select(d => d.AddDays(1 - d.Day)).Distinct().Select(m => new Period(m, m.AddMonths(1)));
    }

    // By the part of the period in which they joined.
    private static async Task<long[]> JoinedAsync(IQueryable<Accounts.Account> accounts, List<Period> parts, CancellationToken ct)
    {
        var byDay = await accounts
            .GroupBy(a => a.Id / Period.IdsPerDay)
            .Select(g => new { g.Key, Count = g.LongCount() })
            .ToListAsync(ct);
        var counted = byDay.Select(d => (Day: Snowflake.TimeOf(d.Key * Period.IdsPerDay), d.Count)).ToList();
        return [.. parts.Select(p => counted.Where(c => c.Day >= p.From && c.Day < p.To).Sum(c => c.Count))];
    }
}

/// <summary>Those who joined in one day or month.</summary>
/// <param name="Period">Its first instant.</param>
/// <remarks>Source: Mastodon API documentation, entity Admin::Cohort.</remarks>
public sealed record AdminCohort(string Period, string Frequency, IReadOnlyList<CohortPart> Data);

/// <summary>How many of them posted in that day or month, or a later one.</summary>
/// <param name="Rate">The part of them, from 0 to 1.</param>
public sealed record CohortPart(string Date, double Rate, string Value)
{
    internal static CohortPart Of(Period part, long active, long members) =>
        new(ApiText.Instant(part.From), members == 0 ? 0 : (double)active / members, ApiText.Id(active));
}
