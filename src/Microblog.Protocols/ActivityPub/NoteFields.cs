using System.Text.Json;

namespace Microblog.Protocols.ActivityPub;

/// <summary>The properties of a note, without the context.</summary>
internal static class NoteFields
{
    public static void Write(Utf8JsonWriter json, Note note)
    {
        json.WriteId("id", note.Id);
        json.WriteString("type", "Note");
        json.WriteId("attributedTo", note.AttributedTo);
        json.WriteStringIfAny("summary", note.Summary);
        json.WriteBoolean("sensitive", note.Sensitive);
        json.WriteId("inReplyTo", note.InReplyTo);
        json.WriteId("context", note.Context);
        json.WriteTime("published", note.Published);
        json.WriteTime("updated", note.Updated);
        json.WriteId("url", note.Url);
        json.WriteIds("to", note.To);
        json.WriteIds("cc", note.Cc);
        WriteContent(json, note);
        WriteTags(json, note);
    }

    private static void WriteContent(Utf8JsonWriter json, Note note)
    {
        json.WriteString("content", note.Content);
        if (note.Language is null)
            return;
        json.WriteStartObject("contentMap");
        json.WriteString(note.Language, note.Content);
        json.WriteEndObject();
    }

    private static void WriteTags(Utf8JsonWriter json, Note note)
    {
        json.WriteStartArray("tag");
        foreach (var mention in note.Mentions)
            WriteTag(json, "Mention", mention.Href, mention.Name);
        foreach (var hashtag in note.Hashtags)
            WriteTag(json, "Hashtag", hashtag.Href, "#" + hashtag.Name);
        json.WriteEndArray();
    }

    private static void WriteTag(Utf8JsonWriter json, string type, Uri? href, string? name)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteId("href", href);
        json.WriteStringIfAny("name", name);
        json.WriteEndObject();
    }
}
