using System.Text.Json;
using Microblog.Protocols.WebFinger;

namespace Microblog.Protocols.ActivityPub;

/// <summary>Reads an actor, as it is fetched from its id or sent in an Update.</summary>
public static class ActorParser
{
    private static readonly string[] Types = ["Person", "Service", "Application", "Group", "Organization"];

    /// <summary>Reads an actor that stands alone.</summary>
    /// <exception cref="MalformedActivityException">It is no actor, or one that cannot be addressed.</exception>
    public static ActorDocument Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonInput.ReadObject(json);
        if (!IsActor(document.RootElement))
            throw new MalformedActivityException("The object is not an actor.");
        return ReadActor(document.RootElement);
    }

    internal static bool IsActor(JsonElement value) => Types.Contains(value.TypeAmong(Types), StringComparer.Ordinal);

    internal static ActorDocument ReadActor(JsonElement actor)
    {
        var id = actor.RequiredId;
        var keys = KeyDocument.KeysOf(actor).Where(k => Ids.Same(k.Owner, id)).ToList();
        return new ActorDocument(
            id,
            actor.TypeAmong(Types)!,
            ReadName(actor),
            actor.Text("name", Limits.NameBytes),
            actor.Text("summary", Limits.BioBytes),
            PageLink.Of(actor, id),
            actor.RequiredLink("inbox"),
            SharedInbox(actor),
            OwnLink(actor, "outbox", id),
            OwnLink(actor, "followers", id),
            OwnLink(actor, "following", id),
            keys.FirstOrDefault(),
            actor.Flag("manuallyApprovesFollowers"),
            Picture(actor, "icon"),
            Picture(actor, "image"),
            actor.Time("published"),
            ReadFields(actor))
        {
            OtherKeys = [.. keys.Skip(1)],
        };
    }

    private static string ReadName(JsonElement actor) =>
        actor.Text("preferredUsername") is { } name && Handle.IsName(name)
            ? name
            : throw new MalformedActivityException("The actor has no name that a handle could have.");

    private static Uri? SharedInbox(JsonElement actor) =>
        actor.Only("endpoints") is { IsObject: true } endpoints ? endpoints.Link("sharedInbox") : null;

    private static Uri? OwnLink(JsonElement actor, string property, Uri id) =>
        actor.Link(property) is { } link && Origin.Same(link, id) ? link : null;

    private static Uri? Picture(JsonElement actor, string property) =>
        actor.Values(property).Take(Limits.Links)
            .Select(p => p.IsObject ? p.Link("url") ?? p.Link("href") : p.AsLink())
            .FirstOrDefault(p => p is not null);

    private static List<ProfileField> ReadFields(JsonElement actor) =>
    [
        .. actor.Values("attachment")
            .Where(a => a.IsObject && a.TypeAmong("PropertyValue") is "PropertyValue")
            .Select(a => new ProfileField(
                a.Text("name", Limits.NameBytes) ?? "",
                a.Text("value", Limits.NameBytes) ?? ""))
            .Take(Limits.ProfileFields),
    ];
}
