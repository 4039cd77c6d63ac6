using Microblog.Protocols.ActivityPub;

namespace Microblog.Federation.Outbox;

/// <summary>Likes of people here as ActivityPub says them.</summary>
internal static class LikeActivities
{
    /// <summary>The Like of a note.</summary>
    /// <param name="emoji">Empty for a plain like.</param>
    /// <remarks>COMPAT(Mastodon): a Like with <c>content</c>, which it takes for a like, and not an EmojiReact, which it ignores.</remarks>
    public static Like Of(Uri id, Uri actor, Uri note, string emoji) =>
        new(id, actor, note, emoji.Length == 0 ? null : new EmojiReaction(emoji, Emoji: null));
}
