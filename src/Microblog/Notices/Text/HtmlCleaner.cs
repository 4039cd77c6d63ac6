using System.Net;
using System.Text;
using Microblog.Web;

namespace Microblog.Notices.Text;

/// <summary>Makes HTML of ours out of HTML of a stranger.</summary>
/// <remarks>
/// Never throws and never builds a tree: popular tree builders take time quadratic in depth, and a stranger chooses the
/// depth. Cleaning what is clean changes nothing.
/// </remarks>
public static class HtmlCleaner
{
    /// <summary>What is longer, in characters, is shown as plain text.</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>Most characters of plain text that are kept.</summary>
    public const int MaxPlainLength = 10_000;

    public static CleanHtml Clean(string? html)
    {
        if (string.IsNullOrEmpty(html))
            return default;
        var cleaned = html.Length <= MaxLength ? Rebuild(html) : null;
        // Encoding makes it longer; what is stored must itself be short enough to be cleaned again.
        return CleanHtml.FromWriter(cleaned is { Length: <= MaxLength } ? cleaned : Encode(PlainText(html)));
    }

    /// <summary>What a reader reads: no tags, paragraphs an empty line apart, at most <see cref="MaxPlainLength"/> characters.</summary>
    public static string PlainText(string? html)
    {
        if (string.IsNullOrEmpty(html))
            return "";
        var plain = new PlainTextWriter();
        var reader = new HtmlReader(html.AsSpan(0, Math.Min(html.Length, MaxLength)));
        while (plain.Length <= MaxPlainLength && reader.Read())
        {
            var element = reader.Kind == HtmlTokenKind.Text ? null : HtmlElement.Of(reader.Name);
            if (element is null)
                plain.Text(Decode(reader.Text));
            else if (!Drop(ref reader, element))
                plain.Tag(element, reader.Kind == HtmlTokenKind.StartTag);
        }

        return plain.Finish(MaxPlainLength);
    }

    private static string Rebuild(string html)
    {
        var output = new HtmlRebuilder();
        var reader = new HtmlReader(html);
        while (reader.Read())
        {
            var element = reader.Kind == HtmlTokenKind.Text ? null : HtmlElement.Of(reader.Name);
            if (element is null)
                output.Text(Decode(reader.Text));
            else if (element.Role == ElementRole.Unknown || Drop(ref reader, element))
                continue;
            else if (reader.Kind == HtmlTokenKind.EndTag)
                output.End(element);
            else if (HtmlAttributeRules.Write(element, reader.Attributes) is { } attributes)
                output.Start(element, attributes);
        }

        return output.Finish();
    }

    /// <summary>Passes over an element that goes with its content. Inside, only its own tags are told apart.</summary>
    private static bool Drop(ref HtmlReader reader, HtmlElement element)
    {
        if (element.Role is not (ElementRole.Dropped or ElementRole.DroppedRawText))
            return false;
        if (reader.Kind == HtmlTokenKind.EndTag)
            return true;
        if (element.Role == ElementRole.DroppedRawText)
        {
            reader.SkipRawText(element.Name);
            return true;
        }

        var depth = 1;
        while (depth > 0 && reader.Read())
        {
            if (reader.Kind != HtmlTokenKind.Text && ReferenceEquals(HtmlElement.Of(reader.Name), element))
                depth += reader.Kind == HtmlTokenKind.StartTag ? 1 : -1;
        }

        return true;
    }

    private static string Decode(ReadOnlySpan<char> text)
    {
        var plain = text.ToString();
        return HtmlText.Scrub(text.Contains('&') ? WebUtility.HtmlDecode(plain) : plain);
    }

    private static string Encode(string plain)
    {
        var html = new StringBuilder("<p>").AppendText(plain).Append("</p>");
        return html.Replace("\n", "<br>").ToString();
    }
}
