using System.Text.Json.Nodes;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Tests.Support;

namespace Microblog.Protocols.Tests.ActivityPub;

public sealed class NotePartsTests
{
    private const string Quoted = "https://b.example/q";

    [Theory]
    [InlineData("\"quote\":\"https://b.example/q\"")]
    [InlineData("\"quote\":{\"id\":\"https://b.example/q\",\"type\":\"Note\"},\"quoteUrl\":\"https://b.example/other\"")]
    [InlineData("\"quoteUrl\":\"https://b.example/q\"")]
    [InlineData("\"quoteUri\":\"https://b.example/q\"")]
    [InlineData("\"_misskey_quote\":\"https://b.example/q\"")]
    [InlineData("\"tag\":[{\"type\":\"Link\",\"rel\":\"https://misskey-hub.net/ns#_misskey_quote\",\"href\":\"https://b.example/q\"}]")]
    [InlineData("\"tag\":{\"type\":\"Link\",\"rel\":[\"x\",\"https://w3id.org/fep/044f#quote\"],\"href\":\"https://b.example/q\"}")]
    [InlineData("\"tag\":{\"type\":\"Link\",\"mediaType\":\"application/activity+json\",\"href\":\"https://b.example/q\"}")]
    [InlineData("\"tag\":{\"type\":\"Link\",\"mediaType\":\"application/ld+json; profile=\\\"https://www.w3.org/ns/activitystreams\\\"\",\"href\":\"https://b.example/q\"}")]
    public void A_quote_has_many_names(string properties) =>
        Assert.Equal(new NoteQuote(new Uri(Quoted)), Parse(properties).Quote);

    [Theory]
    [InlineData("\"quote\":{\"type\":\"Tombstone\"},\"quoteUrl\":\"https://b.example/q\"")]
    [InlineData("\"quote\":\"tag:b.example,2025:q\"")]
    [InlineData("\"tag\":{\"type\":\"Link\",\"mediaType\":\"text/html\",\"href\":\"https://b.example/q\"}")]
    [InlineData("\"tag\":{\"type\":\"Link\",\"rel\":\"me\",\"mediaType\":\"application/activity+json\",\"href\":\"https://b.example/q\"}")]
    [InlineData("\"tag\":{\"type\":\"Mention\",\"href\":\"https://b.example/q\"}")]
    public void What_is_no_quote_is_none(string properties) => Assert.Null(Parse(properties).Quote);

    [Fact]
    public void A_stamp_belongs_to_the_quote_that_knows_of_consent()
    {
        Assert.Equal("https://b.example/s", Parse($"\"quote\":\"{Quoted}\",\"quoteAuthorization\":\"https://b.example/s\"").Quote?.Authorization?.AbsoluteUri);
        Assert.Null(Parse($"\"quoteUrl\":\"{Quoted}\",\"quoteAuthorization\":\"https://b.example/s\"").Quote?.Authorization);
    }

    [Fact]
    public void A_quote_is_written_under_every_name()
    {
        var json = Written(A.Note() with { Quote = new NoteQuote(new Uri(Quoted), A.Bob) });

        foreach (var name in new[] { "quote", "quoteUrl", "quoteUri", "_misskey_quote" })
            Assert.Equal(Quoted, (string?)json[name]);
        Assert.Equal(A.Bob.AbsoluteUri, (string?)json["quoteAuthorization"]);
        Assert.Equal(Quoted, (string?)json["tag"]![0]!["href"]);
    }

    [Theory]
    [InlineData("\"name\":\"Tea\",\"inReplyTo\":\"https://b.example/q\"", true)]
    [InlineData("\"name\":\"Tea\",\"inReplyTo\":\"https://b.example/q\",\"content\":\"\"", true)]
    [InlineData("\"nameMap\":{\"en\":\"Tea\"},\"inReplyTo\":\"https://b.example/q\"", true)]
    [InlineData("\"name\":\"Tea\",\"inReplyTo\":\"https://b.example/q\",\"content\":\"<p>Tea</p>\"", false)]
    [InlineData("\"name\":\"Tea\"", false)]
    [InlineData("\"inReplyTo\":\"https://b.example/q\"", false)]
    [InlineData("\"name\":\"Tea\",\"inReplyTo\":\"https://b.example/q\",\"attachment\":{\"type\":\"Image\",\"url\":\"https://b.example/i\"}", false)]
    public void A_vote_is_a_name_in_reply_without_anything_else(string properties, bool isVote) =>
        Assert.Equal(isVote, Parse(properties).IsVote);

