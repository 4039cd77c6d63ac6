using System.Text;
using System.Text.Json;

namespace Microblog.Protocols.ActivityPub;

/// <summary>Reads a note that stands alone, as it is fetched from its id.</summary>
public static class NoteParser
{
    private const int LongestLanguageTag = 35;

    /// <summary>Reads a note that stands alone.</summary>
    /// <exception cref="MalformedActivityException">It is no note.</exception>
    public static Note Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonInput.ReadObject(json);
        if (!IsNote(document.RootElement))
            throw new MalformedActivityException("The object is not a Note.");
        return ReadNote(document.RootElement);
    }

    internal static bool IsNote(JsonElement value) =>
        value.TypeAmong("Note") is "Note";

    internal static Note ReadNote(JsonElement note)
    {
        var id = note.RequiredId;
        var (content, language) = ReadContent(note);
        var (to, cc) = ReadAddressees(note);
        return new Note(
            id,
            note.Link("attributedTo") ?? throw new MalformedActivityException("The note has no author."),
            content,
            note.Time("published"),
            PageLink.Of(note, id),
            note.Link("inReplyTo"),
            note.Text("summary", Limits.NameBytes),
            note.Flag("sensitive"),
            language,
            to,
            cc,
            [.. Tags(note, "Mention").Select(ReadMention).OfType<MentionTag>().Take(Limits.Mentions)],
            [.. Tags(note, "Hashtag").Select(ReadHashtag).OfType<HashTag>().Take(Limits.Hashtags)],
            note.Time("updated"),
            note.Link("context") ?? note.Link("conversation"));
    }

    /// <summary>The to and cc of a note or an activity.</summary>
    /// <exception cref="MalformedActivityException">There are too many.</exception>
    internal static (IReadOnlyList<Uri> To, IReadOnlyList<Uri> Cc) ReadAddressees(JsonElement value)
    {
        if (value.Values("to").Count() + value.Values("cc").Count() > Limits.Addressees)
            throw new MalformedActivityException("The note has more than 1000 addressees.");
        return (Addressees(value, "to"), Addressees(value, "cc"));
    }

    private static List<Uri> Addressees(JsonElement value, string property) =>
    [
        .. value.Values(property)
            .Select(v => v.ValueKind == JsonValueKind.String && Addressing.IsPublic(v.GetString()!)
                ? Addressing.Public
                : v.AsLink())
            .OfType<Uri>()
            .Distinct(Ids.Comparer),
    ];

    /// <summary>The text and its language. Where only contentMap was sent, its first entry is the text.</summary>
    private static (string Content, string? Language) ReadContent(JsonElement note)
    {
        var content = note.Text("content");
        string? language = null;
        if (note.Only("contentMap") is { IsObject: true } map)
        {
            foreach (var entry in map.EnumerateObject())
            {
                if (entry.Value.ValueKind != JsonValueKind.String)
                    continue;
                content ??= entry.Value.GetString()!;
                if (!entry.Value.ValueEquals(content))
                    continue;
                language = IsLanguageTag(entry.Name) ? entry.Name : null;
                break;
            }
        }
        content ??= "";
        if (Encoding.UTF8.GetByteCount(content) > Limits.ContentBytes)
            throw new MalformedActivityException("The note is longer than 64 kB.");
        return (content, language);
    }

    private static bool IsLanguageTag(string text) =>
        text.Length is >= 2 and <= LongestLanguageTag
        && char.IsAsciiLetter(text[0])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static IEnumerable<JsonElement> Tags(JsonElement note, string type) =>
        note.Values("tag").Take(Limits.Tags)
            .Where(t => t.IsObject && string.Equals(t.TypeAmong(type), type, StringComparison.Ordinal));

    private static MentionTag? ReadMention(JsonElement tag) =>
        tag.Link("href") is { } href ? new MentionTag(href, tag.Text("name", Limits.NameBytes)) : null;

    private static HashTag? ReadHashtag(JsonElement tag)
    {
        var name = tag.Text("name", Limits.NameBytes)?.TrimStart('#');
        return string.IsNullOrWhiteSpace(name) ? null : new HashTag(name, tag.Link("href"));
    }
}
