using Microblog.Emojis;
using Microblog.Media;

namespace Microblog.ClientApi;

/// <summary>A custom emoji as client apps read it.</summary>
/// <param name="StaticUrl">The same picture: nothing is made still here.</param>
/// <remarks>Source: Mastodon API documentation, entity CustomEmoji.</remarks>
public sealed record StatusEmoji(string Shortcode, string Url, string StaticUrl, bool VisibleInPicker)
{
    /// <summary>How client apps are shown it.</summary>
    /// <param name="server">Ours: the picture is shown from here, so that nobody else learns who reads.</param>
    internal static StatusEmoji Of(CustomEmoji emoji, Uri server)
    {
        var picture = (emoji.IsLocal ? emoji.ImageUrl : new Uri(server, RemoteAddress.OfEmoji(emoji.Id, emoji.ImageUrl))).AbsoluteUri;
        return new(emoji.Shortcode, picture, picture, VisibleInPicker: emoji.IsLocal);
    }
}
