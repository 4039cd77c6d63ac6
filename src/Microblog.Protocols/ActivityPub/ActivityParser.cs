using System.Text.Json;

namespace Microblog.Protocols.ActivityPub;

/// <summary>Reads what arrives in an inbox. It judges form alone; <see cref="Origin"/> judges who may say it.</summary>
public static class ActivityParser
{
    private static readonly string[] Read = ["Follow", "Accept", "Reject", "Undo", "Create", "Delete", "Update"];

    /// <summary>Reads one activity.</summary>
    /// <exception cref="MalformedActivityException">Whatever else it is, it is no activity.</exception>
    public static Activity Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonInput.ReadObject(json);
        return ReadActivity(document.RootElement, isUndone: false);
    }

    private static Activity ReadActivity(JsonElement activity, bool isUndone)
    {
        var type = activity.TypeAmong(Read) ?? throw new MalformedActivityException("The activity has no type.");
        var id = activity.RequiredId;
        var actor = activity.RequiredLink("actor");
        return type switch
        {
            "Follow" => new Follow(id, actor, activity.RequiredLink("object")),
            "Delete" => new Delete(id, actor, activity.RequiredLink("object")),
            "Accept" => ReadAnswer(activity, id, actor, (followId, follow) => new Accept(id, actor, followId, follow)),
            "Reject" => ReadAnswer(activity, id, actor, (followId, follow) => new Reject(id, actor, followId, follow)),
            "Create" when ReadNote(activity) is { } note => new Create(id, actor, note),
            "Update" when ReadNote(activity) is { } note => new Update(id, actor, note, null),
            "Update" when ReadActor(activity) is { } document => new Update(id, actor, null, document),
            "Undo" when !isUndone => ReadUndo(activity, id, actor),
            _ => ReadUnknown(activity, id, actor, type),
        };
    }

    private static Activity ReadAnswer(JsonElement activity, Uri id, Uri actor, Func<Uri?, Follow?, Activity> answer)
    {
        var answered = activity.Only("object");
        if (answered is { IsObject: true } && answered.Value.TypeAmong("Follow") is { } type)
        {
            if (!string.Equals(type, "Follow", StringComparison.Ordinal))
                return ReadUnknown(activity, id, actor, activity.TypeAmong(Read)!);
            if (ReadFollow(answered.Value) is { } follow)
                return answer(follow.Id, follow);
        }
        return answer(activity.RequiredLink("object"), null);
    }

    private static Follow? ReadFollow(JsonElement follow) =>
        follow.Id is { } id
        && follow.Only("actor")?.AsLink() is { } follower
        && follow.Only("object")?.AsLink() is { } followed
            ? new Follow(id, follower, followed)
            : null;

    private static Undo ReadUndo(JsonElement activity, Uri id, Uri actor)
    {
        if (activity.Only("object") is { IsObject: true } undone
            && undone.TypeAmong(Read) is not null
            && undone.Id is not null
            && undone.Only("actor")?.AsLink() is not null)
        {
            var embedded = ReadActivity(undone, isUndone: true);
            return new Undo(id, actor, embedded.Id, embedded);
        }
        return new Undo(id, actor, activity.RequiredLink("object"), null);
    }

    /// <summary>The embedded note, if there is one. Its addressees default to the activity's.</summary>
    private static Note? ReadNote(JsonElement activity)
    {
        if (activity.Only("object") is not { IsObject: true } value || !NoteParser.IsNote(value))
            return null;
        var note = NoteParser.ReadNote(value);
        if (note.To.Count + note.Cc.Count > 0)
            return note;
        var (to, cc) = NoteParser.ReadAddressees(activity);
        return note with { To = to, Cc = cc };
    }

    private static ActorDocument? ReadActor(JsonElement activity) =>
        activity.Only("object") is { IsObject: true } value && ActorParser.IsActor(value)
            ? ActorParser.ReadActor(value)
            : null;

    private static Unknown ReadUnknown(JsonElement activity, Uri id, Uri actor, string type)
    {
        var about = activity.Only("object");
        return new Unknown(id, actor, type)
        {
            ObjectId = about?.AsLink(),
            ObjectType = about is { IsObject: true } ? about.Value.TypeAmong() : null,
        };
    }
}
