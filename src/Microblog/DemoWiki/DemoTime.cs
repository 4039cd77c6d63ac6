using System.Globalization;

namespace Microblog.DemoWiki;

/// <summary>MediaWiki's two ways to write a time.</summary>
internal static class DemoTime
{
    /// <summary><c>2026-11-22T00:52:45Z</c>, in the API.</summary>
    public static string Iso(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary><c>20261122005245</c>, in the database and in the OAuth profile.</summary>
    public static string Digits(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    public static DateTimeOffset? Parse(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
