using System.Text.Json;

namespace Microblog.Protocols.ActivityPub;

/// <summary>The properties of a collection or a page of one, without the context.</summary>
internal static class CollectionFields
{
    public static void Write(Utf8JsonWriter json, CollectionDocument collection)
    {
        json.WriteId("id", collection.Id);
        json.WriteString("type", collection.Type);
        if (collection.TotalItems is { } total)
            json.WriteNumber("totalItems", total);
        json.WriteId("partOf", collection.PartOf);
        if (collection.FirstPage is { } first)
        {
            json.WriteStartObject("first");
            Write(json, first);
            json.WriteEndObject();
        }
        else
        {
            json.WriteId("first", collection.First);
        }
        json.WriteId("next", collection.Next);
        json.WriteId("prev", collection.Prev);
        if (collection.IsPage || collection.Items.Count > 0 || (collection.First is null && collection.FirstPage is null))
            WriteItems(json, collection);
    }

    private static void WriteItems(Utf8JsonWriter json, CollectionDocument collection)
    {
        json.WriteStartArray(collection.IsOrdered ? "orderedItems" : "items");
        foreach (var item in collection.Items)
        {
            if (item.Type is null && item.Object is null)
                json.WriteStringValue(item.Id.AbsoluteUri);
            else
                WriteEmbedded(json, item);
        }
        json.WriteEndArray();
    }

    private static void WriteEmbedded(Utf8JsonWriter json, CollectionItem item)
    {
        json.WriteStartObject();
        json.WriteId("id", item.Id);
        json.WriteStringIfAny("type", item.Type);
        json.WriteId("object", item.Object);
        json.WriteEndObject();
    }
}
