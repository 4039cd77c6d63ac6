using System.Text;

namespace Microblog.Jobs;

/// <summary>What others' servers and exceptions say, fit to be stored: PostgreSQL takes no NUL, and nothing takes half a surrogate pair.</summary>
internal static class ErrorText
{
    /// <summary>Longest stored error, in UTF-16 units: an exception with its stack.</summary>
    public const int MaxLength = 8_000;

    public static string Clean(string text, int maxLength = MaxLength)
    {
        var clean = new StringBuilder(Math.Min(text.Length, maxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > maxLength)
                break;
            clean.Append((rune.Value == 0 ? Rune.ReplacementChar : rune).ToString());
        }

        return clean.ToString();
    }

    public static string FirstLine(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        return Clean(end < 0 ? text : text[..end], 500);
    }
}
