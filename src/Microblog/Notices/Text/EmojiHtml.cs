using System.Text;
using Microblog.Web;

namespace Microblog.Notices.Text;

/// <summary>Puts pictures for shortcodes when a text is shown: into text alone, never into a tag, a link or code.</summary>
public static class EmojiHtml
{
    /// <summary>Shows what the cleaner or the notice writer wrote.</summary>
    /// <param name="find">The picture of a shortcode; null leaves it text.</param>
    public static CleanHtml Show(CleanHtml html, Func<string, EmojiPicture?> find)
    {
        if (!html.Value.Contains(':', StringComparison.Ordinal))
            return html;

        var output = new StringBuilder(html.Value.Length);
        var reader = new HtmlReader(html.Value);
        var quiet = 0;
        while (reader.Read())
        {
            if (reader.Kind == HtmlTokenKind.Text && quiet == 0)
            {
                Text(output, reader.Raw, find, isEncoded: true);
                continue;
            }

            if (reader.Kind != HtmlTokenKind.Text && reader.Name is "a" or "code" or "pre")
                quiet += reader.Kind == HtmlTokenKind.StartTag ? 1 : -1;
            output.Append(reader.Raw);
        }

        return CleanHtml.FromWriter(output.ToString());
    }

    /// <summary>Shows a plain text, such as a content warning.</summary>
    /// <inheritdoc cref="Show(CleanHtml, Func{string, EmojiPicture?})"/>
    public static CleanHtml Show(string text, Func<string, EmojiPicture?> find)
    {
        var output = new StringBuilder(text.Length);
        Text(output, HtmlText.Scrub(text), find, isEncoded: false);
        return CleanHtml.FromWriter(output.ToString());
    }

    private static void Text(StringBuilder output, ReadOnlySpan<char> text, Func<string, EmojiPicture?> find, bool isEncoded)
    {
        var from = 0;
        while (Shortcodes.TryNext(text, from, out var start, out var end))
        {
            Plain(output, text[from..start], isEncoded);
            if (find(text[(start + 1)..(end - 1)].ToString()) is { } picture)
                Picture(output, text[start..end], picture);
            else
                output.Append(text[start..end]);
            from = end;
        }

        Plain(output, text[from..], isEncoded);
    }

    private static void Plain(StringBuilder output, ReadOnlySpan<char> text, bool isEncoded)
    {
        if (isEncoded)
            output.Append(text);
        else
            output.AppendText(text);
    }

    private static void Picture(StringBuilder output, ReadOnlySpan<char> shortcode, EmojiPicture picture)
    {
        output.Append("<img class=\"emoji\" src=\"").AppendText(picture.Path).Append("\" alt=\"").Append(shortcode)
            .Append("\" title=\"").AppendText(picture.Title).Append("\">");
    }
}

/// <summary>How a shortcode is shown.</summary>
/// <param name="Path">Where its picture is shown from here, ours and others'.</param>
/// <param name="Title">What it is, in words.</param>
public sealed record EmojiPicture(string Path, string Title);
