using Microblog.Reactions;

namespace Microblog.Tests.Reactions;

public sealed class EmojiTests
{
    [Theory]
    [InlineData("👍", "👍")]
    [InlineData("👍🏽", "👍🏽")]
    [InlineData("❤", "❤️")]
    [InlineData("❤️", "❤️")]
    [InlineData("🇪🇺", "🇪🇺")]
    [InlineData("👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦")]
    [InlineData("🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🏴󠁧󠁢󠁳󠁣󠁴󠁿")]
    [InlineData("1️⃣", "1️⃣")]
    [InlineData("‼️", "‼️")]
    public void An_emoji_has_one_spelling(string sent, string stored) => Assert.Equal(stored, Emoji.Character(sent));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("7")]
    [InlineData("!")]
    [InlineData("ä")]
    [InlineData("👍👍")]
    [InlineData("👍 ")]
    [InlineData("👍\u202e")]
    [InlineData("\u200d")]
    [InlineData("<b>")]
    [InlineData(":blob:")]
    [InlineData("\ud83d")]
    public void What_is_no_emoji_is_none(string sent) => Assert.Null(Emoji.Character(sent));

    [Theory]
    [InlineData(":blobcat:", ":blobcat:")]
    [InlineData(":blob_cat@evil.example:", ":blob_cat:")]
    [InlineData(":blob@.:", ":blob:")]
    [InlineData("blobcat", null)]
    [InlineData("::", null)]
    [InlineData(":<b>:", null)]
    public void A_shortcode_is_read_without_its_server(string sent, string? read) => Assert.Equal(read, Emoji.Shortcode(sent));

    [Fact]
    public void Whatever_the_page_offers_can_be_given() => Assert.All(Emoji.Offered, e => Assert.Equal(e, Emoji.Character(e)));
}