    [Fact]
    public void A_vote_is_written_without_content()
    {
        var json = Written(A.Note() with { Name = "Tea", Content = "", InReplyTo = new Uri(Quoted) });

        Assert.Equal(("Tea", "Note"), ((string?)json["name"], (string?)json["type"]));
        Assert.False(json.ContainsKey("content"));
    }

    [Theory]
    [InlineData("\"oneOf\":[{\"name\":\"a\"}],\"closed\":true,\"updated\":\"2025-01-02T00:00:00Z\"", 2)]
    [InlineData("\"oneOf\":[{\"name\":\"a\"}],\"closed\":\"2025-01-03T00:00:00Z\"", 3)]
    [InlineData("\"oneOf\":[{\"name\":\"a\"}],\"closed\":false", null)]
    [InlineData("\"oneOf\":{\"name\":\"a\"}", null)]
    public void A_poll_is_closed_since_then(string properties, int? day)
    {
        var poll = Parse(properties, "Question").Poll;

        Assert.Equal(day, poll?.Closed?.Day);
        Assert.Equal([new NotePollChoice("a", 0)], poll?.Choices);
    }

    [Theory]
    [InlineData("Question", "\"oneOf\":[]")]
    [InlineData("Question", "\"oneOf\":[\"a\",{\"name\":\"\"},{\"name\":1}]")]
    [InlineData("Note", "\"oneOf\":[{\"name\":\"a\"}]")]
    public void Without_choices_there_is_no_poll(string type, string properties) => Assert.Null(Parse(properties, type).Poll);

    [Fact]
    public void A_poll_is_written_as_a_Question_with_its_counts()
    {
        var json = Written(A.Everything() with { Poll = A.Everything().Poll! with { IsMultiple = false } });

        Assert.Equal("Question", (string?)json["type"]);
        Assert.Equal(("Tea", 1), ((string?)json["oneOf"]![0]!["name"], (int?)json["oneOf"]![0]!["replies"]!["totalItems"]));
        Assert.Equal(1, (int?)json["votersCount"]);
        Assert.False(json.ContainsKey("anyOf"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"canLike\":null}")]
    [InlineData("\"https://a.example/policy\"")]
    public void A_policy_that_says_nothing_is_none(string policy) => Assert.Null(Parse($"\"interactionPolicy\":{policy}").InteractionPolicy);

    [Fact]
    public void A_rule_without_anybody_lets_nobody()
    {
        var rule = Parse("\"interactionPolicy\":{\"canQuote\":{}}").InteractionPolicy?.CanQuote;

        Assert.Equal((0, 0), (rule?.Automatic.Count, rule?.Manual.Count));
    }

    [Theory]
    [InlineData("[\"https://b.example/u\",\"https://a.example/u\"]", "https://a.example/u")]
    [InlineData("[{\"type\":\"Group\",\"id\":\"https://a.example/g\"},\"https://a.example/u\"]", "https://a.example/u")]
    [InlineData("[{\"type\":\"Person\",\"id\":\"https://b.example/u\"},{\"type\":\"Group\",\"id\":\"https://a.example/g\"}]", "https://a.example/g")]
    [InlineData("[{\"type\":\"Person\",\"id\":\"https://b.example/u\"}]", "https://b.example/u")]
    public void Among_several_the_author_is_on_the_notes_own_server(string authors, string author) =>
        Assert.Equal(author, NoteParser.Parse(Fixture.Bytes(
            $$"""{"id":"https://a.example/n","type":"Note","attributedTo":{{authors}}}""")).AttributedTo.AbsoluteUri);

    private static Note Parse(string properties, string type = "Note") => NoteParser.Parse(Fixture.Bytes(
        $$"""{"id":"https://a.example/n","type":"{{type}}","attributedTo":"https://a.example/u",{{properties}}}"""));

    private static JsonObject Written(Note note) => JsonNode.Parse(ActivityWriter.Note(note))!.AsObject();
}
