using System.Text.Json;

namespace Microblog.Protocols.ActivityPub;

/// <summary>The properties of an activity, without the context.</summary>
internal static class ActivityFields
{
    public static void Write(Utf8JsonWriter json, Activity activity)
    {
        json.WriteId("id", activity.Id);
        json.WriteString("type", activity is Unknown unknown ? unknown.Type : activity.GetType().Name);
        json.WriteId("actor", activity.Actor);
        switch (activity)
        {
            case Create create:
                WriteNote(json, create.Object, create.Object.Published);
                break;
            case Update { Note: { } note }:
                WriteNote(json, note, note.Updated);
                break;
            case Update { ActorDocument: { } actor }:
                json.WriteIds("to", [Addressing.Public]);
                WriteObject(json, () => ActorFields.Write(json, actor));
                break;
            case Delete delete:
                WriteDeleted(json, delete);
                break;
            case Follow follow:
                json.WriteId("object", follow.Object);
                break;
            case Accept accept:
                WriteAnswered(json, accept.FollowId, accept.Follow);
                break;
            case Reject reject:
                WriteAnswered(json, reject.FollowId, reject.Follow);
                break;
            case Undo undo:
                WriteAnswered(json, undo.ObjectId ?? undo.Object?.Id, undo.Object as Follow);
                break;
            case Unknown other:
                json.WriteId("object", other.ObjectId);
                break;
        }
    }

    private static void WriteNote(Utf8JsonWriter json, Note note, DateTimeOffset? on)
    {
        json.WriteTime("published", on);
        json.WriteIds("to", note.To);
        json.WriteIds("cc", note.Cc);
        WriteObject(json, () => NoteFields.Write(json, note));
    }

    /// <summary>Addressed to the public, as Mastodon does: servers pass a Delete on by what it says there.</summary>
    private static void WriteDeleted(Utf8JsonWriter json, Delete delete)
    {
        json.WriteIds("to", [Addressing.Public]);
        if (Ids.Same(delete.Object, delete.Actor))
            json.WriteId("object", delete.Object);
        else
            WriteObject(json, () => ActivityWriter.WriteTombstone(json, delete.Object));
    }

    private static void WriteAnswered(Utf8JsonWriter json, Uri? id, Follow? follow)
    {
        if (follow is null)
            json.WriteId("object", id);
        else
            WriteObject(json, () => Write(json, follow));
    }

    private static void WriteObject(Utf8JsonWriter json, Action write)
    {
        json.WriteStartObject("object");
        write();
        json.WriteEndObject();
    }
}
