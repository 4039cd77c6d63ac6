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
            case Create or Update or Delete:
                WriteAboutDocument(json, activity);
                break;
            case Accept accept:
                WriteAnswered(json, accept.FollowId, (Activity?)accept.Follow ?? accept.QuoteRequest);
                json.WriteId("result", accept.Result);
                break;
            case Reject reject:
                WriteAnswered(json, reject.FollowId, (Activity?)reject.Follow ?? reject.QuoteRequest);
                break;
            case Undo undo:
                WriteAnswered(json, undo.ObjectId ?? undo.Object?.Id, IsEmbedded(undo.Object) ? undo.Object : null);
                break;
            case QuoteRequest request:
                QuoteFields.Write(json, request);
                break;
            default:
                WriteAboutId(json, activity);
                break;
        }
    }

    private static void WriteAboutDocument(Utf8JsonWriter json, Activity activity)
    {
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
        }
    }

    private static void WriteAboutId(Utf8JsonWriter json, Activity activity)
    {
        switch (activity)
        {
            case Follow follow:
                json.WriteId("object", follow.Object);
                break;
            case Block block:
                json.WriteId("object", block.Object);
                break;
            case Announce announce:
                json.WriteTime("published", announce.Published);
                json.WriteIds("to", announce.To);
                json.WriteIds("cc", announce.Cc);
                json.WriteId("object", announce.Object);
                break;
            case Like like:
                WriteLike(json, like);
                break;
            case Flag flag:
                json.WriteStringIfAny("content", flag.Content);
                json.WriteIds("object", flag.Objects);
                break;
            case Move move:
                WriteWithTarget(json, move.Object, move.Target);
                break;
            case Add add:
                WriteWithTarget(json, add.Object, add.Target);
                break;
            case Remove remove:
                WriteWithTarget(json, remove.Object, remove.Target);
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

    private static void WriteLike(Utf8JsonWriter json, Like like)
    {
        json.WriteId("object", like.Object);
        if (like.Reaction is not { } reaction)
            return;
        json.WriteString("content", reaction.Text);
        if (reaction.Emoji is { } emoji)
            TagFields.Write(json, [emoji]);
    }

    private static void WriteWithTarget(Utf8JsonWriter json, Uri about, Uri target)
    {
        json.WriteId("object", about);
        json.WriteId("target", target);
    }

    /// <summary>A whole note need not travel again only to be taken back.</summary>
    private static bool IsEmbedded(Activity? undone) =>
        undone is not (null or Create or Update or Delete or Undo or AnnouncedActivity);

    private static void WriteAnswered(Utf8JsonWriter json, Uri? id, Activity? asked)
    {
        if (asked is null)
            json.WriteId("object", id);
        else
            WriteObject(json, () => Write(json, asked));
    }

    private static void WriteObject(Utf8JsonWriter json, Action write)
    {
        json.WriteStartObject("object");
        write();
        json.WriteEndObject();
    }
}
