using System.Text.Json;

namespace Microblog.Wikis;

/// <summary>Reads the entries of a <c>list=logevents</c> answer.</summary>
internal static class WikiLog
{
    /// <summary>The entries that name somebody; one whose target is suppressed does not.</summary>
    /// <exception cref="WikiUnavailableException">There is no list of entries.</exception>
    public static IEnumerable<WikiLogEntry> Read(JsonElement answer)
    {
        if (!answer.TryGet("query", out var query) || !query.TryGet("logevents", out var entries)
            || entries.ValueKind != JsonValueKind.Array)
            throw new WikiUnavailableException(WikiTrouble.Malformed, "the answer has no list of log entries");
        return entries.EnumerateArray().Select(ReadOne).OfType<WikiLogEntry>();
    }

    private static WikiLogEntry? ReadOne(JsonElement entry)
    {
        if (entry.Number("logid") is not { } id || entry.Text("title") is not { } title
            || WikiTime.Read(entry.Text("timestamp")) is not { } at)
            return null;

        // The namespace's name is in the wiki's language; names themselves hold no colon, except very old ones.
        var name = title[(title.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return name.Length > 0 ? new WikiLogEntry(id, name, at) : null;
    }
}
