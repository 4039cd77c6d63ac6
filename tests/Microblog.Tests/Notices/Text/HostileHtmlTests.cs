using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using FsCheck;
using FsCheck.Fluent;
using Microblog.Notices.Text;
using Microblog.Protocols.Tests.Support;

namespace Microblog.Tests.Notices.Text;

/// <summary>Security catalogue §7-23, §7-24, §7-25. What comes out is judged by a parser that is not ours.</summary>
public sealed class HostileHtmlTests
{
    private static readonly string[] Elements =
        ["p", "br", "span", "a", "del", "pre", "code", "em", "strong", "b", "i", "u", "ul", "ol", "li", "blockquote"];

    private static readonly string[] Attributes = ["href", "class", "rel", "target", "lang", "start", "value"];

    public static TheoryData<string> Corpus =>
    [
        "<script>alert(1)</script>", "<script src=//evil.test></script>", "<SCRIPT>alert(1)</SCRIPT >", "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<script><!--<script></script>--></script><img src=x onerror=alert(1)>", "<script>x</script\t><b>y</b>", "<script/x>alert(1)</script>",
        "<img src=x onerror=alert(1)>", "<img/src=x/onerror=alert(1)>", "<img src=\"x\"onerror=\"alert(1)\">", "<img src='x' onerror='alert(1)'", "<<img src=x onerror=alert(1)>",
        "<body onload=alert(1)>", "<input autofocus onfocus=alert(1)>", "<details open ontoggle=alert(1)>", "<marquee onstart=alert(1)>",
        "<p onclick=alert(1)>x</p>", "<p/onclick=alert(1)>x", "<b onmouseover\n=\nalert(1)>x</b>", "<span style=\"background:url(javascript:alert(1))\">x</span>",
        "<a href=\"javascript:alert(1)\">x</a>", "<a href=javascript&colon;alert(1)>x</a>", "<a href=\"jav&#x09;ascript:alert(1)\">x</a>", "<a href=\" &#14; javascript:alert(1)\">x</a>",
        "<a href=\"https://x.test/&quot; onclick=&quot;alert(1)\">x</a>", "<a href='https://x.test/\" onclick=\"alert(1)'>x</a>", "<a href=https://x.test/`onclick=alert(1)>x</a>",
        "<a class='\" onclick=\"alert(1)' href=https://x.test>x</a>", "<a class=\"mention&quot;onclick=&quot;alert(1)\" href=https://x.test>x</a>", "<a href=\"data:text/html;base64,PHNjcmlwdD4=\">x</a>",
        "<iframe src=javascript:alert(1)></iframe>", "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>", "<iframe><script>alert(1)</script>", "<object data=javascript:alert(1)>x</object>",
        "<embed src=javascript:alert(1)>", "<form action=javascript:alert(1)><button>x</button></form>", "<base href=//evil.test>", "<meta http-equiv=refresh content=0;url=//evil.test>",
        "<link rel=stylesheet href=//evil.test>", "<style>@import '//evil.test'</style>", "<style><img src=x onerror=alert(1)></style>", "<textarea><script>alert(1)</script></textarea><script>alert(1)</script>",
        "<title><script>alert(1)</script></title>", "<xmp><script>alert(1)</script></xmp>", "<plaintext><script>alert(1)</script>", "<noembed><img src=x onerror=alert(1)></noembed>",
        "<noframes><img src=x onerror=alert(1)></noframes>", "<frameset onload=alert(1)><frame>", "<video><source onerror=alert(1)></video>", "<audio src=x onerror=alert(1)>",
        "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "<svg><a xlink:href=javascript:alert(1)>x</a></svg>", "<svg><animate onbegin=alert(1)>", "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
        "<svg><p><style><g title=\"</style><img src onerror=alert(1)>\">", "<svg><foreignobject><p><img src onerror=alert(1)></foreignobject></svg>", "<svg><title><img src=x onerror=alert(1)></title></svg>", "<svg><![CDATA[<img src=x onerror=alert(1)>]]></svg>",
        "<svg><style></svg><img src=x onerror=alert(1)></style>", "<svg><desc><svg></svg><img src=x onerror=alert(1)></desc>",
        "<math><mtext><table><mglyph><style><math><img src=x onerror=alert(1)></style>", "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>", "<math><annotation-xml encoding=\"text/html\"><p><img src=x onerror=alert(1)></annotation-xml></math>", "<math href=javascript:alert(1)>x</math>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<noscript><style></noscript><img src=x onerror=alert(1)>", "<template><script>alert(1)</script></template>", "<template><svg><template></svg><img src=x onerror=alert(1)>",
        "<select><template><img src=x onerror=alert(1)></template></select>", "<select><iframe></select><img src=x onerror=alert(1)>", "<table><b><tr><td><script>alert(1)</script></table>", "<table><a href=javascript:alert(1)>x<td>",
        "<![CDATA[<script>alert(1)</script>]]>", "<!--><script>alert(1)</script>-->", "<!-- --!><script>alert(1)</script>", "<!---!><img src=x onerror=alert(1)>-->", "<!DOCTYPE x [<!ENTITY y \"<script>\">]>&y;", "<?xml-stylesheet href=\"javascript:alert(1)\"?>",
        "<%00script>alert(1)</script>", "<\0script>alert(1)</script>", "<scr\0ipt>alert(1)</scr\0ipt>", "<a\0href=javascript:alert(1)>x", "\u003cscript\u003ealert(1)\u003c/script\u003e", "＜script＞alert(1)＜/script＞",
        "&lt;script&gt;alert(1)&lt;/script&gt;", "&amp;lt;script&amp;gt;", "&#60;script&#62;alert(1)", "&#x3C;img src=x onerror=alert(1)&#x3E;", "&lt;<b>&gt;", "<b>&lt;/b&gt;<script></b>",
        "<p title=\"<script>alert(1)</script>\">x</p>", "<p title='</p><script>alert(1)</script>'>x</p>", "<a href=\"https://x.test\"title=\"><script>alert(1)</script>\">x</a>", "<=script>alert(1)", "< script>alert(1)</ script>", "</script><script>alert(1)", "<p =\"><script>alert(1)</script>\">",
        "<listing>&lt;img onerror=alert(1) src=x&gt;</listing>", "<pre>\n<pre>\n\n<img src=x onerror=alert(1)>", "<image src=x onerror=alert(1)>", "<isindex action=javascript:alert(1)>", "<x:script xmlns:x=\"http://www.w3.org/1999/xhtml\">alert(1)</x:script>", "<custom-element onclick=alert(1)>x</custom-element>",
        "<ul><p><li></ul><table><li><b></table></b>", "<a href=https://a.test><table><a href=https://b.test>x</table>", "<b><b><b><b><b>x</b><p>y</b></b></p>", "<p><ul><p><pre><p></pre><blockquote></p></ul>", "<li><ol></li><li>", "<br></br></p><br/></br>",
        "<nobr><b><nobr><p></nobr>", "<button><p></button><p>", "<ruby><rt><p>x<rp>", "<dl><dd><dt><p></dl>", "<head><script>alert(1)</script></head>", "<html><body><p>x</body></html>y",
    ];

