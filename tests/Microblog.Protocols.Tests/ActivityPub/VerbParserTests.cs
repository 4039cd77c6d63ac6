using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Tests.Support;

namespace Microblog.Protocols.Tests.ActivityPub;

public sealed class VerbParserTests
{
    [Theory]
    [InlineData("\"content\":\"👍\"", "👍")]
    [InlineData("\"_misskey_reaction\":\"⭐\"", "⭐")]
    [InlineData("\"content\":\" 👩‍👩‍👧 \"", "👩‍👩‍👧")]
    [InlineData("\"content\":\"1️⃣\"", "1️⃣")]
    [InlineData("\"content\":\":cat:\"", ":cat:")]
    [InlineData("\"content\":\":cat@other.example:\"", ":cat@other.example:")]
    [InlineData("\"content\":\"\"", null)]
    [InlineData("\"content\":\"I like this\"", null)]
    [InlineData("\"content\":\"x\"", null)]
    [InlineData("\"content\":\"é\"", null)]
    [InlineData("\"content\":\"👍👍\"", null)]
    [InlineData("\"content\":\"::\"", null)]
    [InlineData("\"content\":\":<b>:\"", null)]
    [InlineData("\"content\":{\"en\":\"👍\"}", null)]
    [InlineData("\"x\":0", null)]
    public void Only_one_emoji_or_a_shortcode_is_a_reaction(string content, string? text) =>
        Assert.Equal(text, Parse<Like>("Like", content).Reaction?.Text);

    [Fact]
    public void The_picture_of_a_reaction_is_that_of_its_shortcode()
    {
        const string tags = """
            "tag":[{"type":"Emoji","name":":dog:","icon":{"url":"https://a.example/dog"}},
                   {"type":"Emoji","name":"cat","icon":"https://a.example/cat"}]
            """;

        Assert.Equal("https://a.example/cat", Parse<Like>("EmojiReact", "\"content\":\":cat:\"," + tags).Reaction?.Emoji?.Icon.AbsoluteUri);
        Assert.Equal("https://a.example/cat", Parse<Like>("Like", "\"content\":\":cat@b.example:\"," + tags).Reaction?.Emoji?.Icon.AbsoluteUri);
        Assert.Null(Parse<Like>("Like", "\"content\":\":mouse:\"," + tags).Reaction?.Emoji);
        Assert.Null(Parse<Like>("Like", "\"content\":\"👍\"," + tags).Reaction?.Emoji);
    }

    [Fact]
    public void A_note_in_a_repeat_is_only_named()
    {
        var announce = Parse<Announce>(
            "Announce", "\"to\":\"as:Public\",\"object\":{\"id\":\"https://b.example/n\",\"type\":\"Note\",\"content\":\"forged\"}");

        Assert.Equal("https://b.example/n", announce.Object.AbsoluteUri);
        Assert.Equal(Addressing.Public, Assert.Single(announce.To));
    }

    [Theory]
    [InlineData("\"object\":{\"type\":\"Note\",\"content\":\"no id\"}")]
    [InlineData("\"object\":{\"type\":\"Create\",\"actor\":\"https://b.example/u\",\"object\":\"https://b.example/n\"}")]
    [InlineData("\"object\":[\"https://b.example/1\",\"https://b.example/2\"]")]
    [InlineData("\"object\":null")]
    public void A_repeat_of_nothing_that_has_an_id_is_refused(string about) =>
        Assert.Throws<MalformedActivityException>(() => Parse<Activity>("Announce", about));

    [Theory]
    [InlineData("\"object\":{\"id\":\"https://a.example/l\",\"type\":\"Like\",\"actor\":\"https://a.example/u\"}")]
    [InlineData("\"object\":{\"id\":\"https://a.example/l\",\"type\":\"Like\",\"object\":\"https://b.example/n\"}")]
    [InlineData("\"object\":{\"id\":\"https://a.example/l\"}")]
    [InlineData("\"object\":\"https://a.example/l\"")]
    public void What_is_undone_need_not_be_whole(string undone)
    {
        var undo = Parse<Undo>("Undo", undone);

        Assert.Equal("https://a.example/l", undo.ObjectId?.AbsoluteUri);
        Assert.Null(undo.Object);
    }

