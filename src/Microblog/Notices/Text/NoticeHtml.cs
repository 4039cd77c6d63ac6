using System.Text;

namespace Microblog.Notices.Text;

/// <summary>Writes paragraphs out of the pieces of a text, in the very form that <see cref="HtmlCleaner"/> leaves unchanged.</summary>
/// <remarks>COMPAT(Mastodon): the classes of mentions, tags and shortened addresses, which clients and peers look for.</remarks>
/// <param name="isField">
/// It is a line of a profile instead: without a paragraph around it, and its links are to pages of the same person.
/// </param>
internal sealed class NoticeHtml(bool isField = false)
{
    internal const string Rel = "nofollow noopener noreferrer";

    /// <summary>Of links in one's own profile: by it a page there may prove whose profile this is.</summary>
    /// <remarks>COMPAT(Mastodon): looks for <c>me</c> at both ends.</remarks>
    private const string OwnRel = "me nofollow noopener";

    /// <summary>How much of an address is shown behind <c>https://www.</c>, unless its host is longer.</summary>
    private const int ShownOfLink = 30;

    private readonly StringBuilder html = new();
    private bool isInParagraph;
    private int newlines;

    public void Plain(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var line = text.IndexOf('\n') is var end and >= 0 ? text[..end] : text;
            if (!line.IsWhiteSpace() || (newlines == 0 && isInParagraph && !line.IsEmpty))
            {
                Begin();
                html.AppendText(line);
            }

            text = text[line.Length..];
            if (text.IsEmpty)
                return;
            newlines++;
            text = text[1..];
        }
    }

    public void Link(LinkSegment link)
    {
        Begin();
        Link(link.Href, link.HostEnd);
    }

    /// <summary>A paragraph that names what is quoted.</summary>
    public void Quote(Uri quoted)
    {
        var href = quoted.AbsoluteUri;
        html.Append("<p class=\"quote-inline\">RE: ");
        Link(href, href.IndexOf(quoted.Authority, StringComparison.Ordinal) + quoted.Authority.Length);
        html.Append("</p>");
    }

    public void Hashtag(string href, string name)
    {
        Begin();
        OpenLink(href, "mention hashtag", "tag " + Rel);
        html.Append('#');
        Span(null, name);
        html.Append("</a>");
    }

    public void Mention(MentionTarget target)
    {
        Begin();
        html.Append("<span class=\"h-card\">");
        OpenLink(target.Href, "u-url mention", Rel);
        html.Append('@');
        Span(null, target.Shown);
        html.Append("</a></span>");
    }

    public string Finish()
    {
        if (isInParagraph && !isField)
            html.Append("</p>");
        return html.ToString();
    }

    /// <summary>Writes the line or paragraph break that is due before more is said.</summary>
    private void Begin()
    {
        if (isInParagraph && newlines >= 2)
        {
            html.Append("</p>");
            isInParagraph = false;
        }

        if (isInParagraph && newlines == 1)
            html.Append("<br>");
        else if (!isInParagraph && !isField)
            html.Append("<p>");
        isInParagraph = true;
        newlines = 0;
    }

    private void Link(string href, int hostEnd)
    {
        var hidden = href.IndexOf("://", StringComparison.Ordinal) + 3;
        if (href.AsSpan(hidden).StartsWith("www.", StringComparison.Ordinal))
            hidden += 4;
        var shownEnd = Math.Min(href.Length, Math.Max(hostEnd, hidden + ShownOfLink));
        OpenLink(href, null, isField ? OwnRel : Rel);
        Span("invisible", href.AsSpan(0, hidden));
        Span(shownEnd < href.Length ? "ellipsis" : null, href.AsSpan(hidden..shownEnd));
        if (shownEnd < href.Length)
            Span("invisible", href.AsSpan(shownEnd));
        html.Append("</a>");
    }

    private void OpenLink(string href, string? classes, string rel)
    {
        html.Append("<a href=\"").AppendText(href).Append('"');
        if (classes is not null)
            html.Append(" class=\"").Append(classes).Append('"');
        html.Append(" rel=\"").Append(rel).Append("\" target=\"_blank\">");
    }

    private void Span(string? classes, ReadOnlySpan<char> text)
    {
        html.Append(classes is null ? "<span>" : $"<span class=\"{classes}\">").AppendText(text).Append("</span>");
    }
}
