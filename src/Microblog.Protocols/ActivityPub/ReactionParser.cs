using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Microblog.Protocols.ActivityPub;

/// <summary>Reads the emoji of a Like.</summary>
internal static class ReactionParser
{
    /// <summary>The emoji in the content.</summary>
    /// <returns>Null where none was sent, or something else: then it is a plain like.</returns>
    public static EmojiReaction? Read(JsonElement like)
    {
        var text = (like.Text("content") ?? like.Text("_misskey_reaction"))?.Trim();
        if (text is null or "" || Encoding.UTF8.GetByteCount(text) > Limits.ReactionBytes)
            return null;
        if (ShortcodeOf(text) is { } shortcode)
        {
            var emoji = new TagList(like).Emojis()
                .Find(e => string.Equals(e.Name, shortcode, StringComparison.Ordinal));
            return new EmojiReaction(text, emoji);
        }
        return IsOneEmoji(text) ? new EmojiReaction(text, null) : null;
    }

    /// <summary>The name in <c>:name:</c> or, as some servers pass on another's emoji, <c>:name@host:</c>.</summary>
    private static string? ShortcodeOf(string text)
    {
        if (text.Length < 3 || text[0] != ':' || text[^1] != ':')
            return null;
        var name = text[1..^1];
        var at = name.IndexOf('@', StringComparison.Ordinal);
        return name.Contains(':', StringComparison.Ordinal) ? null : TagList.Shortcode(at < 0 ? name : name[..at]);
    }

    /// <summary>One character as people count them, and no letter: there is no complete list of emoji.</summary>
    private static bool IsOneEmoji(string text) =>
        StringInfo.GetNextTextElementLength(text) == text.Length
        && text.Any(c => !char.IsAscii(c))
        && text.EnumerateRunes().All(r => !Rune.IsLetter(r) && !Rune.IsWhiteSpace(r) && !Rune.IsControl(r));
}
