using System.Text;
using System.Text.Json;

namespace Microblog.Protocols.ActivityPub;

/// <summary>The texts of a note and the language in which they are.</summary>
/// <param name="MediaType">What the content is, if there is any and it is not HTML.</param>
internal sealed record NoteTexts(string Content, string? MediaType, string? Summary, string? Name, string? Language)
{
    private const int LongestLanguageTag = 35;
    private const int LongestMediaType = 127;

    /// <summary>The texts, of which only the content may be too long.</summary>
    /// <exception cref="MalformedActivityException">The content is too long.</exception>
    public static NoteTexts Read(JsonElement note)
    {
        var (content, ofContent) = ReadMapped(note, "content", "contentMap");
        if (content is not null && Encoding.UTF8.GetByteCount(content) > Limits.ContentBytes)
            throw new MalformedActivityException("The note is longer than 64 kB.");
        var (summary, ofSummary) = ReadMapped(note, "summary", "summaryMap");
        var (name, ofName) = ReadMapped(note, "name", "nameMap");
        var mediaType = content is null or "" || MediaTypeOf(note) is not { } type || type is "text/html" ? null : type;
        return new NoteTexts(
            content ?? "", mediaType, Short(summary), Short(name), ofContent ?? ofName ?? ofSummary ?? ReadLanguage(note));
    }

    public static NoteSource? ReadSource(JsonElement note) =>
        note.Only("source") is { IsObject: true } source
        && source.Text("content") is { } content
        && Encoding.UTF8.GetByteCount(content) <= Limits.ContentBytes
            ? new NoteSource(content, MediaTypeOf(source))
            : null;

    /// <summary>In lower case and without parameters; null if it is none.</summary>
    public static string? MediaTypeOf(JsonElement value)
    {
        if (value.Text("mediaType") is not { } text)
            return null;
        var end = text.IndexOf(';', StringComparison.Ordinal);
        var type = (end < 0 ? text : text[..end]).Trim();
        return type.Length <= LongestMediaType
            && type.Count(c => c == '/') == 1
            && type[0] != '/'
            && type[^1] != '/'
            && type.All(c => char.IsAsciiLetterOrDigit(c) || "/!#$&-^_.+".Contains(c, StringComparison.Ordinal))
                ? type.ToLowerInvariant()
                : null;
    }

    /// <summary>The text and its language. Where only the map was sent, its first entry is the text.</summary>
    /// <remarks>COMPAT(Friendica): a single entry tells the language also when its text has more markup.</remarks>
    private static (string? Text, string? Language) ReadMapped(JsonElement note, string property, string mapProperty)
    {
        var text = note.Text(property);
        if (note.Only(mapProperty) is not { IsObject: true } map)
            return (text, null);
        var entries = map.EnumerateObject().Where(e => e.Value.ValueKind == JsonValueKind.String).ToList();
        if (entries.Count == 0)
            return (text, null);
        text ??= entries[0].Value.GetString()!;
        var same = entries.Count == 1 ? 0 : entries.FindIndex(e => e.Value.ValueEquals(text));
        return (text, same >= 0 && IsLanguageTag(entries[same].Name) ? entries[same].Name : null);
    }

    /// <summary>The language, where it is a property of its own.</summary>
    /// <remarks>COMPAT(Lemmy, PeerTube): an object with an identifier. COMPAT(Mobilizon): inLanguage.</remarks>
    private static string? ReadLanguage(JsonElement note) =>
        (note.Only("language")?.Text("identifier") ?? note.Text("inLanguage")) is { } tag && IsLanguageTag(tag)
            ? tag
            : null;

    private static string? Short(string? text) =>
        text is { Length: > 0 } ? JsonFields.Clip(text, Limits.NameBytes) : null;

    private static bool IsLanguageTag(string text) =>
        text.Length is >= 2 and <= LongestLanguageTag
        && char.IsAsciiLetter(text[0])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
