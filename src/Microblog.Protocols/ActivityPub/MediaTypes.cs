using System.Net.Http.Headers;

namespace Microblog.Protocols.ActivityPub;

/// <summary>The media types of the wire, and the only answer to whether something may be read as ActivityPub.</summary>
public static class MediaTypes
{
    public const string ActivityJson = "application/activity+json";
    public const string LinkedData = "application/ld+json";
    public const string Profile = "https://www.w3.org/ns/activitystreams";
    public const string LinkedDataWithProfile = $"{LinkedData}; profile=\"{Profile}\"";

    /// <summary>What to ask for when fetching an object.</summary>
    public const string Accept = $"{ActivityJson}, {LinkedDataWithProfile}";

    public const string JsonResourceDescriptor = "application/jrd+json";
    public const string Xrd = "application/xrd+xml";
    public const string Json = "application/json";

    private const int LongestHeader = 4096;

    /// <summary>
    /// Whether a document of that type may be an activity, actor, key or collection. Anything looser lets files that
    /// a server merely stores for its users speak in its name.
    /// </summary>
    /// <remarks>Source: FEP-96ff; ActivityPub §3.2.</remarks>
    public static bool IsActivity(string? contentType) =>
        contentType is { Length: <= LongestHeader }
        && MediaTypeHeaderValue.TryParse(contentType, out var type)
        && IsActivity(type);

    /// <summary>Whether a JRD may be read from it: servers answer WebFinger as JRD or as plain JSON.</summary>
    public static bool IsResourceDescriptor(string? contentType) =>
        contentType is { Length: <= LongestHeader }
        && MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (Is(type, JsonResourceDescriptor) || Is(type, Json));

    /// <summary>Whether an Accept header asks for ActivityPub at least as much as for a page.</summary>
    /// <param name="accept">All Accept headers, joined by commas; null means a page.</param>
    public static bool PrefersActivity(string? accept)
    {
        if (accept is null or { Length: > LongestHeader })
            return false;
        double activity = 0, page = 0;
        foreach (var range in SplitOutsideQuotes(accept))
        {
            if (!MediaTypeWithQualityHeaderValue.TryParse(range, out var type))
                continue;
            var quality = type.Quality ?? 1;
            type.Quality = null;
            if (IsActivity(type) || (Is(type, LinkedData) && type.Parameters.Count == 0))
                activity = Math.Max(activity, quality);
            else if (Is(type, "text/html") || Is(type, "application/xhtml+xml"))
                page = Math.Max(page, quality);
        }
        return activity > 0 && activity >= page;
    }

    private static bool IsActivity(MediaTypeHeaderValue type) =>
        Is(type, ActivityJson) || (Is(type, LinkedData) && HasProfile(type));

    private static bool Is(MediaTypeHeaderValue type, string name) =>
        string.Equals(type.MediaType, name, StringComparison.OrdinalIgnoreCase);

    private static bool HasProfile(MediaTypeHeaderValue type)
    {
        var profiles = type.Parameters
            .Where(p => string.Equals(p.Name, "profile", StringComparison.OrdinalIgnoreCase))
            .ToList();
        return profiles is [{ Value: { } value }]
            && value.Trim('"').Split(' ').Contains(Profile, StringComparer.Ordinal);
    }

    private static List<string> SplitOutsideQuotes(string header)
    {
        var parts = new List<string>();
        var start = 0;
        var isQuoted = false;
        for (var i = 0; i < header.Length; i++)
        {
            if (header[i] == '"')
                isQuoted = !isQuoted;
            if (header[i] != ',' || isQuoted)
                continue;
            parts.Add(header[start..i]);
            start = i + 1;
        }
        parts.Add(header[start..]);
        return parts;
    }
}
