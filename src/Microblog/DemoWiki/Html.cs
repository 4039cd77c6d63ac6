using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace Microblog.DemoWiki;

/// <summary>HTML from an interpolated string: the literal parts are markup, the holes are text and get encoded.</summary>
[InterpolatedStringHandler]
internal readonly struct Html(int literalLength, int formattedCount)
{
    private readonly StringBuilder text = new(literalLength + (formattedCount * 16));

    public void AppendLiteral(string markup) => text.Append(markup);

    public void AppendFormatted(string? plain) => text.Append(HtmlEncoder.Default.Encode(plain ?? ""));

    public void AppendFormatted(Html html) => text.Append(html.text);

    public void AppendFormatted(IEnumerable<Html> many)
    {
        foreach (var html in many)
            text.Append(html.text);
    }

    public override string ToString() => text.ToString();
}
