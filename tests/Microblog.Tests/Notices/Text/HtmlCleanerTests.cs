using Microblog.Notices.Text;

namespace Microblog.Tests.Notices.Text;

public sealed class HtmlCleanerTests
{
    private const string Rel = "rel=\"nofollow noopener noreferrer\" target=\"_blank\"";

    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("<p>one<br/>two</p><p>three</p>", "<p>one<br>two</p><p>three</p>")]
    [InlineData("a < b && c > d", "a &lt; b &amp;&amp; c &gt; d")]
    [InlineData("&lt;script&gt; &amp;lt; &eacute; &#128512; &#x1F600;", "&lt;script&gt; &amp;lt; é 😀 😀")]
    [InlineData("<P>upper</P>", "<p>upper</p>")]
    [InlineData("<p>one<p>two", "<p>one</p><p>two</p>")]
    [InlineData("<h2>Title</h2>text", "<p><strong>Title</strong></p>text")]
    [InlineData("<div>one</div><div>two</div>", "<p>one</p><p>two</p>")]
    [InlineData("<p></p><p> </p>", "<p> </p>")]
    [InlineData("<b><i>x</b>y</i>", "<b><i>x</i></b>y")]
    [InlineData("<b>x<p>y</b>z</p>", "<b>x</b><p>yz</p>")]
    [InlineData("<s>gone</s><strike>too</strike>", "<del>gone</del><del>too</del>")]
    [InlineData("<ul>\n<li>a<li>b\n</ul>", "<ul><li>a</li><li>b\n</li></ul>")]
    [InlineData("<ul>text</ul>", "<ul><li>text</li></ul>")]
    [InlineData("<li>alone", "<p>alone</p>")]
    [InlineData("<ol start=\"3\"><li value=\"7\">x</ol>", "<ol start=\"3\"><li value=\"7\">x</li></ol>")]
    [InlineData("<ol start=\"x\" onclick=\"y\"><li value=\"9999999999\">x</ol>", "<ol><li>x</li></ol>")]
    [InlineData("<ul><li>a<ul><li>b</ul>c</ul>", "<ul><li>a<ul><li>b</li></ul>c</li></ul>")]
    [InlineData("<blockquote>a<p>b</blockquote>c", "<blockquote>a<p>b</p></blockquote>c")]
    [InlineData("<pre>\n\n  code\n</pre>", "<pre>  code\n</pre>")]
    [InlineData("<span lang=\"de-CH\" title=\"t\" style=\"x\">ä</span>", "<span lang=\"de-CH\">ä</span>")]
    [InlineData("<span lang='\"><b>'>x</span>", "<span>x</span>")]
    [InlineData("<span class=\"h-card admin u-url mention p-name u-in-reply-to evil\">x</span>", "<span class=\"h-card u-url mention p-name u-in-reply-to\">x</span>")]
    [InlineData("<p class=\"mention\" id=\"top\">x</p>", "<p>x</p>")]
    [InlineData("<img src=x onerror=alert(1)>after", "after")]
    [InlineData("a<!-- <b> --!>b<!-->c<!---->d<!x>e<?php ?>f</ x>g", "abcdefg")]
    [InlineData("a\0b\u0001c\u007Fd", "abcd")]
    [InlineData("a\r\nb\rc", "a\nb\nc")]
    [InlineData("<p>x</p", "<p>x</p>")]
    [InlineData("<p>x</p><a href=\"https://x.test", "<p>x</p>")]
    public void Only_listed_elements_come_through_and_they_are_well_formed(string dirty, string clean) =>
        Assert.Equal(clean, HtmlCleaner.Clean(dirty).Value);

    [Theory]
    [InlineData("https://wiki.test/Größe?a=b&amp;c=%20#x", "https://wiki.test/Größe?a=b&amp;c=%20#x")]
    [InlineData("  http://wiki.test/  ", "http://wiki.test/")]
    [InlineData("HTTPS://wiki.test", "HTTPS://wiki.test")]
    [InlineData("https://127.0.0.1:5080/@a", "https://127.0.0.1:5080/@a")]
    public void Web_links_stay(string href, string kept) =>
        Assert.Equal($"<a href=\"{kept}\" {Rel}>x</a>", HtmlCleaner.Clean($"<a href=\"{href}\" onclick=\"y\">x</a>").Value);

    [Theory]
    [InlineData("javascript:alert(1)"), InlineData("JaVaScRiPt:alert(1)"), InlineData("java\nscript:alert(1)"), InlineData("&#106;avascript:alert(1)")]
    [InlineData("&#x6A;&#x61;vascript&colon;alert(1)"), InlineData("\u0001javascript:alert(1)"), InlineData("data:text/html,x"), InlineData("vbscript:x")]
    [InlineData("//evil.test/"), InlineData("/local"), InlineData("https:evil.test"), InlineData("https:/evil.test"), InlineData("https:\\\\evil.test")]
    [InlineData("https://good.test\\@evil.test/"), InlineData("https://good.test@evil.test/"), InlineData("https://a\u202Eb.test/"), InlineData("https://a b/")]
    [InlineData("https://"), InlineData("mailto:a@b.test"), InlineData("blob:https://x.test/"), InlineData("https://x.test/\"onclick=\"y"), InlineData("")]
    public void Other_links_lose_their_address_and_keep_their_text(string href) =>
        Assert.DoesNotContain("<a", HtmlCleaner.Clean($"<a href='{href}'>x</a>").Value, StringComparison.Ordinal);

    [Fact]
    public void Links_do_not_nest() => Assert.Equal(
        $"<a href=\"https://a.test/\" {Rel}>x</a><a href=\"https://b.test/\" {Rel}>y</a>z",
        HtmlCleaner.Clean("<a href=https://a.test/>x<a href=https://b.test/>y</a>z</a>").Value);

    [Fact]
    public void A_mention_and_a_tag_as_peers_write_them_stay_as_they_are()
    {
        const string html =
            $"<p><span class=\"h-card\"><a href=\"https://peer.test/@bob\" class=\"u-url mention\" {Rel}>@<span>bob</span></a></span> "
            + "<a href=\"https://peer.test/tags/wiki\" class=\"mention hashtag\" rel=\"tag nofollow noopener noreferrer\" target=\"_blank\">#<span>wiki</span></a></p>";

        Assert.Equal(html, HtmlCleaner.Clean(html).Value);
    }

    [Fact]
    public void What_is_too_long_becomes_plain_text()
    {
        var clean = HtmlCleaner.Clean("<b>bold</b> &amp; <p>" + new string('x', HtmlCleaner.MaxLength)).Value;

        Assert.StartsWith("<p>bold &amp;<br><br>xxx", clean, StringComparison.Ordinal);
        Assert.True(clean.Length < HtmlCleaner.MaxPlainLength + 100);
        Assert.Equal(clean, HtmlCleaner.Clean(clean).Value);
    }

    [Fact]
    public void What_grows_too_long_when_encoded_becomes_plain_text_too()
    {
        var clean = HtmlCleaner.Clean(new string('&', 60_000)).Value;

        Assert.True(clean.Length <= HtmlCleaner.MaxLength);
        Assert.Equal(clean, HtmlCleaner.Clean(clean).Value);
    }

    [Theory]
    [InlineData("<p>one<br>two</p><p>three &amp; <b>four</b></p>", "one\ntwo\n\nthree & four")]
    [InlineData("<p>  lots \n of   space </p>", "lots of space")]
    [InlineData("<ul><li>a</li><li>b</li></ul>", "a\nb")]
    [InlineData("<script>alert(1)</script><style>x</style>text<svg><p>y</svg>", "text")]
    [InlineData("<a href=\"https://x.test/\"><span class=\"invisible\">https://</span><span>x.test/</span></a>", "https://x.test/")]
    [InlineData("<pre>a\n b</pre>", "a\nb")]
    public void Plain_text_is_what_a_reader_reads(string html, string plain) => Assert.Equal(plain, HtmlCleaner.PlainText(html));

    [Fact]
    public void Half_a_character_is_replaced() => Assert.Equal("a\uFFFDb\uFFFD", HtmlCleaner.Clean("a\uD800b\uDC00").Value);

    [Fact]
    public void Nothing_is_clean() => Assert.Equal("", HtmlCleaner.Clean(null).Value);
}
