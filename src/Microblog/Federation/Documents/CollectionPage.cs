using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.Federation.Documents;

/// <summary>Which part of a collection is asked for: the collection itself, or a page of it.</summary>
public sealed record CollectionPage
{
    /// <summary>A page is asked for.</summary>
    [FromQuery(Name = "page")]
    public bool IsPage { get; init; }

    /// <summary>Only what is older than the item with this id.</summary>
    [FromQuery(Name = "max_id")]
    public long? MaxId { get; init; }

    /// <summary>How many items a page holds.</summary>
    public const int Size = 20;

    /// <summary>The address of the first page.</summary>
    public static Uri First(Uri collection) => new(collection.AbsoluteUri + "?page=true");

    public Uri Of(Uri collection) => MaxId is { } max ? After(collection, max) : First(collection);

    /// <summary>The page after this one; null when this one is not full.</summary>
    public static Uri? Next<T>(Uri collection, IReadOnlyList<T> items, Func<T, long> id) =>
        items.Count < Size ? null : After(collection, id(items[^1]));

    private static Uri After(Uri collection, long id) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{First(collection).AbsoluteUri}&max_id={id}"));
}
