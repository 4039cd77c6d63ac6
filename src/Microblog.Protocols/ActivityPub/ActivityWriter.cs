using System.Text.Json;

namespace Microblog.Protocols.ActivityPub;

/// <summary>Writes what we send and serve, as UTF-8 JSON; the same thing is always the same bytes.</summary>
public static class ActivityWriter
{
    /// <summary>Writes an activity of any type that has a method of its own here.</summary>
    /// <exception cref="ArgumentException">We do not write activities of that type.</exception>
    public static byte[] Write(Activity activity) => activity switch
    {
        Create create => Create(create),
        Delete delete => Delete(delete),
        Follow follow => Follow(follow),
        Accept accept => Accept(accept),
        Reject reject => Reject(reject),
        Undo undo => Undo(undo),
        Update update => Update(update),
        _ => throw new ArgumentException("We do not write activities of that type.", nameof(activity)),
    };

    public static byte[] Create(Create activity) => Document(JsonContexts.Note, activity);

    /// <summary>Of a note as a Tombstone, of an actor by its id alone.</summary>
    public static byte[] Delete(Delete activity) => Document(JsonContexts.Plain, activity);

    public static byte[] Follow(Follow activity) => Document(JsonContexts.Plain, activity);

    /// <summary>With the Follow embedded, which is how most servers find it.</summary>
    public static byte[] Accept(Accept activity) => Document(JsonContexts.Plain, activity);

    /// <inheritdoc cref="Accept"/>
    public static byte[] Reject(Reject activity) => Document(JsonContexts.Plain, activity);

    public static byte[] Undo(Undo activity) => Document(JsonContexts.Plain, activity);

    public static byte[] Update(Update activity) =>
        Document(activity.ActorDocument is null ? JsonContexts.Note : JsonContexts.Actor, activity);

    public static byte[] Note(Note note) => Document(JsonContexts.Note, json => NoteFields.Write(json, note));

    /// <summary>What stands where a deleted note was.</summary>
    public static byte[] Tombstone(Uri id) => Document(JsonContexts.Plain, json => WriteTombstone(json, id));

    public static byte[] Actor(ActorDocument actor) =>
        Document(JsonContexts.Actor, json => ActorFields.Write(json, actor));

    /// <summary>A collection that is read page by page.</summary>
    /// <param name="first">Null when the items are not shown.</param>
    public static byte[] OrderedCollection(Uri id, long totalItems, Uri? first) => Document(JsonContexts.Plain, json =>
    {
        json.WriteId("id", id);
        json.WriteString("type", "OrderedCollection");
        json.WriteNumber("totalItems", totalItems);
        json.WriteId("first", first);
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
