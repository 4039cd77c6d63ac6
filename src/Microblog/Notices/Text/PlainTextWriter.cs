using System.Text;

namespace Microblog.Notices.Text;

/// <summary>Writes down what a reader would read aloud.</summary>
internal sealed class PlainTextWriter
{
    private readonly StringBuilder plain = new();
    private int newlines;
    private bool isSpaceDue;
    private bool isPreformatted;

    public int Length => plain.Length;

    public void Text(string text)
    {
        foreach (var c in text)
        {
            if (isPreformatted && c == '\n')
                newlines++;
            else if (c is ' ' or '\t' or '\n')
                isSpaceDue = true;
            else
                Append(c);
        }
    }

    public void Tag(HtmlElement element, bool isStart)
    {
        switch (element.Role)
        {
            case ElementRole.Break:
                newlines++;
                break;
            case ElementRole.Paragraph or ElementRole.Heading or ElementRole.Quote or ElementRole.List:
                newlines = Math.Max(newlines, 2);
                break;
            case ElementRole.Item:
                newlines = Math.Max(newlines, 1);
                break;
            case ElementRole.Preformatted:
                newlines = Math.Max(newlines, 2);
                isPreformatted = isStart;
                break;
        }
    }

    public string Finish(int maxLength)
    {
        if (plain.Length <= maxLength)
            return plain.ToString();
        var isInsidePair = char.IsHighSurrogate(plain[maxLength - 1]);
        return plain.ToString(0, isInsidePair ? maxLength - 1 : maxLength);
    }

    private void Append(char c)
    {
        if (plain.Length > 0)
        {
            if (newlines > 0)
                plain.Append('\n', Math.Min(newlines, 2));
            else if (isSpaceDue)
                plain.Append(' ');
        }

        newlines = 0;
        isSpaceDue = false;
        plain.Append(c);
    }
}
