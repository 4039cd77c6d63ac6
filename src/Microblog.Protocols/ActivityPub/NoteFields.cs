using System.Text.Json;

namespace Microblog.Protocols.ActivityPub;

/// <summary>The properties of a note, without the context.</summary>
internal static class NoteFields
{
    public static void Write(Utf8JsonWriter json, Note note)
    {
        json.WriteId("id", note.Id);
        json.WriteString("type", note.Type);
        json.WriteId("attributedTo", note.AttributedTo);
        json.WriteStringIfAny("name", note.Name);
        json.WriteStringIfAny("summary", note.Summary);
        json.WriteBoolean("sensitive", note.Sensitive);
        json.WriteId("inReplyTo", note.InReplyTo);
        json.WriteId("context", note.Context);
        json.WriteStringIfAny("conversation", note.Conversation);
        json.WriteTime("published", note.Published);
        json.WriteTime("updated", note.Updated);
        json.WriteId("url", note.Url);
        json.WriteIds("to", note.To);
        json.WriteIds("cc", note.Cc);
        json.WriteId("audience", note.Group);
        WriteContent(json, note);
        PictureFields.Write(json, "image", note.Preview, mediaType: null);
        AttachmentFields.Write(json, note);
        TagFields.Write(json, note);
        if (note.Poll is { } poll)
            PollFields.Write(json, poll);
        QuoteFields.Write(json, note.Quote);
        if (note.InteractionPolicy is { } policy)
            InteractionPolicyFields.Write(json, policy);
        json.WriteId("replies", note.Replies);
        json.WriteId("likes", note.Likes);
        json.WriteId("shares", note.Shares);
    }

    /// <summary>A vote is told from a note by having a name and no content.</summary>
    private static void WriteContent(Utf8JsonWriter json, Note note)
    {
        if (note.IsVote)
        {
            WriteMap(json, "nameMap", note.Language, note.Name!);
            return;
        }
        json.WriteString("content", note.Content);
        json.WriteStringIfAny("mediaType", note.MediaType);
        WriteMap(json, "contentMap", note.Language, note.Content);
        if (note.Source is not { } source)
            return;
        json.WriteStartObject("source");
        json.WriteString("content", source.Content);
        json.WriteStringIfAny("mediaType", source.MediaType);
        json.WriteEndObject();
    }

    private static void WriteMap(Utf8JsonWriter json, string property, string? language, string text)
    {
        if (language is null)
            return;
        json.WriteStartObject(property);
        json.WriteString(language, text);
        json.WriteEndObject();
    }
}
