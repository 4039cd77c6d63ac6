using System.Text;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.NodeInfo;
using Microblog.Protocols.Tests.Support;
using Microblog.Protocols.WebFinger;

namespace Microblog.Protocols.Tests.ActivityPub;

/// <summary>Security catalogue §7-31.</summary>
public sealed class HostileInputTests
{
    private const string Follow =
        """{"id":"https://a.example/f","type":"Follow","actor":"https://a.example/u","object":"https://b.example/v","x":0}""";

    public static TheoryData<string, byte[]> Attacks => new()
    {
        { "nothing", [] },
        { "no object", Fixture.Bytes("[]") },
        { "a text", Fixture.Bytes("\"Follow\"") },
        { "a byte order mark", [0xEF, 0xBB, 0xBF, .. Fixture.Bytes(Follow)] },
        { "something after the end", Fixture.Bytes(Follow + "{}") },
        { "a comment", Fixture.Bytes("/* */" + Follow) },
        { "deep arrays", Fixture.Bytes(WithX(new string('[', 100_000) + new string(']', 100_000))) },
        { "33 levels", Fixture.Bytes(WithX(new string('[', 32) + new string(']', 32))) },
        { "deep objects", Fixture.Bytes(string.Concat(Enumerable.Repeat("{\"object\":", 50_000))) },
        { "the same property twice", Fixture.Bytes(WithX("0,\"actor\":\"https://victim.example/u\"")) },
        { "the same property escaped", Fixture.Bytes(WithX("0,\"\\u0061ctor\":\"https://victim.example/u\"")) },
        { "a nested property twice", Fixture.Bytes(WithX("{\"a\":1,\"a\":2}")) },
        { "invalid UTF-8", [.. Fixture.Bytes(Follow[..^3]), (byte)'"', 0xC3, (byte)'"', (byte)'}'] },
        { "overlong UTF-8", [.. Fixture.Bytes(Follow[..^2]), (byte)'"', 0xC0, 0xAF, (byte)'"', (byte)'}'] },
        { "half a surrogate pair", Fixture.Bytes(WithX("\"\\ud800\"")) },
        { "the other half", Fixture.Bytes(WithX("{\"\\udc00x\":1}")) },
        { "an escaped NUL", Fixture.Bytes(WithX("\"a\\u0000b\"")) },
        { "a NUL in a name", Fixture.Bytes(WithX("{\"\\u0000\":1}")) },
        { "a raw NUL", Fixture.Bytes(WithX("\"a\0b\"")) },
        { "more than 1 MiB", Fixture.Bytes(WithX("\"" + new string('x', 1024 * 1024) + "\"")) },
        { "30,000 properties", Fixture.Bytes(WithX(ManyProperties(30_000))) },
        { "30,000 empty objects", Fixture.Bytes(WithX("[" + string.Join(',', Enumerable.Repeat("{}", 30_000)) + "]")) },
        { "no id", With("\"id\"", "\"uid\"") },
        { "two actors", With("\"https://a.example/u\"", "[\"https://a.example/u\",\"https://b.example/u\"]") },
        { "no actor", With("\"https://a.example/u\"", "null") },
        { "two objects", With("\"https://b.example/v\"", "[\"https://b.example/v\",\"https://b.example/w\"]") },
        { "an id elsewhere", With("\"https://a.example/f\"", "\"file:///etc/passwd\"") },
        { "a type that is a number", With("\"Follow\"", "1") },
        { "an id in an object", With("\"https://a.example/f\"", "{\"id\":\"https://a.example/f\"}") },
        { "a graph", Fixture.Bytes("{\"@graph\":[" + Follow + "]}") },
    };

    [Theory]
    [MemberData(nameof(Attacks))]
    public void It_is_refused(string what, byte[] json)
    {
        Assert.NotEmpty(what);
        Assert.Throws<MalformedActivityException>(() => ActivityParser.Parse(json));
    }

