using System.Globalization;
using System.Text;
using Microblog.Notices.Text;

namespace Microblog.Search;

/// <summary>Cuts text into the words by which it is found: in small letters, without accents, the same on every database.</summary>
/// <remarks>
/// Scripts that put no spaces between words are cut into overlapping pairs of letters, of which a searched word has the same ones in the same order.
/// </remarks>
internal static class SearchWords
{
    /// <summary>Longer words are cut there.</summary>
    public const int LongestWord = 64;

    /// <summary>What is longer is found by its first words: PostgreSQL indexes no more than a megabyte.</summary>
    public const int MostWords = 4_000;

    // Marks of scripts before this one are accents; in later ones they are vowels, and leaving them out would make other words.
    private const char FirstWithVowelMarks = '\u0530';

    /// <summary>The words of a text that is kept, in their order.</summary>
    public static IReadOnlyList<string> Of(string? text) => Cut(text, endsRuns: true);

    /// <summary>The words of a text that is looked for: those that every text with it has one after the other.</summary>
    /// <remarks>A single letter of a script without spaces ends in <c>*</c>: words that begin so.</remarks>
    public static IReadOnlyList<string> Asked(string text) => Cut(text, endsRuns: false);

    private static List<string> Cut(string? text, bool endsRuns)
    {
        var words = new List<string>();
        if (string.IsNullOrEmpty(text))
            return words;
        var word = new StringBuilder();
        var run = new List<string>();
        foreach (var rune in Folded(text).EnumerateRunes())
        {
            if (IsWithoutSpaces(rune))
            {
                End(word, words);
                run.Add(rune.ToString());
                continue;
            }

            if (run.Count > 0 && IsMark(rune))
            {
                run[^1] += rune.ToString();
                continue;
            }

            // Only where a searched text ends may the run of letters go on.
            End(run, words, endsRuns: true);
            if (IsOfWord(rune))
                word.Append(rune);
            else
                End(word, words);
            if (words.Count >= MostWords)
                break;
        }

        End(word, words);
        End(run, words, endsRuns);
        return words;
    }

    private static void End(StringBuilder word, List<string> words)
    {
        if (word.Length == 0)
            return;
        var isInsidePair = word.Length > LongestWord && char.IsHighSurrogate(word[LongestWord - 1]);
        words.Add(word.ToString(0, Math.Min(word.Length, isInsidePair ? LongestWord - 1 : LongestWord)));
        word.Clear();
    }

    private static void End(List<string> run, List<string> words, bool endsRuns)
    {
        if (run.Count == 0)
            return;
        for (var i = 0; i + 1 < run.Count && words.Count < MostWords; i++)
            words.Add(run[i] + run[i + 1]);
        if (endsRuns)
            words.Add(run[^1]);
        else if (run.Count == 1)
            words.Add(run[0] + "*");
        run.Clear();
    }

    private static string Folded(string text)
    {
        var apart = HtmlText.Scrub(text).Normalize(NormalizationForm.FormKD);
        var kept = new StringBuilder(apart.Length);
        var letter = '\0';
        foreach (var c in apart)
        {
            var isMark = CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;
            if (isMark && letter < FirstWithVowelMarks)
                continue;
            if (!isMark)
                letter = c;
            kept.Append(char.ToLowerInvariant(c));
        }

        return kept.Replace("ß", "ss").ToString().Normalize(NormalizationForm.FormC);
    }

    private static bool IsOfWord(Rune rune) => Rune.IsLetterOrDigit(rune) || IsMark(rune);

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // Thai, Lao, Myanmar, Khmer; kana, Han and what is written among them.
    private static bool IsWithoutSpaces(Rune rune) => Rune.IsLetter(rune) && rune.Value is
        (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF)
        or (>= 0x3005 and <= 0x3007) or (>= 0x3040 and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF)
        or (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
