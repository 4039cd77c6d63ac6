namespace Microblog.Protocols.ActivityPub;

/// <summary>A collection or one page of it.</summary>
/// <param name="Id">Null for an embedded page that has none.</param>
/// <param name="Type">Collection, OrderedCollection, CollectionPage or OrderedCollectionPage.</param>
public sealed record CollectionDocument(Uri? Id, string Type)
{
    /// <summary>How many items there are on all pages, as is claimed; null when that was not said.</summary>
    public long? TotalItems { get; init; }

    /// <summary>What is on this page itself, at most <see cref="Limits.CollectionItems"/>.</summary>
    public IReadOnlyList<CollectionItem> Items { get; init; } = [];

    /// <summary>The first page; set also when it is embedded. Null unless on the collection's own server.</summary>
    public Uri? First { get; init; }

    /// <summary>The first page, where it is embedded.</summary>
    public CollectionDocument? FirstPage { get; init; }

    /// <summary>The page after this one; null unless on the collection's own server.</summary>
    public Uri? Next { get; init; }

    public Uri? Prev { get; init; }

    public Uri? PartOf { get; init; }

    public bool IsPage => Type.EndsWith("Page", StringComparison.Ordinal);

    public bool IsOrdered => Type.StartsWith("Ordered", StringComparison.Ordinal);
}

/// <summary>What is in a collection. Nothing embedded is believed: it is fetched from its id.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">Null when only the id was sent.</param>
/// <param name="Object">
/// Where the item is an activity, as in an outbox, the id of what that is about; otherwise null.
/// </param>
public sealed record CollectionItem(Uri Id, string? Type = null, Uri? Object = null);
