using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Tests.Support;

namespace Microblog.Protocols.Tests.ActivityPub;

/// <summary>Security catalogue §7-33.</summary>
public sealed class LimitTests
{
    private static readonly Dictionary<string, (string Property, Func<string> Value)> Documents = new(StringComparer.Ordinal)
    {
        ["empty attachments"] = ("attachment", () => Many(300_000, "{}")),
        ["attachments"] = ("attachment", () => Many(5_000, """{"type":"Document","url":["http://a.example/x",{"href":"http://a.example/y"}],"name":"x","blurhash":"xxxxxx"}""")),
        ["fields"] = ("attachment", () => Many(10_000, """{"type":"PropertyValue","name":"n","value":"v"}""")),
        ["empty tags"] = ("tag", () => Many(300_000, "{}")),
        ["emoji"] = ("tag", () => Many(7_000, """{"type":"Emoji","name":":x:","icon":{"url":"http://a.example/x"}}""")),
        ["links"] = ("tag", () => Many(9_000, """{"type":"Link","rel":["a","b"],"href":"http://a.example/x"}""")),
        ["types"] = ("type", () => Many(250_000, "\"x\"")),
        ["authors"] = ("attributedTo", () => Many(40_000, "\"http://a.example/%zz\"")),
        ["addressees"] = ("to", () => Many(1_000, "\"http://a.example/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"")),
        ["quotes"] = ("quote", () => Many(40_000, "\"http://a.example:x/\"")),
        ["pages"] = ("url", () => Many(30_000, """{"href":"http://b.example/x"}""")),
        ["icons"] = ("icon", () => Many(15_000, """{"url":["http://b.example:x/","http://b.example:y/"]}""")),
        ["choices"] = ("oneOf", () => Many(15_000, """{"name":"x","replies":{"totalItems":1}}""")),
        ["aliases"] = ("alsoKnownAs", () => Many(40_000, "\"http://a.example/x\"")),
        ["domains"] = ("attributionDomains", () => Many(60_000, "\"a.example.org\"")),
        ["multikeys"] = ("assertionMethod", () => Many(4_000, """{"id":"https://a.example/k","type":"Multikey","controller":"https://a.example/u","publicKeyMultibase":"z"}""")),
        ["keys"] = ("publicKey", () => Many(4_000, """{"id":"https://a.example/k","owner":"https://a.example/u","publicKeyPem":"x"}""")),
        ["policy"] = ("interactionPolicy", () => "{\"canQuote\":{\"always\":" + Many(40_000, "\"http://a.example/x\"") + "}}"),
        ["items"] = ("items", () => Many(9_000, """{"id":"https://a.example/1","type":"Create","object":"https://a.example/2"}""")),
        ["objects"] = ("object", () => Many(40_000, "\"http://a.example/x\"")),
        ["languages"] = ("contentMap", () => "{" + string.Join(',', Enumerable.Range(0, 19_000).Select(i => $"\"x{i}\":\"abcdefghij\"")) + "}"),
        ["escapes"] = ("content", () => "\"" + string.Concat(Enumerable.Repeat("\\u0061", 150_000)) + "\""),
        ["content"] = ("content", () => "\"" + new string('e', 900_000) + "\""),
        ["marks"] = ("name", () => "\"" + string.Concat(Enumerable.Repeat("e\u0301", 250_000)) + "\""),
    };

    public static TheoryData<string> Greedy => [.. Documents.Keys];

    [Theory]
    [MemberData(nameof(Greedy))]
    public void A_document_of_one_mebibyte_costs_little(string what)
    {
        var (property, value) = Documents[what];
        foreach (var type in new[] { "Note", "Question", "Person", "Like", "Flag", "Announce", "OrderedCollectionPage", "QuoteRequest" })
        {
            var json = Fixture.Bytes(Document(type, property, value()));
            Assert.InRange(json.Length, 1, Limits.DocumentBytes);
            foreach (var parser in HostileInputTests.Parsers)
                Cost.IsSmall(() => HostileInputTests.IsRead(parser, json));
        }
    }

    [Fact]
    public void Of_a_note_the_first_of_everything_are_kept()
    {
        var note = NoteParser.Parse(Fixture.Bytes(Document(
            "Question",
            "attachment", Numbered(40, """{"type":"Image","url":"https://a.example/#"}"""),
            "tag", Numbered(200, """{"type":"Emoji","name":":x#:","icon":{"url":"https://a.example/#"}}"""),
            "anyOf", Numbered(600, """{"name":"choice #"}"""),
            "interactionPolicy", "{\"canQuote\":{\"manualApproval\":" + Numbered(200, "\"https://a.example/#\"") + "}}")));

        Assert.Equal((16, 100, 20), (note.Attachments.Count, note.Emojis.Count, note.Poll?.Choices.Count));
        Assert.Equal((100, "choice 0"), (note.InteractionPolicy?.CanQuote?.Manual.Count, note.Poll?.Choices[0].Name));
    }

    [Fact]
    public void Of_an_actor_the_first_of_everything_are_kept()
    {
        var actor = ActorParser.Parse(Fixture.Bytes(Document(
            "Person",
            "alsoKnownAs", Numbered(400, "\"https://b.example/#\""),
            "attributionDomains", Numbered(200, "\"a#.example\""),
            "assertionMethod", Numbered(9, """{"id":"https://a.example/k#","type":"Multikey","controller":"https://a.example/u","publicKeyMultibase":"z"}"""),
            "tag", Numbered(200, """{"type":"Emoji","name":":x#:","icon":{"url":"https://a.example/#"}}"""))));

        Assert.Equal((256, 100, 5, 100), (actor.AlsoKnownAs.Count, actor.AttributionDomains.Count, actor.AssertionMethods.Count, actor.Emojis.Count));
    }

    [Fact]
    public void Of_a_report_the_first_hundred_are_kept()
    {
        var flag = Assert.IsType<Flag>(ActivityParser.Parse(Fixture.Bytes(Document("Flag", "object", Numbered(300, "\"https://b.example/#\"")))));

        Assert.Equal(100, flag.Objects.Count);
    }

    [Fact]
    public void A_report_about_nothing_is_refused() =>
        Assert.Throws<MalformedActivityException>(() => ActivityParser.Parse(Fixture.Bytes(Document("Flag", "object", "[]"))));

    [Fact]
    public void A_long_description_is_cut_between_two_characters()
    {
        var text = new string('x', 9_999) + "𝕏𝕏";
        var note = NoteParser.Parse(Fixture.Bytes(Document(
            "Note", "attachment", $$"""{"type":"Image","url":"https://a.example/1","name":"{{text}}"}""")));

        Assert.Equal(new string('x', 9_999), Assert.Single(note.Attachments).Description);
    }

    [Fact]
    public void Numbers_out_of_range_count_as_missing()
    {
        var note = NoteParser.Parse(Fixture.Bytes(Document(
            "Note",
            "attachment",
            """
            {"type":"Video","url":"https://a.example/1","width":0,"height":100001,"focalPoint":[0,1e999],"duration":"P200D",
             "blurhash":"<script>"}
            """)));

        Assert.Equal(new NoteAttachment("Video", new Uri("https://a.example/1"), null), Assert.Single(note.Attachments));
    }

    private static string Document(string type, params string[] properties)
    {
        var common = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["id"] = "\"https://a.example/u\"",
            ["type"] = $"\"{type}\"",
            ["actor"] = "\"https://a.example/u\"",
            ["attributedTo"] = "\"https://a.example/u\"",
            ["object"] = "\"https://a.example/o\"",
            ["instrument"] = "\"https://a.example/i\"",
            ["preferredUsername"] = "\"u\"",
            ["inbox"] = "\"https://a.example/inbox\"",
        };
        for (var i = 0; i < properties.Length; i += 2)
            common[properties[i]] = properties[i] is "type" ? $"[\"{type}\",{properties[i + 1][1..]}" : properties[i + 1];
        return "{" + string.Join(',', common.Select(p => $"\"{p.Key}\":{p.Value}")) + "}";
    }

    private static string Many(int count, string value) => "[" + string.Join(',', Enumerable.Repeat(value, count)) + "]";

    private static string Numbered(int count, string value) =>
        "[" + string.Join(',', Enumerable.Range(0, count).Select(i => value.Replace("#", $"{i}", StringComparison.Ordinal))) + "]";
}
