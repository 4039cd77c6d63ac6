using Microblog.Data;
using Microblog.Notices;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Accounts;

/// <summary>How many people and notices are here. Counted at most once a minute: strangers ask as often as they like.</summary>
public sealed class ServerCounts(Db db, LastServerCount last, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    public async Task<ServerCount> CountAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (IsFresh(now) is { } known)
            return known;

        await last.Counting.WaitAsync(ct);
        try
        {
            return IsFresh(now) ?? (last.Count = await CountNowAsync(now, ct));
        }
        finally
        {
            last.Counting.Release();
        }
    }

    private ServerCount? IsFresh(DateTimeOffset now) => last.Count is { } count && now - count.At < Kept ? count : null;

    private async Task<ServerCount> CountNowAsync(DateTimeOffset now, CancellationToken ct)
    {
        var shown = db.Accounts.ThatMaySignIn(now);
        return new ServerCount(
            now,
            await shown.LongCountAsync(ct),
            await WhoPostedSince(shown, now.AddDays(-30)).LongCountAsync(ct),
            await WhoPostedSince(shown, now.AddDays(-180)).LongCountAsync(ct),
            await db.Notices.LongCountAsync(n => n.Author!.Host == "" && n.Visibility <= Visibility.Unlisted && n.RepeatOfId == null, ct),
            await db.Actors.Where(a => a.Host != "").Select(a => a.Host).Distinct().LongCountAsync(ct));
    }

    private IQueryable<Account> WhoPostedSince(IQueryable<Account> accounts, DateTimeOffset since)
    {
        var first = Snowflake.FirstAt(since);
        return accounts.Where(a => db.Notices.Any(n => n.AuthorId == a.ActorId && n.Id >= first));
    }
}

/// <summary>The last count, shared by all requests.</summary>
public sealed class LastServerCount
{
    internal SemaphoreSlim Counting { get; } = new(1, 1);

    internal ServerCount? Count { get; set; }
}

/// <summary>How many there were.</summary>
/// <param name="At">When it was counted.</param>
/// <param name="Notices">Those of people here that everybody may read.</param>
/// <param name="Hosts">Other servers known here.</param>
public sealed record ServerCount(DateTimeOffset At, long Users, long ActiveInMonth, long ActiveInHalfYear, long Notices, long Hosts);
