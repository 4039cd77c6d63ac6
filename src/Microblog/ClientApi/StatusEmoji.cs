using Microblog.Emojis;

namespace Microblog.ClientApi;

/// <summary>A custom emoji as client apps read it.</summary>
/// <param name="StaticUrl">The same picture: nothing is made still here.</param>
/// <remarks>Source: Mastodon API documentation, entity CustomEmoji.</remarks>
public sealed record StatusEmoji(string Shortcode, string Url, string StaticUrl, bool VisibleInPicker)
{
    internal static StatusEmoji Of(CustomEmoji emoji) =>
        new(emoji.Shortcode, emoji.ImageUrl.AbsoluteUri, emoji.ImageUrl.AbsoluteUri, VisibleInPicker: emoji.IsLocal);
}
