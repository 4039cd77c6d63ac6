using System.Globalization;
using System.Text;

namespace Microblog.Reactions;

/// <summary>The emoji of a reaction: one character as a reader counts them, or a <c>:shortcode:</c> of the server it comes from.</summary>
public static class Emoji
{
    /// <summary>What stands for a plain like.</summary>
    public const string None = "";

    /// <summary>Those that the page offers; any other can be sent too.</summary>
    public static readonly IReadOnlyList<string> Offered = ["👍", "❤️", "😂", "🎉", "🤔", "👀"];

    /// <summary>Longest emoji that is a character, in UTF-16 code units: flags and families are many joined together.</summary>
    private const int LongestCharacter = 40;

    private const int LongestShortcode = 64;
    private const string AsPicture = "\uFE0F";

    /// <summary>The emoji in the one spelling that is stored.</summary>
    /// <returns>Null when the text is no emoji that is a character.</returns>
    public static string? Character(string text)
    {
        if (text.Length is 0 or > LongestCharacter || new StringInfo(text).LengthInTextElements != 1)
            return null;
        var runes = text.EnumerateRunes().ToList();
        if (!runes.TrueForAll(IsPart) || !runes.Exists(IsPicture))
            return null;

        // Some servers send ❤ for ❤️: two spellings of one thing.
        return runes is [{ IsBmp: true } single] && Rune.GetUnicodeCategory(single) is UnicodeCategory.OtherSymbol ? text + AsPicture : text;
    }

    /// <summary>The shortcode between its colons, without the server that some write behind it.</summary>
    /// <returns>Null when the text is no <c>:shortcode:</c>.</returns>
    /// <remarks>COMPAT(Misskey): <c>:name@host:</c> and <c>:name@.:</c>.</remarks>
    public static string? Shortcode(string text)
    {
        if (text is not [':', .. var inside, ':'])
            return null;
        var at = inside.IndexOf('@', StringComparison.Ordinal);
        var name = at < 0 ? inside : inside[..at];
        return name.Length is > 0 and <= LongestShortcode && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '+' or '.')
            ? $":{name}:"
            : null;
    }

    // U+20E3 encloses: a digit before it is a key.
    private static bool IsPicture(Rune rune) =>
        rune.Value == 0x20E3
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol
        || (rune.Value > 0x2000 && Rune.GetUnicodeCategory(rune) is UnicodeCategory.MathSymbol or UnicodeCategory.OtherPunctuation);

    private static bool IsPart(Rune rune) =>
        IsPicture(rune)
        || rune.Value is '#' or '*' or (>= '0' and <= '9')
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.ModifierSymbol or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark;
}
