using System.Text.Json;

namespace Microblog.Protocols.ActivityPub;

/// <summary>An icon or an image: an address, a Link or an Image, one or several.</summary>
internal sealed record Picture(Uri Url, string? MediaType)
{
    /// <summary>The first that has an address.</summary>
    public static Picture? Of(JsonElement value, string property)
    {
        foreach (var candidate in value.Values(property).Take(Limits.Links))
        {
            var address = candidate.IsObject ? candidate.Link("url") ?? candidate.Link("href") : candidate.AsLink();
            if (address is not null)
                return new Picture(address, NoteTexts.MediaTypeOf(candidate));
        }
        return null;
    }
}