    [Theory]
    [InlineData("\"type\":\"Follow\"")]
    [InlineData("\"type\":\"Block\"")]
    [InlineData("\"type\":\"Like\"")]
    [InlineData("\"type\":\"Announce\"")]
    [InlineData("\"type\":\"Follow\",\"id\":null")]
    public void What_is_undone_needs_no_id_where_the_rest_says_which_it_was(string type)
    {
        var undo = Parse<Undo>("Undo", "\"object\":{" + type + ",\"actor\":\"https://a.example/u\",\"object\":\"https://b.example/u\"}");

        Assert.Null(undo.ObjectId);
        Assert.Equal("https://a.example/u", undo.Object?.Actor.AbsoluteUri);
        Assert.Null(Origin.Objection(undo));
        Assert.NotNull(Origin.Objection(undo with { Object = undo.Object! with { Actor = new Uri("https://a.example/other") } }));
    }

    [Theory]
    [InlineData("\"object\":{\"type\":\"Follow\",\"actor\":\"https://a.example/u\"}")]
    [InlineData("\"object\":{\"type\":\"Create\",\"actor\":\"https://a.example/u\",\"object\":\"https://a.example/n\"}")]
    public void What_is_undone_needs_an_id_where_nothing_else_says_which_it_was(string undone) =>
        Assert.Throws<MalformedActivityException>(() => Parse<Activity>("Undo", undone));

    [Theory]
    [InlineData("Move", "\"target\":null")]
    [InlineData("Move", "\"target\":[\"https://a.example/1\",\"https://a.example/2\"]")]
    [InlineData("QuoteRequest", "\"instrument\":null")]
    [InlineData("Block", "\"object\":\"acct:bob@b.example\"")]
    [InlineData("Like", "\"object\":[]")]
    public void A_verb_without_its_parts_is_refused(string type, string properties) =>
        Assert.Throws<MalformedActivityException>(() => Parse<Activity>(type, properties));

    [Theory]
    [InlineData("\"target\":null")]
    [InlineData("\"target\":\"https://a.example/c\",\"object\":{\"type\":\"Hashtag\",\"href\":\"https://a.example/t\"}")]
    public void What_else_is_added_somewhere_is_not_read(string properties) =>
        Assert.Equal("Add", Parse<Unknown>("Add", properties).Type);

    [Fact]
    public void A_pinned_note_may_be_embedded() =>
        Assert.Equal(
            "https://a.example/n",
            Parse<Remove>("Remove", "\"target\":\"https://a.example/c\",\"object\":{\"id\":\"https://a.example/n\",\"type\":\"Note\"}").Object.AbsoluteUri);

    [Fact]
    public void Consent_to_something_else_is_not_read() =>
        Assert.Equal(
            "LikeRequest",
            Parse<Unknown>("Accept", "\"object\":{\"id\":\"https://a.example/r\",\"type\":\"LikeRequest\",\"actor\":\"https://b.example/u\"}").ObjectType);

    [Fact]
    public void An_answer_by_id_alone_may_bring_a_stamp()
    {
        var accept = Parse<Accept>("Accept", "\"object\":\"https://b.example/r\",\"result\":{\"id\":\"https://a.example/s\"}");

        Assert.Equal(("https://b.example/r", "https://a.example/s"), (accept.FollowId?.AbsoluteUri, accept.Result?.AbsoluteUri));
        Assert.Equal((null, null), (accept.Follow, accept.QuoteRequest));
    }

    private static T Parse<T>(string type, string properties)
        where T : Activity
    {
        var known = properties.Contains("\"object\":", StringComparison.Ordinal) ? "" : "\"object\":\"https://b.example/n\",";
        return Assert.IsType<T>(
            ActivityParser.Parse(Fixture.Bytes(
                $$"""{"id":"https://a.example/1","type":"{{type}}","actor":"https://a.example/u",{{known}}{{properties}}}""")),
            exactMatch: typeof(T) != typeof(Activity));
    }
}
