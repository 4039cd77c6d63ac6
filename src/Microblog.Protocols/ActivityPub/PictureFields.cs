using System.Text.Json;

namespace Microblog.Protocols.ActivityPub;

/// <summary>An icon or an image as a property.</summary>
internal static class PictureFields
{
    public static void Write(Utf8JsonWriter json, string property, Uri? address, string? mediaType)
    {
        if (address is null)
            return;
        json.WriteStartObject(property);
        json.WriteString("type", "Image");
        json.WriteStringIfAny("mediaType", mediaType);
        json.WriteId("url", address);
        json.WriteEndObject();
    }
}