    [Fact]
    public void Thirty_two_levels_are_read() =>
        Assert.IsType<Follow>(ActivityParser.Parse(Fixture.Bytes(WithX(new string('[', 31) + new string(']', 31)))));

    [Fact]
    public void An_undo_of_an_undo_of_an_undo_is_read_no_deeper_than_needed()
    {
        var json = Follow;
        for (var i = 0; i < 20; i++)
            json = $$"""{"id":"https://a.example/{{i}}","type":"Undo","actor":"https://a.example/u","object":{{json}}}""";

        var undo = Assert.IsType<Undo>(ActivityParser.Parse(Fixture.Bytes(json)));

        Assert.Equal("Undo", Assert.IsType<Unknown>(undo.Object).Type);
    }

    [Fact]
    public void No_fixture_cut_short_or_with_one_byte_changed_escapes_the_parsers()
    {
        var random = new Random(20_250_930);
        foreach (var json in Fixture.All())
        {
            for (var i = 0; i < 20; i++)
            {
                var changed = json.ToArray();
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
                ParseAll(changed);
                ParseAll(changed.AsMemory(0, random.Next(changed.Length)));
            }
        }
    }

    [Fact]
    public void No_value_of_a_wrong_type_escapes_the_parsers()
    {
        string[] values =
        [
            "null", "0", "-1e999", "true", "\"\"", "\"x\"", "[]", "[[]]", "[null]", "{}", "[{}]",
            "{\"id\":[]}", "[[{\"id\":{}}]]", "{\"type\":[1,null]}",
        ];
        foreach (var fixture in Fixture.All())
        {
            var readers = Parsers.Where(p => IsRead(p, fixture)).ToList();
            var json = Encoding.UTF8.GetString(fixture);
            foreach (var property in Properties(json))
            {
                var rest = WithoutTopLevel(json, property);
                foreach (var value in values)
                {
                    var changed = Fixture.Bytes($"{{\"{property}\":{value},{rest}");
                    readers.ForEach(r => IsRead(r, changed));
                }
            }
        }
    }

    /// <summary>Everything that reads what strangers send.</summary>
    internal static readonly IReadOnlyList<Action<ReadOnlyMemory<byte>>> Parsers =
    [
        json => ActivityParser.Parse(json),
        json => ActorParser.Parse(json),
        json => NoteParser.Parse(json),
        json => CollectionParser.Parse(json),
        json => QuoteParser.ParseAuthorization(json),
        json => KeyDocument.Parse(json, A.Alice),
        json => KeyDocument.ParseMultikey(json, A.Alice),
        json => _ = WebFingerDocument.Parse(json).Actor,
        json => NodeInfoDiscovery.Parse(json),
        json => NodeInfoSoftware.Parse(json),
    ];

    internal static void ParseAll(ReadOnlyMemory<byte> json)
    {
        foreach (var parser in Parsers)
            IsRead(parser, json);
    }

    /// <summary>Whether it is read; refusing is the one exception that is promised.</summary>
    internal static bool IsRead(Action<ReadOnlyMemory<byte>> parser, ReadOnlyMemory<byte> json)
    {
        try
        {
            parser(json);
            return true;
        }
        catch (MalformedActivityException)
        {
            return false;
        }
    }

    private static byte[] With(string part, string other) =>
        Fixture.Bytes(Follow.Replace(part, other, StringComparison.Ordinal));

    private static string ManyProperties(int count) =>
        "{" + string.Join(',', Enumerable.Range(0, count).Select(i => $"\"{i}\":0")) + "}";

    private static string WithX(string value) => Follow.Replace("\"x\":0", "\"x\":" + value, StringComparison.Ordinal);

    private static IEnumerable<string> Properties(string json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateObject().Select(p => p.Name)];
    }

    private static string WithoutTopLevel(string json, string property)
    {
        var root = System.Text.Json.Nodes.JsonNode.Parse(json)!.AsObject();
        root.Remove(property);
        root["zz"] = 0;
        return root.ToJsonString()[1..];
    }
}
