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
        var (icon, image) = (Picture.Of(actor, "icon"), Picture.Of(actor, "image"));
        return ReadMore(actor, new ActorDocument(
            id,
            actor.TypeAmong(Types)!,
            ReadName(actor),
            actor.Text("name", Limits.NameBytes),
            actor.Text("summary", Limits.BioBytes),
            PageLink.Of(actor, id),
            actor.RequiredLink("inbox"),
            SharedInbox(actor),
            actor.OwnLink("outbox", id),
            actor.OwnLink("followers", id),
            actor.OwnLink("following", id),
            keys.FirstOrDefault(),
            actor.Flag("manuallyApprovesFollowers"),
            icon?.Url,
            image?.Url,
            actor.Time("published"),
            ReadFields(actor))
        {
            OtherKeys = [.. keys.Skip(1)],
            IconMediaType = icon?.MediaType,
            ImageMediaType = image?.MediaType,
        });
    }

    /// <summary>What not every server says.</summary>
    private static ActorDocument ReadMore(JsonElement actor, ActorDocument document) => document with
    {
        AssertionMethods = KeyDocument.MultikeysOf(actor, document.Id),
        Liked = actor.OwnLink("liked", document.Id),
        Featured = actor.OwnLink("featured", document.Id),
        FeaturedTags = actor.OwnLink("featuredTags", document.Id),
        AlsoKnownAs = [.. actor.Links("alsoKnownAs", Limits.AlsoKnownAs)],
        MovedTo = actor.Link("movedTo"),
        Discoverable = actor.MaybeFlag("discoverable"),
        Indexable = actor.MaybeFlag("indexable"),
        Suspended = actor.Flag("suspended"),
        Memorial = actor.Flag("memorial"),
        Emojis = new TagList(actor).Emojis(),
        WebFinger = Handle.TryParse(actor.Text("webfinger"), out var handle) ? handle : null,
        AttributionDomains = ReadDomains(actor),
        PostingRestrictedToMods = actor.Flag("postingRestrictedToMods"),
    };

    private static string ReadName(JsonElement actor) =>
        actor.Text("preferredUsername") is { } name && Handle.IsName(name)
            ? name
            : throw new MalformedActivityException("The actor has no name that a handle could have.");

    private static Uri? SharedInbox(JsonElement actor) =>
        actor.Only("endpoints") is { IsObject: true } endpoints ? endpoints.Link("sharedInbox") : null;

    private static List<string> ReadDomains(JsonElement actor) =>
    [
        .. actor.Values("attributionDomains").Take(Limits.AttributionDomains)
            .Where(d => d.ValueKind == JsonValueKind.String)
            .Select(d => d.GetString()!.ToLowerInvariant())
            .Where(d => d.All(char.IsAscii) && Uri.CheckHostName(d) == UriHostNameType.Dns)
            .Distinct(StringComparer.Ordinal),
    ];

    private static List<ProfileField> ReadFields(JsonElement actor) =>
    [
        .. actor.Values("attachment").Take(Limits.Tags)
            .Where(a => a.IsObject && a.TypeAmong("PropertyValue") is "PropertyValue")
            .Select(a => new ProfileField(
                a.Text("name", Limits.NameBytes) ?? "",
                a.Text("value", Limits.NameBytes) ?? ""))
            .Take(Limits.ProfileFields),
    ];
}
