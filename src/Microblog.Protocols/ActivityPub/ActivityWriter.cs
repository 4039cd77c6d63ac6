using System.Text.Json;

namespace Microblog.Protocols.ActivityPub;

/// <summary>Writes what we send and serve, as UTF-8 JSON; the same thing is always the same bytes.</summary>
public static class ActivityWriter
{
    /// <summary>Writes an activity.</summary>
    /// <exception cref="ArgumentException">We do not write activities of that type.</exception>
    public static byte[] Write(Activity activity) => activity switch
    {
        Unknown or AnnouncedActivity =>
            throw new ArgumentException("We do not write activities of that type.", nameof(activity)),
        _ => Document(ContextOf(activity), activity),
    };

    public static byte[] Note(Note note) => Document(JsonContexts.Note, json => NoteFields.Write(json, note));

    /// <summary>What stands where a deleted note was.</summary>
    public static byte[] Tombstone(Uri id) => Document(JsonContexts.Plain, json => WriteTombstone(json, id));

    public static byte[] Actor(ActorDocument actor) =>
        Document(JsonContexts.Actor, json => ActorFields.Write(json, actor));

    /// <summary>An emoji that stands alone, as it is fetched from its id.</summary>
    public static byte[] Emoji(EmojiTag emoji) => Document(JsonContexts.Note, json => TagFields.Write(json, emoji));

    /// <summary>What proves that a note may quote another.</summary>
    public static byte[] QuoteAuthorization(QuoteAuthorization stamp) =>
        Document(JsonContexts.Quote, json => QuoteFields.Write(json, stamp));

    /// <summary>A collection or a page of one, of ids; its first page may be embedded.</summary>
    public static byte[] Collection(CollectionDocument collection) =>
        Document(JsonContexts.Plain, json => CollectionFields.Write(json, collection));

    /// <summary>A collection of hashtags, such as those that an actor puts forward.</summary>
    public static byte[] HashtagCollection(Uri id, IReadOnlyCollection<HashTag> hashtags) =>
        Document(JsonContexts.Note, json =>
        {
            json.WriteId("id", id);
            json.WriteString("type", "Collection");
            json.WriteNumber("totalItems", hashtags.Count);
            json.WriteStartArray("items");
            foreach (var hashtag in hashtags)
                TagFields.WriteHashtag(json, hashtag);
            json.WriteEndArray();
        });

    /// <summary>A collection that is read page by page.</summary>
    /// <param name="first">Null when the items are not shown.</param>
    public static byte[] OrderedCollection(Uri id, long totalItems, Uri? first) => Document(JsonContexts.Plain, json =>
    {
        json.WriteId("id", id);
        json.WriteString("type", "OrderedCollection");
        json.WriteNumber("totalItems", totalItems);
        json.WriteId("first", first);
    });

    /// <summary>A collection of whole notes, few enough to be read at once, such as those that an actor pinned.</summary>
    public static byte[] OrderedCollection(Uri id, IReadOnlyCollection<Note> notes) => Document(JsonContexts.Note, json =>
    {
        json.WriteId("id", id);
        json.WriteString("type", "OrderedCollection");
        json.WriteNumber("totalItems", notes.Count);
        json.WriteStartArray("orderedItems");
        foreach (var note in notes)
        {
            json.WriteStartObject();
            NoteFields.Write(json, note);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    /// <summary>A page of actors, such as followers.</summary>
    public static byte[] OrderedCollectionPage(Uri id, Uri partOf, Uri? next, Uri? prev, IEnumerable<Uri> items) =>
        Document(JsonContexts.Plain, json =>
        {
            WritePageHead(json, id, partOf, next, prev);
            json.WriteIds("orderedItems", items);
        });

    /// <summary>A page of activities, such as those of an outbox.</summary>
    public static byte[] OrderedCollectionPage(Uri id, Uri partOf, Uri? next, Uri? prev, IEnumerable<Activity> items) =>
        Document(JsonContexts.Note, json =>
        {
            WritePageHead(json, id, partOf, next, prev);
            json.WriteStartArray("orderedItems");
            foreach (var item in items)
            {
                json.WriteStartObject();
                ActivityFields.Write(json, item);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });

    internal static void WriteTombstone(Utf8JsonWriter json, Uri id)
    {
        json.WriteId("id", id);
        json.WriteString("type", "Tombstone");
    }

    /// <summary>Which terms are written in it.</summary>
    private static string ContextOf(Activity activity) => activity switch
    {
        Create or Update { Note: not null } or Like { Reaction: not null } => JsonContexts.Note,
        Update => JsonContexts.Actor,
        QuoteRequest or Accept { QuoteRequest: not null } or Reject { QuoteRequest: not null } => JsonContexts.Quote,
        Undo { Object: Like or QuoteRequest } undo => ContextOf(undo.Object),
        _ => JsonContexts.Plain,
    };

    private static byte[] Document(string context, Activity activity) =>
        Document(context, json => ActivityFields.Write(json, activity));

    private static byte[] Document(string context, Action<Utf8JsonWriter> write) => JsonOutput.Object(json =>
    {
        json.WritePropertyName("@context");
        json.WriteRawValue(context);
        write(json);
    });

    private static void WritePageHead(Utf8JsonWriter json, Uri id, Uri partOf, Uri? next, Uri? prev)
    {
        json.WriteId("id", id);
        json.WriteString("type", "OrderedCollectionPage");
        json.WriteId("partOf", partOf);
        json.WriteId("next", next);
        json.WriteId("prev", prev);
    }
}
