using System.Text.Json;
using System.Xml;

namespace Microblog.Protocols.ActivityPub;

/// <summary>What is attached to a note.</summary>
internal static class AttachmentFields
{
    public static void Write(Utf8JsonWriter json, Note note)
    {
        if (note.Attachments.Count == 0 && note.Link is null)
            return;
        json.WriteStartArray("attachment");
        foreach (var attachment in note.Attachments)
            WriteOne(json, attachment);
        if (note.Link is { } link)
        {
            json.WriteStartObject();
            json.WriteString("type", "Link");
            json.WriteId("href", link);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteOne(Utf8JsonWriter json, NoteAttachment attachment)
    {
        json.WriteStartObject();
        json.WriteString("type", attachment.Type);
        json.WriteStringIfAny("mediaType", attachment.MediaType);
        json.WriteId("url", attachment.Url);
        json.WriteStringIfAny("name", attachment.Description);
        json.WriteStringIfAny("blurhash", attachment.Blurhash);
        if (attachment.Focus is { } focus)
        {
            json.WriteStartArray("focalPoint");
            json.WriteNumberValue(focus.X);
            json.WriteNumberValue(focus.Y);
            json.WriteEndArray();
        }
        if (attachment.Width is { } width)
            json.WriteNumber("width", width);
        if (attachment.Height is { } height)
            json.WriteNumber("height", height);
        if (attachment.Duration is { } duration)
            json.WriteString("duration", XmlConvert.ToString(duration));
        PictureFields.Write(json, "icon", attachment.Preview, mediaType: null);
        json.WriteEndObject();
    }
}
