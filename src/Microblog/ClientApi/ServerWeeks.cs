using System.Globalization;
using Microblog.Data;
using Microblog.Notices;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>Counts what was done here, week by week.</summary>
public sealed class ServerWeeks(Db db, TimeProvider clock)
{
    private const int Weeks = 12;

    /// <summary>The last weeks, this one first. A week begins on Monday.</summary>
    public async Task<IReadOnlyList<InstanceWeek>> ReadAsync(CancellationToken ct)
    {
        var today = clock.GetUtcNow().UtcDateTime.Date;
        var monday = new DateTimeOffset(today.AddDays(-(((int)today.DayOfWeek + 6) % 7)), TimeSpan.Zero);
        var weeks = new List<InstanceWeek>();
        for (var ago = 0; ago < Weeks; ago++)
        {
            var (from, to) = (monday.AddDays(-7 * ago), monday.AddDays(7 - (7 * ago)));
            var (first, last) = (Snowflake.FirstAt(from), Snowflake.FirstAt(to));
            var posted = db.Notices.Where(n => n.Id >= first && n.Id < last && n.Author!.Host == "" && n.Visibility <= Visibility.Unlisted && n.RepeatOfId == null);
            weeks.Add(new InstanceWeek(
                from.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                Text(await posted.CountAsync(ct)),
                Text(await posted.Select(n => n.AuthorId).Distinct().CountAsync(ct)),
                Text(await db.Accounts.CountAsync(a => a.CreatedAt >= from && a.CreatedAt < to, ct))));
        }

        return weeks;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>How much was done here in a week.</summary>
/// <param name="Week">Its first second, since 1970.</param>
/// <param name="Logins">How many people posted: who only reads is not counted here.</param>
/// <remarks>Source: Mastodon API documentation, "Weekly activity".</remarks>
public sealed record InstanceWeek(string Week, string Statuses, string Logins, string Registrations);
