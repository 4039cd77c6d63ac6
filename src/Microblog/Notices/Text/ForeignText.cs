using System.Text;
using Microblog.Web;

namespace Microblog.Notices.Text;

/// <summary>Makes the text of a notice of something that is no notice: its title, its beginning, where the whole is.</summary>
public static class ForeignText
{
    /// <summary>Most characters of what is said below the title.</summary>
    public const int MaxLength = 2_000;

    /// <summary>More HTML than this for so few characters is shown without its tags.</summary>
    private const int MaxHtmlLength = 16 * 1024;

    /// <summary>Writes it.</summary>
    /// <param name="title">Plain text; null for none.</param>
    /// <param name="html">As a stranger wrote it; null for nothing.</param>
    /// <param name="links">Where more of it is; what is no http address is left out.</param>
    public static CleanHtml Write(string? title, string? html, IEnumerable<Uri> links)
    {
        var whole = new StringBuilder();
        if (!string.IsNullOrWhiteSpace(title))
            whole.Append("<p><strong>").AppendText(HtmlText.Scrub(title)).Append("</strong></p>");
        whole.Append(Begin(html));
        foreach (var link in links)
        {
            if (link.ForLink is { } address)
                whole.Append("<p><a href=\"").AppendText(address).Append("\">").AppendText(address).Append("</a></p>");
        }

        return HtmlCleaner.Clean(whole.ToString());
    }

    private static string Begin(string? html)
    {
        var clean = HtmlCleaner.Clean(html).Value;
        var plain = HtmlCleaner.PlainText(clean);
        if (plain.Length <= MaxLength && clean.Length <= MaxHtmlLength)
            return clean;

        var end = Math.Min(plain.Length, MaxLength);
        if (char.IsHighSurrogate(plain[end - 1]))
            end--;
        var begin = new StringBuilder("<p>").AppendText(plain.AsSpan(0, end)).Append("…</p>");
        return begin.Replace("\n", "<br>").ToString();
    }
}