    [Theory]
    [MemberData(nameof(Corpus))]
    public void Nothing_but_listed_elements_is_left_for_any_parser(string dirty) => AssertClean(dirty);

    [Theory]
    [InlineData("<svg><b>x</b></svg>"), InlineData("<math><mi>x</mi></math>"), InlineData("<noscript>x</noscript>"), InlineData("<template>x</template>")]
    [InlineData("<script>x</script>"), InlineData("<style>x</style>"), InlineData("<svg><svg>x</svg>x</svg>"), InlineData("<!-- x -->"), InlineData("<textarea>x</textarea>")]
    [InlineData("<svg>x"), InlineData("<iframe>x"), InlineData("<SVG>x</sVg >"), InlineData("<title>x</title>"), InlineData("<select><option>x</select>")]
    public void Foreign_content_and_raw_text_go_with_everything_inside(string dirty) => Assert.Equal("", HtmlCleaner.Clean(dirty).Value);

    [Fact]
    public void Any_string_comes_out_clean_and_the_same_the_second_time()
    {
        string[] pieces =
        [
            "<p>", "</p>", "<b>", "</b>", "<i class=x>", "</i>", "<a href=https://x.test/?a&b>", "<a href='javascript:x'>", "</a>", "<ul>", "<ol start=2>", "<li>", "</li>", "</ul>", "</ol>",
            "<blockquote>", "</blockquote>", "<pre>", "</pre>", "<code>", "</code>", "<br>", "<h1>", "</h1>", "<div>", "</div>", "<span class=\"invisible x\">", "</span>", "<svg>", "</svg>", "<style>",
            "</style>", "<!--", "-->", "<![CDATA[", "]]>", "<table>", "<td>", "</table>", "text", " ", "\n", "\r", "\0", "&amp;", "&lt;", "&", "<", ">", "\"", "'", "=", "/", "\uD83D", "\uDE00", "&#x3c;", "é", "<template>", "</template>",
        ];
        var random = new Random(20090409);
        for (var i = 0; i < 3000; i++)
            AssertClean(string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => pieces[random.Next(pieces.Length)])));
    }

    [Fact]
    public void Any_characters_come_out_clean()
    {
        var random = new Random(42);
        for (var i = 0; i < 2000; i++)
            AssertClean(string.Create(random.Next(60), random, (chars, source) =>
            {
                foreach (ref var c in chars)
                    c = source.Next(3) == 0 ? "<>/&;\"'=!-"[source.Next(10)] : (char)source.Next(source.Next(2) == 0 ? 128 : 65536);
            }));
    }

    [Theory]
    [InlineData("<div>", ""), InlineData("<b>", ""), InlineData("<span>", "</span>"), InlineData("<blockquote>", ""), InlineData("<ul><li>", ""), InlineData("<ul>", "")]
    [InlineData("<b><p>", ""), InlineData("<a href=https://x.test>", ""), InlineData("<svg>", "</svg>"), InlineData("</b>", ""), InlineData("<p>", "")]
    [InlineData("<", ""), InlineData("<!--", ""), InlineData("<!---", "-"), InlineData("&", ""), InlineData("&#", ""), InlineData("<script>", ""), InlineData("</", ""), InlineData("<script></", "")]
    [InlineData("<a href=\"", ""), InlineData("<a '", ""), InlineData("<p a=", ""), InlineData("<template>", "<b>"), InlineData("<ol><li><blockquote><p><b>", "</ol>")]
    public void A_hundred_thousand_of_anything_takes_no_time_and_no_depth(string opening, string closing)
    {
        foreach (var count in new[] { 8_000, 100_000 })
        {
            var dirty = string.Concat(Enumerable.Repeat(opening, count)) + "x" + string.Concat(Enumerable.Repeat(closing, count));
            Cost.IsSmall(() => HtmlCleaner.PlainText(dirty));
            Cost.IsSmall(() =>
            {
                var clean = HtmlCleaner.Clean(dirty).Value;
                Assert.True(DepthOf(clean) <= HtmlRebuilder.MaxDepth);
                Assert.True(clean.Length <= HtmlCleaner.MaxLength);
            });
        }
    }

    [Fact]
    public void Ten_thousand_attributes_take_no_time()
    {
        var dirty = "<p " + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"a{i} ")) + ">x";

        Cost.IsSmall(() => Assert.Equal("<p>x</p>", HtmlCleaner.Clean(dirty).Value));
    }

    [Fact]
    public void Any_string_costs_little() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), dirty => Cost.IsSmall(() => AssertClean(dirty ?? ""))).QuickCheckThrowOnFailure();

    private static void AssertClean(string dirty)
    {
        var clean = HtmlCleaner.Clean(dirty).Value;
        var parsed = Parse(clean);

        Assert.All(parsed.QuerySelectorAll("*"), element =>
        {
            Assert.Contains(element.LocalName, Elements);
            Assert.Equal("http://www.w3.org/1999/xhtml", element.NamespaceUri);
            Assert.All(element.Attributes, attribute => Assert.Contains(attribute.Name, Attributes));
            if (element.GetAttribute("href") is { } href)
                Assert.Matches("^(?i:https?)://", href);
        });
        Assert.Equal(clean, HtmlCleaner.Clean(clean).Value);
        Assert.Equal(Normal(clean), Normal(parsed.InnerHtml));
        HtmlCleaner.PlainText(dirty);
    }

    private static IElement Parse(string html)
    {
        var document = new HtmlParser().ParseDocument("<!DOCTYPE html><body><div></div>");
        var container = document.QuerySelector("div")!;
        container.InnerHtml = html;
        return container;
    }

    // Quotation marks may stand unencoded in text, and no-break spaces encoded; both are the same text.
    private static string Normal(string html) => html
        .Replace("&quot;", "\"", StringComparison.Ordinal).Replace("&#39;", "'", StringComparison.Ordinal).Replace("&nbsp;", "\u00A0", StringComparison.Ordinal);

    private static int DepthOf(string html)
    {
        var depth = 0;
        var deepest = 0;
        for (var i = html.IndexOf('<', StringComparison.Ordinal); i >= 0; i = html.IndexOf('<', i + 1))
        {
            if (html[i + 1] == '/')
                depth--;
            else if (!html.AsSpan(i).StartsWith("<br>"))
                deepest = Math.Max(deepest, ++depth);
        }

        Assert.Equal(0, depth);
        return deepest;
    }
}
