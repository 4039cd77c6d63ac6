using System.Text.Json;

namespace Microblog.Protocols.ActivityPub;

/// <summary>
/// The page on which a person reads an object. One on another host is left out: it would pass as the original page of
/// somebody else.
/// </summary>
internal static class PageLink
{
    /// <summary>
    /// Among several, the one that says it is HTML, otherwise the first that does not say it is something else.
    /// </summary>
    public static Uri? Of(JsonElement value, Uri id)
    {
        Uri? first = null;
        foreach (var candidate in value.Values("url").Take(Limits.Links))
        {
            if (Address(candidate) is not { } page || !IsOnHostOf(id, page))
                continue;
            var mediaType = candidate.IsObject ? candidate.Text("mediaType") : null;
            if (mediaType is not null && mediaType.StartsWith("text/html", StringComparison.OrdinalIgnoreCase))
                return page;
            if (mediaType is null)
                first ??= page;
        }
        return first;
    }

    private static Uri? Address(JsonElement candidate) =>
        candidate.IsObject ? candidate.Link("href") : candidate.AsLink();

    private static bool IsOnHostOf(Uri id, Uri page) =>
        string.Equals(Origin.HostOf(page), Origin.HostOf(id), StringComparison.Ordinal);
}
