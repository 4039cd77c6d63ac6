using System.Collections.Frozen;

namespace Microblog.Notices.Text;

/// <summary>An element we know, under the name it is written with.</summary>
internal sealed record HtmlElement(string Name, ElementRole Role)
{
    public static readonly HtmlElement Unknown = new("", ElementRole.Unknown);
    public static readonly HtmlElement Paragraph = new("p", ElementRole.Paragraph);
    public static readonly HtmlElement Strong = new("strong", ElementRole.Inline);
    public static readonly HtmlElement Item = new("li", ElementRole.Item);

    private static readonly FrozenDictionary<string, HtmlElement> Known = Table().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, HtmlElement>.AlternateLookup<ReadOnlySpan<char>> ByName =
        Known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether paragraphs may stand directly inside.</summary>
    public bool IsContainer => Role is ElementRole.Quote or ElementRole.List or ElementRole.Item;

    public bool IsInline => Role is ElementRole.Inline or ElementRole.Link;

    public static HtmlElement Of(ReadOnlySpan<char> name) => ByName.TryGetValue(name, out var element) ? element : Unknown;

    private static Dictionary<string, HtmlElement> Table()
    {
        var table = new Dictionary<string, HtmlElement>(StringComparer.OrdinalIgnoreCase) { ["p"] = Paragraph, ["li"] = Item };
        AddAll("span del code em b i u", ElementRole.Inline);
        table["strong"] = Strong;
        table["s"] = table["strike"] = table["del"];
        table["kbd"] = table["samp"] = table["tt"] = table["code"];
        AddAll("a", ElementRole.Link);
        AddAll("br", ElementRole.Break);
        AddAll("pre", ElementRole.Preformatted);
        AddAll("blockquote", ElementRole.Quote);
        AddAll("ul ol", ElementRole.List);
        AddAll("h1 h2 h3 h4 h5 h6", ElementRole.Heading);
        foreach (var name in Split("div section article header footer main aside nav address figure figcaption tr dt dd hr center details summary"))
            table[name] = Paragraph;
        AddAll("svg math template object applet audio video canvas select frameset", ElementRole.Dropped);
        AddAll("script style textarea title xmp iframe noembed noframes noscript plaintext", ElementRole.DroppedRawText);
        return table;

        void AddAll(string names, ElementRole role)
        {
            foreach (var name in Split(names))
                table[name] = new HtmlElement(name, role);
        }
    }

    private static string[] Split(string names) => names.Split(' ');
}
