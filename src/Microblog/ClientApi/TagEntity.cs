using System.Globalization;
using Microblog.Tags;

namespace Microblog.ClientApi;

/// <summary>A tag as client apps read it.</summary>
/// <param name="Name">Without the number sign.</param>
/// <param name="History">The last days, today first.</param>
/// <remarks>Source: Mastodon API documentation, entity Tag.</remarks>
public sealed record TagEntity(string Id, string Name, string Url, IReadOnlyList<TagDay> History, bool Following, bool Featuring)
{
    internal static TagEntity Of(string key, Uri page, IEnumerable<TagUse> uses, DateTimeOffset now, bool isFollowed, bool isFeatured)
    {
        var byDay = uses.ToDictionary(u => u.Day);
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        return new(
            key,
            key,
            page.AbsoluteUri,
            [.. Enumerable.Range(0, TagUses.Days).Select(ago => TagDay.Of(today.AddDays(-ago), byDay.GetValueOrDefault(today.AddDays(-ago))))],
            isFollowed,
            isFeatured);
    }
}

/// <summary>How much was said under a tag on a day.</summary>
/// <param name="Day">Its first second, since 1970.</param>
/// <param name="Uses">Notices.</param>
/// <param name="Accounts">Of how many.</param>
public sealed record TagDay(string Day, string Uses, string Accounts)
{
    internal static TagDay Of(DateTimeOffset day, TagUse? use) => new(
        day.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        (use?.Uses ?? 0).ToString(CultureInfo.InvariantCulture),
        (use?.Authors ?? 0).ToString(CultureInfo.InvariantCulture));
}

/// <summary>A tag on a profile.</summary>
/// <param name="StatusesCount">How much its owner said under it.</param>
/// <param name="LastStatusAt">The day; null for never.</param>
/// <remarks>Source: Mastodon API documentation, entity FeaturedTag.</remarks>
public sealed record FeaturedTagEntity(string Id, string Name, string Url, string StatusesCount, string? LastStatusAt);
