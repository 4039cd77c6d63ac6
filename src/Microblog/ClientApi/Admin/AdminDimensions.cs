using System.Globalization;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Moderation.Domains;
using Microblog.Notices;
using Microblog.Notices.Text;
using Microblog.Web;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi.Admin;

/// <summary>Reads what is done most here, and what the server is made of.</summary>
/// <remarks>Source: Mastodon API documentation, "Get dimensional data". Left out is <c>sources</c>: with which program somebody posted is not kept.</remarks>
public sealed class AdminDimensions(Db db, LocalUris uris, TimeProvider clock)
{
    private const int DefaultLimit = 10;
    private const int MaxLimit = 100;

    /// <summary>Days that count where no period is asked for.</summary>
    private const int UsualDays = 30;

    // What no language is said of.
    private const string Undetermined = "und";

    /// <summary>The dimensions of these keys; what nobody knows is left out.</summary>
    public async Task<IReadOnlyList<AdminDimension>> ReadAsync(Asked asked, CancellationToken ct)
    {
        var today = new DateTimeOffset(clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        var period = Period.In(asked) ?? new Period(today.AddDays(1 - UsualDays), today.AddDays(1));
        var limit = Math.Clamp(Paging.LimitOf(asked.Text("limit"), DefaultLimit), 1, MaxLimit);
        var dimensions = new List<AdminDimension>();
        foreach (var key in asked.List("keys").Distinct(StringComparer.Ordinal))
        {
            if (await ReadAsync(key, asked, period, limit, ct) is { } items)
                dimensions.Add(new AdminDimension(key, items));
        }

        return dimensions;
    }

    private async Task<IReadOnlyList<AdminDimensionItem>?> ReadAsync(string key, Asked asked, Period period, int limit, CancellationToken ct)
    {
        var (first, last) = (period.First, period.Last);
        var said = db.Notices.Where(n => n.Id >= first && n.Id < last && n.Visibility <= Visibility.Unlisted && n.RepeatOfId == null);
        var tag = Hashtag.KeyOf(asked.Text(key + "[id]") ?? "");
        var tagged = said.Where(n => n.Tags.Any(t => t.Key == tag));
        var host = DomainName.TryParse(asked.Text(key + "[domain]"), out var named) ? named : null;
        return key switch
        {
            "languages" => await LanguagesAsync(said.Where(n => n.Author!.Host == ""), limit, ct),
            "servers" => await ServersAsync(said.Where(n => n.Author!.Host != ""), limit, ct),
            "space_usage" => await SpaceAsync(ct),
            "software_versions" => await VersionsAsync(ct),
            "tag_servers" when tag.Length > 0 => await ServersAsync(tagged, limit, ct),
            "tag_languages" when tag.Length > 0 => await LanguagesAsync(tagged, limit, ct),
            "instance_languages" when host is not null => await LanguagesAsync(said.Where(n => n.Author!.Host == host), limit, ct),
            "instance_accounts" when host is not null => await FollowedAsync(host, limit, ct),
            _ => null,
        };
    }

    private static async Task<IReadOnlyList<AdminDimensionItem>> LanguagesAsync(IQueryable<Notice> notices, int limit, CancellationToken ct)
    {
        var counted = await notices
            .GroupBy(n => n.Language)
            .Select(g => new { g.Key, Count = g.LongCount() })
            .OrderByDescending(c => c.Count).ThenBy(c => c.Key)
            .Take(limit)
            .ToListAsync(ct);
        return [.. counted.Select(c => new AdminDimensionItem(c.Key ?? Undetermined, NameOf(c.Key), ApiText.Id(c.Count)))];
    }

    private static string NameOf(string? language) => language is null ? Undetermined : InstanceLanguage.Of(language).Name;

    private async Task<IReadOnlyList<AdminDimensionItem>> ServersAsync(IQueryable<Notice> notices, int limit, CancellationToken ct)
    {
        var counted = await notices
            .GroupBy(n => n.Author!.Host)
            .Select(g => new { g.Key, Count = g.LongCount() })
            .OrderByDescending(c => c.Count).ThenBy(c => c.Key)
            .Take(limit)
            .ToListAsync(ct);
        return [.. counted.Select(c => c.Key.Length == 0 ? (Host: uris.Host, c.Count) : (Host: c.Key, c.Count)).Select(c => new AdminDimensionItem(c.Host, c.Host, ApiText.Id(c.Count)))];
    }

    private async Task<IReadOnlyList<AdminDimensionItem>> FollowedAsync(string host, int limit, CancellationToken ct)
    {
        var counted = await db.Follows
            .Where(f => f.IsAccepted && f.Followed!.Host == host && f.Follower!.Host == "")
            .GroupBy(f => new { f.FollowedId, f.Followed!.Handle })
            .Select(g => new { g.Key.FollowedId, g.Key.Handle, Count = g.LongCount() })
            .OrderByDescending(c => c.Count).ThenBy(c => c.FollowedId)
            .Take(limit)
            .ToListAsync(ct);
        return [.. counted.Select(c => new AdminDimensionItem(c.Handle, c.Handle, ApiText.Id(c.Count)))];
    }

    private async Task<IReadOnlyList<AdminDimensionItem>> SpaceAsync(CancellationToken ct)
    {
        var used = db.Database.IsSqlite()
            ? db.Database.SqlQuery<long>($"""SELECT page_count * page_size AS "Value" FROM pragma_page_count(), pragma_page_size()""")
            : db.Database.SqlQuery<long>($"""SELECT pg_database_size(current_database()) AS "Value" """);
        var cached = await db.CachedFiles.SumAsync(c => c.Bytes, ct);
        return
        [
            Bytes(db.Database.IsSqlite() ? "sqlite" : "postgresql", DatabaseName, await used.SingleAsync(ct)),
            Bytes("remote_media", "Files of other servers", cached),
        ];
    }

    private async Task<IReadOnlyList<AdminDimensionItem>> VersionsAsync(CancellationToken ct)
    {
        var version = db.Database.IsSqlite()
            ? db.Database.SqlQuery<string>($"""SELECT sqlite_version() AS "Value" """)
            : db.Database.SqlQuery<string>($"""SELECT current_setting('server_version') AS "Value" """);
        return
        [
            Version(Software.Name, "Microblog", Software.Version),
            Version("dotnet", ".NET", Environment.Version.ToString()),
            Version(db.Database.IsSqlite() ? "sqlite" : "postgresql", DatabaseName, await version.SingleAsync(ct)),
        ];
    }

    private string DatabaseName => db.Database.IsSqlite() ? "SQLite" : "PostgreSQL";

    private static AdminDimensionItem Version(string key, string name, string version) => new(key, name, version, HumanValue: version);

    private static AdminDimensionItem Bytes(string key, string name, long bytes) =>
        new(key, name, ApiText.Id(bytes), "bytes", string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.##} MB"));
}
