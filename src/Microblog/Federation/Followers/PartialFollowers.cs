using Microblog.Federation.Remote;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Federation.Followers;

/// <summary>Reads, from the server of an actor, which of us it believes to follow that actor.</summary>
/// <remarks>Source: FEP-8fcf. The server itself asks, and signs, as the answer is for us alone.</remarks>
public sealed class PartialFollowers(PeerDocuments documents)
{
    /// <summary>Most documents that are read of one collection.</summary>
    private const int MostPages = 10;

    /// <summary>All items of the collection.</summary>
    /// <exception cref="DocumentUnavailableException">It cannot be had whole: a part would make us end what is not to end.</exception>
    public async Task<IReadOnlyCollection<Uri>> ReadAsync(Uri address, CancellationToken ct)
    {
        var items = new HashSet<Uri>(Ids.Comparer);
        var seen = new HashSet<Uri>(Ids.Comparer);
        for (Uri? next = address; next is not null;)
        {
            if (!Origin.Same(next, address) || !seen.Add(next) || seen.Count > MostPages)
                throw new DocumentUnavailableException(DocumentTrouble.NotBelieved, $"{address} has too many pages");
            var page = await PageAsync(next, ct);
            next = page.IsPage ? page.Next : page.FirstPage is null ? page.First : page.FirstPage.Next;
            Take(page, items, address);
            if (page.FirstPage is { } first)
                Take(first, items, address);
        }

        return items;
    }

    private static void Take(CollectionDocument page, HashSet<Uri> items, Uri address)
    {
        if (page.Items.Count >= Limits.CollectionItems)
            throw new DocumentUnavailableException(DocumentTrouble.NotBelieved, $"{address} has too many items on one page");
        items.UnionWith(page.Items.Select(i => i.Id));
    }

    private async Task<CollectionDocument> PageAsync(Uri address, CancellationToken ct)
    {
        var answer = await documents.ActivityPubAsync(address, ct);
        try
        {
            var page = CollectionParser.Parse(answer.Body);
            return Origin.ObjectionToFetched(page, answer.FinalUri) is { } objection || !Origin.Same(answer.FinalUri, address)
                ? throw new DocumentUnavailableException(DocumentTrouble.NotBelieved, $"{address} is not on the server it came from")
                : page;
        }
        catch (MalformedActivityException malformed)
        {
            throw new DocumentUnavailableException(DocumentTrouble.NotBelieved, malformed.Message, malformed);
        }
    }
}
