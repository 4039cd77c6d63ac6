using System.Text.Json;

namespace Microblog.Protocols.ActivityPub;

/// <summary>Reads a collection, or a page of one, as it is fetched from its id.</summary>
public static class CollectionParser
{
    private static readonly string[] Types =
        ["Collection", "OrderedCollection", "CollectionPage", "OrderedCollectionPage"];

    /// <summary>Reads a collection that stands alone.</summary>
    /// <exception cref="MalformedActivityException">It is no collection.</exception>
    public static CollectionDocument Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonInput.ReadObject(json);
        return IsCollection(document.RootElement)
            ? Read(document.RootElement, of: null)
            : throw new MalformedActivityException("The object is not a collection.");
    }

    private static bool IsCollection(JsonElement value) =>
        Types.Contains(value.TypeAmong(Types), StringComparer.Ordinal);

    /// <summary>A first page may be embedded, but nothing in that again.</summary>
    /// <param name="of">The collection in which this page is embedded.</param>
    private static CollectionDocument Read(JsonElement value, Uri? of)
    {
        var id = value.Id;
        var origin = id ?? of;
        var firstPage = of is null && value.Only("first") is { IsObject: true } page && IsCollection(page)
            ? Read(page, origin)
            : null;
        return new CollectionDocument(id, value.TypeAmong(Types)!)
        {
            TotalItems = value.Count("totalItems"),
            Items = ReadItems(value),
            First = Own("first"),
            FirstPage = firstPage?.Id is { } pageId && (origin is null || !Origin.Same(pageId, origin)) ? null : firstPage,
            Next = Own("next"),
            Prev = Own("prev"),
            PartOf = Own("partOf"),
        };

        Uri? Own(string property) => origin is null ? null : value.OwnLink(property, origin);
    }

    /// <summary>Servers put items under either name, whatever the type.</summary>
    private static List<CollectionItem> ReadItems(JsonElement value) =>
    [
        .. value.Values("orderedItems").Concat(value.Values("items")).Take(Limits.CollectionItems)
            .Select(ReadItem)
            .OfType<CollectionItem>()
            .DistinctBy(i => i.Id, Ids.Comparer),
    ];

    private static CollectionItem? ReadItem(JsonElement item)
    {
        if (item.AsLink() is not { } id)
            return null;
        var type = item.IsObject ? item.TypeAmong() : null;
        return new CollectionItem(id, type, item.IsObject ? item.Only("object")?.AsLink() : null);
    }
}
