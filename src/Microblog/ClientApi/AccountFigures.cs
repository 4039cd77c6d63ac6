using System.Collections.Concurrent;
using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Emojis;
using Microblog.Notices;
using Microblog.Relations;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>What is counted or looked up for an account.</summary>
public sealed record AccountFigures(
    DateTimeOffset At, long Statuses, long Followers, long Following, string? LastStatusAt, IReadOnlyList<Field> Fields)
{
    /// <summary>Null for somebody elsewhere.</summary>
    public Role? Role { get; init; }
}

/// <summary>The last figures of every account that was shown, shared by all requests.</summary>
public sealed class KnownFigures
{
    /// <summary>More accounts than this are not remembered: all are forgotten.</summary>
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<long, AccountFigures> known = new();

    public AccountFigures? Of(long actorId, DateTimeOffset since) =>
        known.TryGetValue(actorId, out var figures) && figures.At >= since ? figures : null;

    public void Remember(long actorId, AccountFigures figures)
    {
        if (known.Count >= Most)
            known.Clear();
        known[actorId] = figures;
    }
}

/// <summary>Adds the figures to accounts that are about to be shown.</summary>
/// <remarks>A page of a timeline names the same few authors again and again, and counting is dear: they are counted once a minute.</remarks>
public sealed class FillAccounts(Db db, KnownFigures known, WikiPages wikiPages, LocalUris uris, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    /// <summary>Figures that may be a minute old: for the authors of a timeline.</summary>
    public Task RunAsync(IReadOnlyCollection<Account> accounts, CancellationToken ct) => FillAsync(accounts, clock.GetUtcNow() - Kept, ct);

    /// <summary>Figures of this moment: for an account that is shown itself.</summary>
    public Task RunNowAsync(IReadOnlyCollection<Account> accounts, CancellationToken ct) => FillAsync(accounts, DateTimeOffset.MaxValue, ct);

    private async Task FillAsync(IReadOnlyCollection<Account> accounts, DateTimeOffset since, CancellationToken ct)
    {
        var emojis = await EmojiSet.ReadAsync(db, accounts.SelectMany(a => new[] { (a.Host, a.DisplayName), (a.Host, a.Note) })!, ct);
        foreach (var account in accounts)
            account.Fill(emojis, uris.Base);

        var missing = new HashSet<long>();
        foreach (var account in accounts)
        {
            var id = ApiText.RequiredId(account.Id);
            if (known.Of(id, since) is { } figures)
                account.Fill(figures);
            else
                missing.Add(id);
        }

        if (missing.Count == 0)
            return;
        var counted = await CountAsync([.. missing], ct);
        foreach (var account in accounts)
        {
            if (counted.TryGetValue(ApiText.RequiredId(account.Id), out var figures))
                account.Fill(figures);
        }
    }

    private async Task<Dictionary<long, AccountFigures>> CountAsync(long[] actorIds, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var follows = db.Follows.AmongShown(now);
        var rows = await db.Actors
            .Where(a => actorIds.Contains(a.Id))
            .Select(a => new
            {
                a.Id,
                Statuses = db.Notices.Count(n => n.AuthorId == a.Id && n.Visibility <= Visibility.Unlisted),
                Last = db.Notices.Where(n => n.AuthorId == a.Id && n.Visibility <= Visibility.Unlisted).Max(n => (long?)n.Id),
                Followers = follows.Count(f => f.FollowedId == a.Id),
                Following = follows.Count(f => f.FollowerId == a.Id),
                Role = a.Account == null ? null : (Role?)a.Account.Role,
                Own = a.Fields.OrderBy(f => f.Position).Select(f => new { f.Name, f.Html }).ToList(),
                Wikis = a.Account!.WikiIdentities.Where(w => w.IsKnown).Select(w => new WikiName(w.WikiId, w.Name)).ToList(),
            })
            .ToListAsync(ct);
        var counted = rows.ToDictionary(
            r => r.Id,
            r => new AccountFigures(
                now, r.Statuses, r.Followers, r.Following, r.Last is { } last ? ApiText.Day(Snowflake.TimeOf(last)) : null, [.. FieldsOf(r.Wikis), .. r.Own.Select(f => new Field(f.Name, f.Html.Value))])
            {
                Role = r.Role,
            });
        foreach (var (id, figures) in counted)
            known.Remember(id, figures);
        return counted;
    }

    private Field[] FieldsOf(IEnumerable<WikiName> names) =>
        [.. names.Select(wikiPages.UserPage).OfType<WikiUserPage>().Select(page => new Field("Wiki", page.ToHtml()))];
}
