using System.Text;

namespace Microblog.Notices.Text;

/// <summary>Text that is about to stand in HTML.</summary>
internal static class HtmlText
{
    private const char Replacement = '\uFFFD';

    /// <summary>Makes valid Unicode of it: lines end in <c>\n</c>, no control characters, no half surrogate pairs.</summary>
    public static string Scrub(ReadOnlySpan<char> text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\r')
            {
                if (i + 1 == text.Length || text[i + 1] != '\n')
                    clean.Append('\n');
            }
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                clean.Append(c).Append(text[++i]);
            else if (char.IsSurrogate(c))
                clean.Append(Replacement);
            else if (IsKept(c))
                clean.Append(c);
        }

        return clean.ToString();
    }

    /// <summary>Appends scrubbed text so that it is text, in an element as in a quoted attribute.</summary>
    public static StringBuilder AppendText(this StringBuilder html, ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny("&<>\"'") is var special and >= 0)
        {
            html.Append(text[..special]).Append(text[special] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                _ => "&#39;",
            });
            text = text[(special + 1)..];
        }

        return html.Append(text);
    }

    private static bool IsKept(char c) => c is '\n' or '\t' || !(char.IsControl(c) || c is '\uFFFE' or '\uFFFF');
}
