using System.Text.Json;

namespace Microblog.Protocols.ActivityPub;

/// <summary>The tags of a note, an actor or an activity.</summary>
internal static class TagFields
{
    public static void Write(Utf8JsonWriter json, Note note)
    {
        json.WriteStartArray("tag");
        foreach (var mention in note.Mentions)
            WriteLink(json, "Mention", mention.Href, mention.Name);
        foreach (var hashtag in note.Hashtags)
            WriteHashtag(json, hashtag);
        foreach (var emoji in note.Emojis)
            WriteEmoji(json, emoji);
        if (note.Quote is { } quote)
            QuoteFields.WriteTag(json, quote);
        json.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter json, IEnumerable<EmojiTag> emojis)
    {
        json.WriteStartArray("tag");
        foreach (var emoji in emojis)
            WriteEmoji(json, emoji);
        json.WriteEndArray();
    }

    public static void WriteHashtag(Utf8JsonWriter json, HashTag hashtag) =>
        WriteLink(json, "Hashtag", hashtag.Href, "#" + hashtag.Name);

    public static void Write(Utf8JsonWriter json, EmojiTag emoji)
    {
        json.WriteId("id", emoji.Id);
        json.WriteString("type", "Emoji");
        json.WriteString("name", $":{emoji.Name}:");
        json.WriteTime("updated", emoji.Updated);
        PictureFields.Write(json, "icon", emoji.Icon, emoji.MediaType);
    }

    private static void WriteLink(Utf8JsonWriter json, string type, Uri? href, string? name)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteId("href", href);
        json.WriteStringIfAny("name", name);
        json.WriteEndObject();
    }

    private static void WriteEmoji(Utf8JsonWriter json, EmojiTag emoji)
    {
        json.WriteStartObject();
        Write(json, emoji);
        json.WriteEndObject();
    }
}
