using System.Text.Json;

namespace Microblog.Protocols.ActivityPub;

/// <summary>An icon or an image: an address, a Link or an Image, one or several.</summary>
internal sealed record Picture(Uri Url, string? MediaType)
{
    /// <summary>Among several the widest, otherwise the first that has an address.</summary>
    public static Picture? Of(JsonElement value, string property)
    {
        (Picture Picture, long Width)? best = null;
        foreach (var candidate in value.Values(property).Take(Limits.Links))
        {
            var address = candidate.IsObject ? candidate.Link("url") ?? candidate.Link("href") : candidate.AsLink();
            var width = candidate.Count("width") ?? 0;
            if (address is not null && (best is null || width > best.Value.Width))
                best = (new Picture(address, NoteTexts.MediaTypeOf(candidate)), width);
        }
        return best?.Picture;
    }
}
