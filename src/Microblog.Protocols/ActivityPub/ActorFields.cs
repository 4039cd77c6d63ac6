using System.Text.Json;

namespace Microblog.Protocols.ActivityPub;

/// <summary>The properties of an actor, without the context.</summary>
internal static class ActorFields
{
    public static void Write(Utf8JsonWriter json, ActorDocument actor)
    {
        json.WriteId("id", actor.Id);
        json.WriteString("type", actor.Type);
        json.WriteString("preferredUsername", actor.PreferredUsername);
        json.WriteStringIfAny("name", actor.Name);
        json.WriteStringIfAny("summary", actor.Summary);
        json.WriteId("url", actor.Url);
        json.WriteTime("published", actor.Published);
        json.WriteBoolean("manuallyApprovesFollowers", actor.ManuallyApprovesFollowers);
        json.WriteStringIfAny("webfinger", actor.WebFinger?.ToString());
        WriteEndpoints(json, actor);
        WriteStanding(json, actor);
        PictureFields.Write(json, "icon", actor.Icon, actor.IconMediaType);
        PictureFields.Write(json, "image", actor.Image, actor.ImageMediaType);
        WriteFields(json, actor.Fields);
        if (actor.Emojis.Count > 0)
            TagFields.Write(json, actor.Emojis);
        WriteKeys(json, actor);
        WriteMultikeys(json, actor.AssertionMethods);
    }

    private static void WriteEndpoints(Utf8JsonWriter json, ActorDocument actor)
    {
        json.WriteId("inbox", actor.Inbox);
        json.WriteId("outbox", actor.Outbox);
        json.WriteId("followers", actor.Followers);
        json.WriteId("following", actor.Following);
        json.WriteId("liked", actor.Liked);
        json.WriteId("featured", actor.Featured);
        json.WriteId("featuredTags", actor.FeaturedTags);
        if (actor.SharedInbox is null)
            return;
        json.WriteStartObject("endpoints");
        json.WriteId("sharedInbox", actor.SharedInbox);
        json.WriteEndObject();
    }

    /// <summary>Where the actor was and goes, and how it wants to be treated.</summary>
    private static void WriteStanding(Utf8JsonWriter json, ActorDocument actor)
    {
        if (actor.AlsoKnownAs.Count > 0)
            json.WriteIds("alsoKnownAs", actor.AlsoKnownAs);
        json.WriteId("movedTo", actor.MovedTo);
        WriteFlag(json, "discoverable", actor.Discoverable);
        WriteFlag(json, "indexable", actor.Indexable);
        WriteFlag(json, "suspended", actor.Suspended ? true : null);
        WriteFlag(json, "memorial", actor.Memorial ? true : null);
        WriteFlag(json, "postingRestrictedToMods", actor.PostingRestrictedToMods ? true : null);
        if (actor.AttributionDomains.Count == 0)
            return;
        json.WriteStartArray("attributionDomains");
        foreach (var domain in actor.AttributionDomains)
            json.WriteStringValue(domain);
        json.WriteEndArray();
    }

    private static void WriteFlag(Utf8JsonWriter json, string property, bool? value)
    {
        if (value is { } flag)
            json.WriteBoolean(property, flag);
    }

    private static void WriteFields(Utf8JsonWriter json, IReadOnlyList<ProfileField> fields)
    {
        json.WriteStartArray("attachment");
        foreach (var field in fields)
        {
            json.WriteStartObject();
            json.WriteString("type", "PropertyValue");
            json.WriteString("name", field.Name);
            json.WriteString("value", field.Value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>A single key stands alone: not every server reads a list.</summary>
    private static void WriteKeys(Utf8JsonWriter json, ActorDocument actor)
    {
        if (actor.PublicKey is null)
            return;
        json.WritePropertyName("publicKey");
        if (actor.OtherKeys.Count > 0)
            json.WriteStartArray();
        WriteKey(json, actor.PublicKey);
        foreach (var key in actor.OtherKeys)
            WriteKey(json, key);
        if (actor.OtherKeys.Count > 0)
            json.WriteEndArray();
    }

    private static void WriteKey(Utf8JsonWriter json, ActorKey key)
    {
        json.WriteStartObject();
        json.WriteId("id", key.Id);
        json.WriteId("owner", key.Owner);
        json.WriteString("publicKeyPem", key.Pem);
        json.WriteEndObject();
    }

    private static void WriteMultikeys(Utf8JsonWriter json, IReadOnlyList<Multikey> keys)
    {
        if (keys.Count == 0)
            return;
        json.WriteStartArray("assertionMethod");
        foreach (var key in keys)
        {
            json.WriteStartObject();
            json.WriteId("id", key.Id);
            json.WriteString("type", "Multikey");
            json.WriteId("controller", key.Controller);
            json.WriteString("publicKeyMultibase", key.PublicKeyMultibase);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
