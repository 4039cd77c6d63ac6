using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.Federation.Documents;

/// <summary>Which part of a collection is asked for: the collection itself, or a page of it.</summary>
/// <param name="IsPage">A page is asked for.</param>
/// <param name="MaxId">Only what is older than the item with this id.</param>
public sealed record CollectionPage([property: FromQuery(Name = "page")] bool IsPage = false, [property: FromQuery(Name = "max_id")] long? MaxId = null)
{
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
