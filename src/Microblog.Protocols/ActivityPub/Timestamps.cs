using System.Globalization;

namespace Microblog.Protocols.ActivityPub;

/// <summary>Times as xsd:dateTime, kept to 100 ns; written in UTC.</summary>
internal static class Timestamps
{
    private const int MostFractionDigits = 7;

    private static readonly string[] Formats =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    /// <summary>Reads a time kindly: seconds may be missing, nanoseconds are cut.</summary>
    /// <returns>Null if it is none. A time without an offset is taken for UTC.</returns>
    public static DateTimeOffset? Parse(string? text)
    {
        if (text is null || text.Length > 64)
            return null;
        return DateTimeOffset.TryParseExact(
            WithoutNanoseconds(text), Formats, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
    }

    public static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static string WithoutNanoseconds(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        if (point < 0)
            return text;
        var end = point + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        return end - point - 1 <= MostFractionDigits ? text : text[..(point + 1 + MostFractionDigits)] + text[end..];
    }
}
