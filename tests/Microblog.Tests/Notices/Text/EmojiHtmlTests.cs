using Microblog.Notices.Text;

namespace Microblog.Tests.Notices.Text;

public sealed class EmojiHtmlTests
{
    private const string Blob = "<img class=\"emoji\" src=\"/b.png\" alt=\":blob:\" title=\":blob:\">";

    [Theory]
    [InlineData("<p>:blob:</p>", "<p>*</p>")]
    [InlineData("<p>a :blob: b:blob: :blob:c ::blob::</p>", "<p>a * b:blob: :blob:c ::blob::</p>")]
    [InlineData("<p>:blob::blob:</p>", "<p>**</p>")]
    [InlineData("<p>(:blob:)</p>", "<p>(*)</p>")]
    [InlineData("<p>&lt;:blob:&gt; 12:30:45 :none: :</p>", "<p>&lt;*&gt; 12:30:45 :none: :</p>")]
    [InlineData("<p><code>:blob:</code> <strong>:blob:</strong></p>", "<p><code>:blob:</code> <strong>*</strong></p>")]
    [InlineData("<p>:<strong>blob</strong>:</p>", "<p>:<strong>blob</strong>:</p>")]
    public void A_picture_stands_for_a_shortcode_in_text(string html, string expected) =>
        Assert.Equal(expected.Replace("*", Blob, StringComparison.Ordinal), Show(html));

    [Fact]
    public void No_attribute_is_touched_and_no_link_changed()
    {
        var html = HtmlCleaner.Clean("<p><a href=\"https://a.example/:blob:\" class=\"u-:blob:\">:blob:</a></p>");

        Assert.Equal(html, EmojiHtml.Show(html, Find));
    }

    [Fact]
    public void What_says_nothing_of_emoji_comes_out_as_it_went_in()
    {
        var html = HtmlCleaner.Clean("<ul><li>1: <em>x</em></li></ul><pre>\n\n::</pre><p>a&nbsp;b &amp;amp; c</p><blockquote><p>:</p></blockquote>");

        Assert.Equal(html, EmojiHtml.Show(html, Find));
    }

    [Fact]
    public void A_plain_text_is_encoded_and_so_is_what_a_picture_is_called()
    {
        Assert.Equal("&lt;b&gt; " + Blob, EmojiHtml.Show("<b> :blob:", Find).Value);
        Assert.Equal(
            "<img class=\"emoji\" src=\"/&quot;.png\" alt=\":x:\" title=\"&quot;&gt;&lt;\">",
            EmojiHtml.Show(":x:", _ => new EmojiPicture("/\".png", "\"><")).Value);
    }

    [Fact]
    public void A_hundred_thousand_colons_are_read_once()
    {
        var text = new string(':', 100_000);

        Assert.Equal(text, EmojiHtml.Show(text, Find).Value);
        Assert.Equal(text.Replace(":", ":a", StringComparison.Ordinal), EmojiHtml.Show(text.Replace(":", ":a", StringComparison.Ordinal), Find).Value);
    }

    private static string Show(string html) => EmojiHtml.Show(HtmlCleaner.Clean(html), Find).Value;

    private static EmojiPicture? Find(string shortcode) => shortcode == "blob" ? new("/b.png", ":blob:") : null;
}
