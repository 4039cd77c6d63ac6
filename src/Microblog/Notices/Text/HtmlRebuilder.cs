using System.Text;

namespace Microblog.Notices.Text;

/// <summary>Writes HTML that is well-formed whatever order it is told things in: every element closed, every block where blocks may stand.</summary>
/// <remarks>
/// Because nothing but this writes, and it knows twenty elements, what it wrote means the same to every parser. Time is
/// bounded by the number of tags times <see cref="MaxDepth"/>.
/// </remarks>
internal sealed class HtmlRebuilder
{
    /// <summary>Deeper elements lose their tags and keep their content.</summary>
    public const int MaxDepth = 100;

    private readonly StringBuilder html = new();
    private readonly List<HtmlElement> open = [];
    private PendingParagraph? pending;
    private int preStart = -1;

    private HtmlElement? Top => open.Count > 0 ? open[^1] : null;

    public void Text(string text)
    {
        // The parser takes a first newline in pre for layout; so would the next one take the next.
        if (html.Length == preStart)
            text = text.TrimStart('\n');
        if (text.Length == 0 || (pending is null && Top?.Role == ElementRole.List && string.IsNullOrWhiteSpace(text)))
            return;
        MakeRoomForText();
        html.AppendText(text);
    }

    public void Start(HtmlElement element, string attributes)
    {
        if (element.Role == ElementRole.Break)
        {
            MakeRoomForText();
            html.Append("<br>");
            return;
        }

        // Room for the item, paragraph and emphasis that may come with the element.
        if (open.Count >= MaxDepth - 3)
            return;
        if (element.IsInline)
        {
            MakeRoomForText();
            Push(element, attributes);
            return;
        }

        StartBlock(element, attributes);
    }

    public void End(HtmlElement element)
    {
        if (!element.IsInline)
            pending = null;
        var index = open.FindLastIndex(candidate => IsSame(candidate, element));
        if (index < 0)
            return;
        // An end tag reaches out of a quotation or list only to end one itself, and never out of a paragraph to end an emphasis.
        for (var i = open.Count - 1; i > index; i--)
        {
            if (!MayClose(open[i], element))
                return;
        }

        CloseTo(index);
    }

    public string Finish()
    {
        CloseTo(0);
        return html.ToString();
    }

    private static bool IsSame(HtmlElement candidate, HtmlElement element) => element.Role == ElementRole.Heading
        ? candidate.Role == ElementRole.Paragraph
        : ReferenceEquals(candidate, element);

    private static bool MayClose(HtmlElement inner, HtmlElement ended) => ended.Role switch
    {
        ElementRole.Inline or ElementRole.Link => inner.IsInline,
        ElementRole.Quote or ElementRole.List => true,
        ElementRole.Item => inner.Role != ElementRole.List,
        _ => !inner.IsContainer,
    };

    private void StartBlock(HtmlElement element, string attributes)
    {
        while (Top is { IsContainer: false })
            Pop();
        pending = null;
        if (element.Role == ElementRole.Item && !CloseToList())
            element = HtmlElement.Paragraph;
        if (element.Role is ElementRole.Paragraph or ElementRole.Heading)
        {
            // Written once something is in it, so that an empty one leaves no trace.
            pending = new PendingParagraph(element.Role == ElementRole.Heading, attributes);
            return;
        }

        if (element.Role != ElementRole.Item)
            MakeItemInList();
        Push(element, attributes);
        if (element.Role == ElementRole.Preformatted)
            preStart = html.Length;
    }

    /// <summary>Ends what stands open in the innermost list, so that a new item may follow.</summary>
    private bool CloseToList()
    {
        var index = open.FindLastIndex(element => element.Role is ElementRole.List or ElementRole.Quote);
        if (index < 0 || open[index].Role != ElementRole.List)
            return false;
        CloseTo(index + 1);
        return true;
    }

    private void MakeRoomForText()
    {
        MakeItemInList();
        if (pending is not { } paragraph)
            return;
        pending = null;
        Push(HtmlElement.Paragraph, paragraph.Attributes);
        if (paragraph.IsHeading)
            Push(HtmlElement.Strong, "");
    }

    private void MakeItemInList()
    {
        if (Top?.Role == ElementRole.List)
            Push(HtmlElement.Item, "");
    }

    private void Push(HtmlElement element, string attributes)
    {
        if (element.Role == ElementRole.Link && open.FindLastIndex(e => e.Role == ElementRole.Link) is var outer and >= 0)
            CloseTo(outer);
        open.Add(element);
        html.Append('<').Append(element.Name).Append(attributes).Append('>');
    }

    private void CloseTo(int count)
    {
        while (open.Count > count)
            Pop();
    }

    private void Pop()
    {
        html.Append("</").Append(open[^1].Name).Append('>');
        open.RemoveAt(open.Count - 1);
    }

    private sealed record PendingParagraph(bool IsHeading, string Attributes);
}
