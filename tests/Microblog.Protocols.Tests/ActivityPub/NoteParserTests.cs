using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Tests.Support;

namespace Microblog.Protocols.Tests.ActivityPub;

public sealed class NoteParserTests
{
    [Theory]
    [InlineData("\"as:Public\"")]
    [InlineData("[\"Public\"]")]
    [InlineData("{\"id\":\"https://www.w3.org/ns/activitystreams#Public\"}")]
    public void The_public_has_three_spellings(string to) =>
        Assert.Equal(Audience.Public, Addressing.AudienceOf(Parse($"\"to\":{to}"), followers: null));

    [Theory]
    [InlineData("\"https://a.example/u\"")]
    [InlineData("[\"https://a.example/u\",\"https://a.example/group\"]")]
    [InlineData("{\"type\":\"Person\",\"id\":\"https://a.example/u\"}")]
    [InlineData("[{\"type\":\"Person\",\"id\":\"https://a.example/u\"},{\"type\":\"Group\",\"id\":\"https://a.example/g\"}]")]
    public void The_author_may_be_a_text_a_list_or_an_object(string author)
    {
        var note = NoteParser.Parse(Fixture.Bytes($$"""{"id":"https://a.example/n","type":"Note","attributedTo":{{author}}}"""));

        Assert.Equal("https://a.example/u", note.AttributedTo.AbsoluteUri);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("\"\"")]
    [InlineData("\"acct:u@a.example\"")]
    public void A_note_without_an_author_is_refused(string author) =>
        Assert.Throws<MalformedActivityException>(() => NoteParser.Parse(
            Fixture.Bytes($$"""{"id":"https://a.example/n","type":"Note","attributedTo":{{author}}}""")));

    [Theory]
    [InlineData("\"https://a.example/@u/1\"", "https://a.example/@u/1")]
    [InlineData("{\"type\":\"Link\",\"href\":\"https://a.example/@u/1\"}", "https://a.example/@u/1")]
    [InlineData("[{\"mediaType\":\"video/mp4\",\"href\":\"https://a.example/v\"},{\"mediaType\":\"text/html\",\"href\":\"https://a.example/p\"}]", "https://a.example/p")]
    [InlineData("[\"https://a.example/first\",{\"mediaType\":\"text/html\",\"href\":\"https://a.example/p\"}]", "https://a.example/p")]
    [InlineData("\"https://victim.example/@u/1\"", null)]
    [InlineData("[{\"mediaType\":\"text/html\",\"href\":\"https://victim.example/p\"},\"https://a.example/p\"]", "https://a.example/p")]
    [InlineData("\"javascript:alert(1)\"", null)]
    public void The_page_is_on_the_notes_own_host_or_none(string url, string? page) =>
        Assert.Equal(page, Parse($"\"url\":{url}").Url?.AbsoluteUri);

    [Fact]
    public void Where_there_is_only_a_contentMap_its_first_text_is_the_content()
    {
        var note = Parse("\"contentMap\":{\"de\":\"<p>Hallo</p>\",\"en\":\"<p>Hello</p>\"}");

        Assert.Equal(("<p>Hallo</p>", "de"), (note.Content, note.Language));
    }

    [Fact]
    public void The_language_is_that_of_the_text_shown() =>
        Assert.Equal("en", Parse("\"content\":\"Hello\",\"contentMap\":{\"de\":\"Hallo\",\"en\":\"Hello\"}").Language);

    [Fact]
    public void Mentions_and_hashtags_beyond_a_hundred_are_left_out()
    {
        var mentions = Enumerable.Range(0, 150).Select(i => $$"""{"type":"Mention","href":"https://a.example/m{{i}}"}""");
        var hashtags = Enumerable.Range(0, 150).Select(i => $$"""{"type":"Hashtag","name":"#t{{i}}"}""");

        var note = Parse($"\"tag\":[{string.Join(',', mentions.Concat(hashtags))}]");

        Assert.Equal((100, 100), (note.Mentions.Count, note.Hashtags.Count));
    }

    [Fact]
    public void A_note_to_more_than_a_thousand_is_refused()
    {
        var to = string.Join(',', Enumerable.Range(0, 501).Select(i => $"\"https://a.example/{i}\""));

        Assert.Throws<MalformedActivityException>(() => Parse($"\"to\":[{to}],\"cc\":[{to}]"));
    }

    [Fact]
    public void A_note_longer_than_64_kB_is_refused()
    {
        Assert.Equal(64 * 1024, Parse($"\"content\":\"{new string('x', 64 * 1024)}\"").Content.Length);
        Assert.Throws<MalformedActivityException>(() => Parse($"\"content\":\"{new string('é', 33 * 1024)}\""));
    }

    [Theory]
    [InlineData("2025-10-01T08:00:00+02:00", "2025-10-01T06:00:00Z")]
    [InlineData("2025-10-01T08:00:00", "2025-10-01T08:00:00Z")]
    [InlineData("2025-10-01T08:00Z", "2025-10-01T08:00:00Z")]
    [InlineData("2025-10-01T08:00:00.5Z", "2025-10-01T08:00:00.5Z")]
    [InlineData("yesterday", null)]
    [InlineData("2025-10-01", null)]
    [InlineData("0001-01-01T00:00:00+14:00", null)]
    [InlineData("2025-10-01T08:00:00Z trailing", null)]
    public void Times_are_read_kindly_and_kept_in_UTC(string text, string? time)
    {
        DateTimeOffset? expected = time is null
            ? null
            : DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(expected, Parse($"\"published\":\"{text}\"").Published);
    }

    [Fact]
    public void A_Create_lends_its_addressees_to_a_note_without_any()
    {
        var create = Assert.IsType<Create>(ActivityParser.Parse(Fixture.Bytes("""
            {"id":"https://a.example/c","type":"Create","actor":"https://a.example/u","to":"as:Public",
             "object":{"id":"https://a.example/n","type":"Note","attributedTo":"https://a.example/u","content":"x"}}
            """)));

        Assert.Equal(Addressing.Public, Assert.Single(create.Object.To));
    }

    private static Note Parse(string properties) => NoteParser.Parse(Fixture.Bytes(
        $$"""{"id":"https://a.example/n","type":"Note","attributedTo":"https://a.example/u",{{properties}}}"""));
}
