using System.Text;

namespace Microblog.Notices.Text;

public static class Hashtag
{
    /// <summary>Longest tag in UTF-16 units; what is longer stays plain text.</summary>
    public const int MaxLength = 100;

    /// <summary>Folds a tag so that all its spellings are one row, whatever the database thinks of case.</summary>
    /// <param name="name">With or without the number sign.</param>
    /// <returns>
    /// NFKC, lower case, dotless and final forms folded: <c>İ</c> is <c>i</c>, <c>ς</c> is <c>σ</c>, full-width is plain.
    /// Empty when nothing of a tag is left.
    /// </returns>
    public static string KeyOf(string name)
    {
        // Normalize throws on half a surrogate pair.
        var whole = HtmlText.Scrub(name.AsSpan().TrimStart("#＃"));
        var folded = whole.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        return folded.Replace('İ', 'i').Replace("i\u0307", "i", StringComparison.Ordinal).Replace('ς', 'σ')
            .Normalize(NormalizationForm.FormKC);
    }

    /// <summary>Whether that is the key of something that would be a tag in a text.</summary>
    public static bool IsTag(string key) =>
        key.Length is > 0 and <= MaxLength
        && key.EnumerateRunes().All(r => IsPart(r) || IsJoiner(r))
        && key.EnumerateRunes().Any(IsLetter)
        && !IsJoiner(key.EnumerateRunes().Last());

    internal static bool IsSign(char c) => c is '#' or '＃';

    internal static bool IsLetter(Rune rune) => Rune.IsLetter(rune);

    /// <summary>Letters, marks, digits and connectors of any script.</summary>
    internal static bool IsPart(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is
            System.Globalization.UnicodeCategory.NonSpacingMark
            or System.Globalization.UnicodeCategory.SpacingCombiningMark
            or System.Globalization.UnicodeCategory.LetterNumber
            or System.Globalization.UnicodeCategory.ConnectorPunctuation;

    /// <summary>Middle dots (Catalan, Japanese) and the zero-width non-joiner (Persian) stand inside a tag, never at its end.</summary>
    internal static bool IsJoiner(Rune rune) => rune.Value is '·' or '・' or '\u200C';
}
