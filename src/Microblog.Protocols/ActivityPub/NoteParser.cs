using System.Text.Json;

namespace Microblog.Protocols.ActivityPub;

/// <summary>Reads a note that stands alone, as it is fetched from its id.</summary>
public static class NoteParser
{
    private static readonly string[] Known =
        ["Note", "Question", "Article", "Page", "Video", "Image", "Audio", "Event"];

    private static readonly string[] Audiences = ["to", "cc", "bto", "bcc"];

    /// <summary>
    /// What is read as a note. Only a Note and a Question say everything in their content; of the others the title
    /// and the page count.
    /// </summary>
    public static IReadOnlyList<string> Types => Known;

    /// <summary>Reads a note that stands alone.</summary>
    /// <exception cref="MalformedActivityException">It is no note.</exception>
    public static Note Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonInput.ReadObject(json);
        if (!IsNote(document.RootElement))
            throw new MalformedActivityException("The object is not a Note.");
        return ReadNote(document.RootElement);
    }

    /// <summary>The id of the object that was deleted, where a Tombstone stands in its place; null for anything else.</summary>
    /// <remarks>Source: ActivityPub §6.4.</remarks>
    public static Uri? DeletedIn(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonInput.ReadObject(json);
            return document.RootElement.TypeAmong("Tombstone") is "Tombstone" ? document.RootElement.RequiredId : null;
        }
        catch (MalformedActivityException)
        {
            return null;
        }
    }

    internal static bool IsNote(JsonElement value) => Known.Contains(value.TypeAmong(Known), StringComparer.Ordinal);

    internal static Note ReadNote(JsonElement note)
    {
        var id = note.RequiredId;
        var texts = NoteTexts.Read(note);
        var tags = new TagList(note);
        var (to, cc) = ReadAddressees(note);
        var read = new Note(
            id,
            ReadAuthor(note, id) ?? throw new MalformedActivityException("The note has no author."),
            texts.Content,
            note.Time("published"),
            PageLink.Of(note, id),
            note.Link("inReplyTo"),
            texts.Summary,
            note.Flag("sensitive"),
            texts.Language,
            to,
            cc,
            tags.Mentions(),
            tags.Hashtags(),
            note.Time("updated"),
            note.Link("context") ?? note.Link("conversation"))
        {
            Type = note.TypeAmong(Known)!,
            Name = texts.Name,
            MediaType = texts.MediaType,
            Source = NoteTexts.ReadSource(note),
            Emojis = tags.Emojis(),
            Quote = QuoteParser.Read(note, tags),
        };
        return ReadMore(note, read);
    }

    /// <summary>The to and cc of a note or an activity.</summary>
    /// <exception cref="MalformedActivityException">There are too many.</exception>
    internal static (IReadOnlyList<Uri> To, IReadOnlyList<Uri> Cc) ReadAddressees(JsonElement value)
    {
        if (value.Values("to").Count() + value.Values("cc").Count() > Limits.Addressees)
            throw new MalformedActivityException("The note has more than 1000 addressees.");
        return (ReadAudience(value, "to", Limits.Addressees), ReadAudience(value, "cc", Limits.Addressees));
    }

    /// <summary>Whether a note or an activity does not say at all whom it is for.</summary>
    internal static bool SaysNoAudience(JsonElement value) =>
        !Audiences.Any(p => value.TryGetProperty(p, out _));

    /// <summary>Actors and collections, among which the public is written in three ways.</summary>
    internal static List<Uri> ReadAudience(JsonElement value, string property, int most) =>
    [
        .. value.Values(property).Take(most)
            .Select(v => v.ValueKind == JsonValueKind.String && Addressing.IsPublic(v.GetString()!)
                ? Addressing.Public
                : v.AsLink())
            .OfType<Uri>()
            .Distinct(Ids.Comparer),
    ];

    /// <summary>What not every note has.</summary>
    private static Note ReadMore(JsonElement note, Note read) => read with
    {
        Attachments = AttachmentParser.Read(note),
        Conversation = note.Text("conversation", Limits.IdLength),
        // COMPAT(PeerTube): comments.
        Replies = note.OwnLink("replies", read.Id) ?? note.OwnLink("comments", read.Id),
        Likes = note.OwnLink("likes", read.Id),
        Shares = note.OwnLink("shares", read.Id),
        SaysNoAudience = SaysNoAudience(note),
        Group = note.Link("audience"),
        Link = AttachmentParser.ReadLink(note),
        Preview = (Picture.Of(note, "image") ?? Picture.Of(note, "icon"))?.Url,
        Poll = read.Type is "Question" ? PollParser.Read(note) : null,
        InteractionPolicy = InteractionPolicyParser.Read(note),
    };

    /// <summary>
    /// Among several, the author is somebody on the note's own server, and rather a person than the group in which it
    /// was said.
    /// </summary>
    /// <remarks>COMPAT(PeerTube): names the account and the channel.</remarks>
    private static Uri? ReadAuthor(JsonElement note, Uri id)
    {
        (Uri Id, int Rank)? best = null;
        foreach (var author in note.Values("attributedTo").Take(Limits.Links))
        {
            if (author.AsLink() is not { } actor)
                continue;
            var rank = !Origin.Same(actor, id) ? 3
                : !author.IsObject ? 1
                : author.TypeAmong("Group") is "Group" ? 2
                : 0;
            if (best is null || rank < best.Value.Rank)
                best = (actor, rank);
        }
        return best?.Id;
    }
}
