using System.Globalization;
using System.Text.Json.Nodes;

namespace Microblog.DemoWiki;

/// <summary><c>list=logevents</c>.</summary>
internal static class DemoLogList
{
    private const int DefaultLimit = 10;
    private const int MostRows = 500;

    /// <summary>Answers the entries asked for.</summary>
    /// <returns>The rows, and where to go on when there are more.</returns>
    public static (JsonArray Rows, string? Continue) Answer(
        IReadOnlyList<DemoLogEntry> log, DemoQuestion question, long performerId)
    {
        if (question["letype"]?.Contains('|', StringComparison.Ordinal) is true)
            throw new DemoApiException("badvalue", "Give one value for parameter \"letype\".");
        var isNewerLast = question["ledir"] is "newer";
        var (first, last) = (DemoTime.Parse(question["lestart"]), DemoTime.Parse(question["leend"]));
        var (from, to) = isNewerLast ? (first, last) : (last, first);
        var found = log
            .Where(entry => question["letype"] is not { } type || string.Equals(entry.Type, type, StringComparison.Ordinal))
            .Where(entry => question["letitle"] is not { } title || string.Equals(entry.Title, title.Replace('_', ' '), StringComparison.Ordinal))
            // MediaWiki's log counts whole seconds.
            .Where(entry => !(entry.At < from - TimeSpan.FromSeconds(1)) && !(entry.At > to));
        var ordered = isNewerLast ? found.OrderBy(entry => entry.Id) : found.OrderByDescending(entry => entry.Id);
        return Page(ordered.ToArray(), question, performerId);
    }

    private static (JsonArray Rows, string? Continue) Page(DemoLogEntry[] entries, DemoQuestion question, long performerId)
    {
        if (question["lecontinue"] is { } text)
        {
            if (!long.TryParse(text.Split('|')[^1], CultureInfo.InvariantCulture, out var id))
                throw new DemoApiException("badcontinue", "Invalid continue param.");
            entries = [.. entries.SkipWhile(entry => entry.Id != id)];
        }

        var limit = Limit(question["lelimit"]);
        var rows = new JsonArray([.. entries.Take(limit).Select(entry => Show(entry, performerId))]);
        return (rows, entries.Length > limit ? $"{DemoTime.Digits(entries[limit].At)}|{entries[limit].Id}" : null);
    }

    private static int Limit(string? text)
    {
        if (text is null)
            return DefaultLimit;
        if (text is "max")
            return MostRows;
        return int.TryParse(text, CultureInfo.InvariantCulture, out var limit) && limit is > 0 and <= MostRows
            ? limit
            : throw new DemoApiException("badinteger", "Invalid value for integer parameter \"lelimit\".");
    }

    private static JsonObject Show(DemoLogEntry entry, long performerId) => new()
    {
        ["logid"] = entry.Id,
        ["ns"] = 2,
        ["title"] = entry.Title,
        ["pageid"] = 0,
        ["logpage"] = 0,
        ["params"] = entry.Params.DeepClone(),
        ["type"] = entry.Type,
        ["action"] = entry.Action,
        ["user"] = DemoWikiState.SysopName,
        ["userid"] = performerId,
        ["timestamp"] = DemoTime.Iso(entry.At),
        ["comment"] = entry.Comment,
    };
}
