using System.Text.Json;

namespace Microblog.Protocols.ActivityPub;

/// <summary>Reads what arrives in an inbox. It judges form alone; <see cref="Origin"/> judges who may say it.</summary>
public static class ActivityParser
{
    private static readonly string[] Read =
    [
        "Follow", "Accept", "Reject", "Undo", "Create", "Delete", "Update", "Announce", "Like", "EmojiReact", "Block",
        "Flag", "Move", "Add", "Remove", "QuoteRequest",
    ];

    /// <summary>Reads one activity.</summary>
    /// <exception cref="MalformedActivityException">Whatever else it is, it is no activity.</exception>
    public static Activity Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonInput.ReadObject(json);
        var activity = document.RootElement;
        return ReadActivity(activity, activity.RequiredId, isUndone: false);
    }

    private static Activity ReadActivity(JsonElement activity, Uri id, bool isUndone)
    {
        var type = activity.TypeAmong(Read) ?? throw new MalformedActivityException("The activity has no type.");
        var actor = activity.RequiredLink("actor");
        return type switch
        {
            "Follow" => new Follow(id, actor, activity.RequiredLink("object")),
            "Block" => new Block(id, actor, activity.RequiredLink("object")),
            "Delete" => new Delete(id, actor, activity.RequiredLink("object")),
            "Move" => new Move(id, actor, activity.RequiredLink("object"), activity.RequiredLink("target")),
            "Like" or "EmojiReact" =>
                new Like(id, actor, activity.RequiredLink("object"), ReactionParser.Read(activity)),
            "QuoteRequest" => AnswerParser.ReadQuoteRequest(activity, id, actor),
            "Accept" or "Reject" => AnswerParser.Read(activity, id, actor, type) ?? Other(),
            "Announce" => AnnounceParser.Read(activity, id, actor),
            "Flag" => ReadFlag(activity, id, actor),
            "Add" or "Remove" => ReadFeatured(activity, id, actor, type) ?? Other(),
            "Create" when ReadNote(activity) is { } note => new Create(id, actor, note),
            "Update" when ReadNote(activity) is { } note => new Update(id, actor, note, null),
            "Update" when ReadActor(activity) is { } document => new Update(id, actor, null, document),
            "Create" when ReadBareId(activity) is { } created => new CreateById(id, actor, created),
            "Update" when ReadBareId(activity) is { } changed => new UpdateById(id, actor, changed),
            "Undo" when !isUndone => ReadUndo(activity, id, actor),
            _ => Other(),
        };

        Activity Other() => ReadUnknown(activity, id, actor, type);
    }

    private static Undo ReadUndo(JsonElement activity, Uri id, Uri actor) =>
        ReadUndone(activity, id) is { } undone
            ? new Undo(id, actor, activity.Only("object")?.Id, undone)
            : new Undo(id, actor, activity.RequiredLink("object"), null);

    /// <summary>
    /// What is undone need not be whole: its id alone says which it was, and without one so does whom or what it was about.
    /// </summary>
    /// <param name="undoId">Stands for an id that is missing.</param>
    private static Activity? ReadUndone(JsonElement activity, Uri undoId)
    {
        if (activity.Only("object") is not { IsObject: true } undone)
            return null;
        try
        {
            var read = ReadActivity(undone, undone.Id ?? undoId, isUndone: true);
            return undone.Id is not null || read is Follow or Block or Like or Announce ? read : null;
        }
        catch (MalformedActivityException)
        {
            return null;
        }
    }

    /// <summary>The words of a report are its content.</summary>
    /// <remarks>COMPAT(Lemmy): its summary.</remarks>
    private static Flag ReadFlag(JsonElement activity, Uri id, Uri actor)
    {
        var about = activity.Links("object", Limits.Reported).ToList();
        return about.Count > 0
            ? new Flag(
                id, actor, about,
                activity.Text("content", Limits.ReportBytes) ?? activity.Text("summary", Limits.ReportBytes))
            : throw new MalformedActivityException("The report is about nothing.");
    }

    /// <summary>
    /// A note that is pinned or unpinned; null for everything else that is put into collections, such as hashtags.
    /// </summary>
    private static Activity? ReadFeatured(JsonElement activity, Uri id, Uri actor, string type)
    {
        if (activity.Only("object") is not { } value
            || value.AsLink() is not { } pinned
            || activity.Only("target")?.AsLink() is not { } target
            || (value.IsObject && value.TypeAmong() is not null && !NoteParser.IsNote(value)))
            return null;
        return type is "Add" ? new Add(id, actor, pinned, target) : new Remove(id, actor, pinned, target);
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
        return note with { To = to, Cc = cc, SaysNoAudience = note.SaysNoAudience && NoteParser.SaysNoAudience(activity) };
    }

    /// <summary>The id, where nothing but it was sent: what says of itself that it is something else is not asked for.</summary>
    private static Uri? ReadBareId(JsonElement activity) =>
        activity.Only("object") is { } value && value.TypeAmong() is null or "Link" ? value.AsLink() : null;

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
