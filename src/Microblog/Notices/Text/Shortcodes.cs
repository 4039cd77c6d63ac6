namespace Microblog.Notices.Text;

/// <summary>Finds <c>:shortcodes:</c> in a text, or in HTML that our writer made, which never encodes a colon.</summary>
/// <remarks>COMPAT(Mastodon): one stands between what are no letters, digits or colons; another may follow it at once.</remarks>
internal static class Shortcodes
{
    /// <summary>Longest shortcode that is looked up.</summary>
    public const int MaxLength = 64;

    /// <summary>Most different shortcodes that are looked up for one text.</summary>
    public const int Most = 100;

    /// <summary>The different shortcodes in the texts, without their colons.</summary>
    public static IReadOnlySet<string> In(params IEnumerable<string?> texts)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var from = 0;
            while (found.Count < Most && text is not null && TryNext(text, from, out var start, out var end))
            {
                found.Add(text[(start + 1)..(end - 1)]);
                from = end;
            }
        }

        return found;
    }

    /// <summary>The next one at or after <paramref name="from"/>, with its colons.</summary>
    /// <remarks>Linear: what was looked at and is none is not looked at again.</remarks>
    public static bool TryNext(ReadOnlySpan<char> text, int from, out int start, out int end)
    {
        start = from;
        end = from;
        while (start < text.Length && text[start..].IndexOf(':') is var colon and >= 0)
        {
            start += colon;
            end = start + 1;
            while (end < text.Length && IsPart(text[end]))
                end++;
            if (end == text.Length)
                return false;
            if (text[end] == ':' && end - start is > 1 and <= MaxLength + 1 && MayBegin(text, start, from) && MayEnd(text, end + 1))
            {
                end++;
                return true;
            }

            start = end;
        }

        return false;
    }

    private static bool IsPart(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '+' or '.';

    // Before the place where the search began stands the one found last.
    private static bool MayBegin(ReadOnlySpan<char> text, int start, int from) =>
        start == 0 || start == from || !(char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == ':');

    private static bool MayEnd(ReadOnlySpan<char> text, int end) => end == text.Length || !char.IsLetterOrDigit(text[end]);
}
