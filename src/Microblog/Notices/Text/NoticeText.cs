using System.Globalization;
using Microblog.Web;

namespace Microblog.Notices.Text;

/// <summary>A local author's plain text: what it mentions, how long it is, and how it looks as HTML.</summary>
public static class NoticeText
{
    /// <summary>What an address counts, however long it is.</summary>
    public const int LinkLength = 23;

    /// <summary>Finds addresses, mentions and tags. Takes linear time whatever the text is.</summary>
    public static IReadOnlyList<TextSegment> Parse(string text) => new TextScanner(HtmlText.Scrub(text)).Scan();

    /// <summary>
    /// Length as the author is told: characters as a reader counts them (grapheme clusters), <see cref="LinkLength"/> for
    /// an address, and for a mention only its name.
    /// </summary>
    /// <remarks>COMPAT(Mastodon): client apps count the same way before they send.</remarks>
    public static int Length(string text) => Length(Parse(text));

    public static int Length(IReadOnlyList<TextSegment> segments) => segments.Sum(segment => segment switch
    {
        LinkSegment => LinkLength,
        MentionSegment mention => mention.Name.Length + 1,
        _ => Graphemes(segment.Text),
    });

    /// <summary>Writes the HTML of a notice, as it is shown here and sent to peers.</summary>
    /// <param name="resolve">Whom a mention means; null leaves it plain text.</param>
    /// <param name="hashtagBase">What a tag's key is put behind, such as <c>https://example.org/tags/</c>.</param>
    public static CleanHtml ToHtml(
        IReadOnlyList<TextSegment> segments, Func<MentionSegment, MentionTarget?> resolve, string hashtagBase) =>
        Write(new NoticeHtml(), segments, resolve, hashtagBase);

    /// <summary>Writes the HTML of a line of somebody's own profile: one line without a paragraph, whose addresses are called their own.</summary>
    /// <inheritdoc cref="ToHtml"/>
    public static CleanHtml ToFieldHtml(IReadOnlyList<TextSegment> segments, string hashtagBase) =>
        Write(new NoticeHtml(isField: true), segments, _ => null, hashtagBase);

    /// <summary>Puts a link to what is quoted in front of the text, for whoever does not show it otherwise.</summary>
    /// <remarks>COMPAT(Mastodon): the class, by which those who show the quoted notice itself hide the link.</remarks>
    public static CleanHtml Quoting(Uri quoted, CleanHtml text)
    {
        var html = new NoticeHtml();
        html.Quote(quoted);
        return CleanHtml.FromWriter(html.Finish() + text.Value);
    }

    /// <summary>Characters as a reader counts them.</summary>
    internal static int Graphemes(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (; !text.IsEmpty; count++)
            text = text[StringInfo.GetNextTextElementLength(text)..];
        return count;
    }

    private static CleanHtml Write(
        NoticeHtml html, IReadOnlyList<TextSegment> segments, Func<MentionSegment, MentionTarget?> resolve, string hashtagBase)
    {
        foreach (var segment in segments)
        {
            switch (segment)
            {
                case LinkSegment link:
                    html.Link(link);
                    break;
                case HashtagSegment tag:
                    html.Hashtag(hashtagBase + Uri.EscapeDataString(tag.Key), tag.Name);
                    break;
                case MentionSegment mention when resolve(mention) is { } target:
                    html.Mention(target);
                    break;
                default:
                    html.Plain(segment.Text);
                    break;
            }
        }

        return CleanHtml.FromWriter(html.Finish());
    }
}
