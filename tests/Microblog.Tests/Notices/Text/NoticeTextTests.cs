using Microblog.Notices.Text;

namespace Microblog.Tests.Notices.Text;

public sealed class NoticeTextTests
{
    private const string Rel = "rel=\"nofollow noopener noreferrer\" target=\"_blank\"";

    [Theory]
    [InlineData("", "")]
    [InlineData("Hello, fediverse.", "<p>Hello, fediverse.</p>")]
    [InlineData("one\ntwo\n\nthree\r\nfour\n\n\n\nfive", "<p>one<br>two</p><p>three<br>four</p><p>five</p>")]
    [InlineData("\n\n  <b>&\"'  \n\n", "<p>  &lt;b&gt;&amp;&quot;&#39;  </p>")]
    [InlineData("a\0b\u0007", "<p>ab</p>")]
    public void Paragraphs_and_lines_are_kept_and_everything_else_is_text(string text, string html) => Assert.Equal(html, Html(text));

    [Fact]
    public void Mentions_tags_and_addresses_become_links() => Assert.Equal(
        $"<p><span class=\"h-card\"><a href=\"https://here.test/@bob\" class=\"u-url mention\" {Rel}>@<span>bob</span></a></span> see "
        + $"<a href=\"https://wiki.test/A_(b)\" {Rel}><span class=\"invisible\">https://</span><span>wiki.test/A_(b)</span></a>, "
        + "<a href=\"https://here.test/tags/gr%C3%B6%C3%9Fe\" class=\"mention hashtag\" rel=\"tag nofollow noopener noreferrer\" target=\"_blank\">#<span>Größe</span></a>!</p>",
        Html("@bob see https://wiki.test/A_(b), #Größe!"));

    [Theory]
    [InlineData("", "")]
    [InlineData("she <her>", "she &lt;her&gt;")]
    [InlineData(
        "https://a.test/ here",
        "<a href=\"https://a.test/\" rel=\"me nofollow noopener\" target=\"_blank\"><span class=\"invisible\">https://</span><span>a.test/</span></a> here")]
    public void A_line_of_a_profile_is_no_paragraph_and_its_addresses_are_ones_own(string text, string html) =>
        Assert.Equal(html, NoticeText.ToFieldHtml(NoticeText.Parse(text), "https://here.test/tags/").Value);

    [Fact]
    public void Half_a_character_is_replaced() => Assert.Equal("<p>a\uFFFDb</p>", Html("a\uD800b"));

    [Fact]
    public void A_mention_of_nobody_stays_text() => Assert.Equal("<p>@nobody@else.test hi</p>", Html("@nobody@else.test hi"));

