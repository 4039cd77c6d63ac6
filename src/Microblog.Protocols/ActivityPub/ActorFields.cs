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
        WriteEndpoints(json, actor);
        WritePicture(json, "icon", actor.Icon);
        WritePicture(json, "image", actor.Image);
        WriteFields(json, actor.Fields);
        WriteKeys(json, actor);
    }

    private static void WriteEndpoints(Utf8JsonWriter json, ActorDocument actor)
    {
        json.WriteId("inbox", actor.Inbox);
        json.WriteId("outbox", actor.Outbox);
        json.WriteId("followers", actor.Followers);
        json.WriteId("following", actor.Following);
        if (actor.SharedInbox is null)
            return;
        json.WriteStartObject("endpoints");
        json.WriteId("sharedInbox", actor.SharedInbox);
        json.WriteEndObject();
    }

    private static void WritePicture(Utf8JsonWriter json, string property, Uri? address)
    {
        if (address is null)
            return;
        json.WriteStartObject(property);
        json.WriteString("type", "Image");
        json.WriteId("url", address);
        json.WriteEndObject();
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
}