    [Fact]
    public void Of_a_long_address_the_whole_host_is_shown()
    {
        var host = "bank.example." + string.Concat(Enumerable.Repeat("sub.", 10)) + "evil.test";

        Assert.Contains($"<span class=\"invisible\">https://www.</span><span class=\"ellipsis\">{host}</span><span class=\"invisible\">/login</span>", Html($"https://www.{host}/login"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://x.test.", "https://x.test"), InlineData("(https://x.test/a)", "https://x.test/a"), InlineData("(https://x.test/a_(b))", "https://x.test/a_(b)")]
    [InlineData("HTTP://X.test/Y", "HTTP://X.test/Y"), InlineData("\"https://x.test\"", "https://x.test"), InlineData("https://x.test/?a=b&c=d#e!", "https://x.test/?a=b&c=d#e")]
    [InlineData("http://127.0.0.1:5080/@a", "http://127.0.0.1:5080/@a"), InlineData("<https://x.test>", "https://x.test"), InlineData("https://x.test/\u202Efdp", "https://x.test/")]
    [InlineData("см.https://x.test", "https://x.test"), InlineData("javascript:alert(1)", null), InlineData("https://", null), InlineData("https://bank.test@evil.test/", null)]
    [InlineData("http:///x", null), InlineData("xhttps://x.test", null), InlineData("ftp://x.test", null), InlineData("https://user:pw@x.test", null)]
    public void Addresses_are_told_from_the_sentence_around_them(string text, string? address) =>
        Assert.Equal(address, NoticeText.Parse(text).OfType<LinkSegment>().SingleOrDefault()?.Text);

    [Fact]
    public void A_host_in_another_script_is_linked_and_shown_in_ASCII()
    {
        var link = Assert.Single(NoticeText.Parse("https://Bücher.test/Größe").OfType<LinkSegment>());

        Assert.Equal("https://xn--bcher-kva.test/Gr%C3%B6%C3%9Fe", link.Href);
        Assert.Equal("https://xn--bcher-kva.test", link.Href[..link.HostEnd]);
    }

    [Theory]
    [InlineData("@bob", "bob", null), InlineData("@bob.", "bob", null), InlineData("(@Bob_1)", "Bob_1", null), InlineData("@bob@Peer.Test", "bob", "peer.test")]
    [InlineData("@bob@peer.test.", "bob", "peer.test"), InlineData("@bob@127.0.0.1:5080", "bob", "127.0.0.1:5080"), InlineData("@name@127.0.78.1", "name", "127.0.78.1")]
    [InlineData("@bob@peer.test:443", "bob", "peer.test"), InlineData("@bob@peer.test: hi", "bob", "peer.test"), InlineData("@bob@peer.test:99999", "bob", "peer.test")]
    [InlineData("@bob@bücher.test", "bob", "xn--bcher-kva.test"), InlineData("@b.o-b@peer.test", "b.o-b", "peer.test"), InlineData("@bob@", "bob", null), InlineData("@bob@@", "bob", null)]
    [InlineData("@bob@localhost:5080", "bob", "localhost:5080"), InlineData("@bob@..", "bob", null), InlineData("hi\n@bob", "bob", null), InlineData("、@bob、", "bob", null)]
    public void Mentions_are_found(string text, string name, string? host)
    {
        var mention = Assert.Single(NoticeText.Parse(text).OfType<MentionSegment>());

        Assert.Equal((name, host), (mention.Name, mention.Host));
    }

    [Theory]
    [InlineData("mail@host.test"), InlineData("@"), InlineData("@@"), InlineData("@-x"), InlineData("@ bob"), InlineData("a@b"), InlineData("https://x.test/@bob"), InlineData("@боб"), InlineData("é@bob")]
    public void Other_at_signs_mention_nobody(string text) => Assert.Empty(NoticeText.Parse(text).OfType<MentionSegment>());

    [Theory]
    [InlineData("#wiki", "wiki", "wiki"), InlineData("#WikiData2024!", "WikiData2024", "wikidata2024"), InlineData("#1a", "1a", "1a"), InlineData("(#Ελλάς)", "Ελλάς", "ελλάσ")]
    [InlineData("#日本語、", "日本語", "日本語"), InlineData("＃ｗｉｋｉ", "ｗｉｋｉ", "wiki"), InlineData("#\u212Aelvin", "\u212Aelvin", "kelvin"), InlineData("#İstanbul", "İstanbul", "istanbul")]
    [InlineData("#ſtadt", "ſtadt", "stadt"), InlineData("#हिन्दी", "हिन्दी", "हिन्दी"), InlineData("#col·lecció·", "col·lecció", "col·lecció"), InlineData("#a_b-c", "a_b", "a_b"), InlineData("#e\u0301", "e\u0301", "é")]
    public void Tags_of_any_script_are_found_and_folded(string text, string name, string key)
    {
        var tag = Assert.Single(NoticeText.Parse(text).OfType<HashtagSegment>());

        Assert.Equal((name, key), (tag.Name, tag.Key));
        Assert.Equal(key, Hashtag.KeyOf(key));
    }

    [Theory]
    [InlineData("#123"), InlineData("#"), InlineData("##"), InlineData("a#b"), InlineData("&#39;"), InlineData("https://x.test/#a"), InlineData("#_1"), InlineData("/#x"), InlineData("# x"), InlineData("𝕏#b")]
    public void Other_number_signs_are_no_tags(string text) => Assert.Empty(NoticeText.Parse(text).OfType<HashtagSegment>());

    [Theory]
    [InlineData("", 0), InlineData("abc", 3), InlineData("👩‍👩‍👧‍👦e\u0301", 2), InlineData("a\r\nb", 3), InlineData("@bob@a-very-long-host.test hi", 7)]
    [InlineData("https://x.test/", 23), InlineData("see https://wiki.test/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.", 28)]
    public void Length_is_what_clients_count(string text, int length) => Assert.Equal(length, NoticeText.Length(text));

    [Fact]
    public void The_pieces_together_are_the_text_and_the_cleaner_leaves_the_HTML_alone()
    {
        string[] words = ["@bob", "@bob@peer.test:80", "#tag", "＃日本", "https://www.wiki.test/a?b=c&d", "http://[", "word", " ", "\n", "\n\n", "<b>", "&amp;", "\"", "'", "(", ")", ".", "@", "#", "👩‍👩‍👧‍👦", "e\u0301", ":", "-", "/"];
        var random = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => words[random.Next(words.Length)]));

            Assert.Equal(text, string.Concat(NoticeText.Parse(text).Select(segment => segment.Text)));
            Assert.Equal(Html(text), HtmlCleaner.Clean(Html(text)).Value);
        }
    }

    [Theory]
    [InlineData("["), InlineData("@"), InlineData("#"), InlineData("@a"), InlineData("#a"), InlineData("@a@"), InlineData("@a@b"), InlineData("http://["), InlineData("http://"), InlineData("http://a(")]
    [InlineData("("), InlineData(")"), InlineData("\""), InlineData("*"), InlineData("[["), InlineData("https://x.test/)"), InlineData("a"), InlineData("@a."), InlineData("·"), InlineData("#·"), InlineData("\u0301"), InlineData("@a:")]
    [InlineData("#a·"), InlineData("\n"), InlineData("<"), InlineData("@a@b:"), InlineData(" @a"), InlineData(" #a"), InlineData(" http://[")]
    public void A_hundred_thousand_of_anything_is_gone_through_once(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 100_000));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var segments = NoticeText.Parse(text);
        NoticeText.Length(segments);
        NoticeText.ToHtml(segments, Resolve, "https://here.test/tags/");

        Assert.Equal(text.Length, segments.Sum(segment => segment.Text.Length));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 400_000_000, "memory grows faster than the input");
    }

    private static string Html(string text) => NoticeText.ToHtml(NoticeText.Parse(text), Resolve, "https://here.test/tags/").Value;

    private static MentionTarget? Resolve(MentionSegment mention) =>
        mention.Name is "bob" ? new MentionTarget($"https://{mention.Host ?? "here.test"}/@bob", "bob") : null;
}
