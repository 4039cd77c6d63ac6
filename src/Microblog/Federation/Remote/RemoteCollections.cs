using System.Runtime.CompilerServices;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Federation.Remote;

/// <summary>Reads collections of other servers page by page.</summary>
internal static class RemoteCollections
{
    extension(PeerDocuments documents)
    {
        /// <summary>The collection itself where it holds items, then its pages; each address once, as a page may name itself as the next.</summary>
        /// <param name="most">Pages read at most.</param>
        /// <exception cref="DocumentUnavailableException">A page is gone, cannot be had, or is something else.</exception>
        public async IAsyncEnumerable<CollectionDocument> PagesAsync(Uri collection, int most, [EnumeratorCancellation] CancellationToken ct)
        {
            var seen = new HashSet<Uri>(Ids.Comparer) { collection };
            var part = await documents.ReadAsync(collection, ct);
            for (var read = 0; ;)
            {
                if (part.Items.Count > 0 || part.IsPage)
                {
                    yield return part;
                    if (++read == most)
                        yield break;
                }

                var embedded = part.FirstPage;
                var next = part.Next ?? part.First;
                if (embedded is not null)
                    part = embedded;
                else if (next is not null && Origin.Same(next, collection) && seen.Add(next))
                    part = await documents.ReadAsync(next, ct);
                else
                    yield break;
            }
        }

        private async Task<CollectionDocument> ReadAsync(Uri address, CancellationToken ct)
        {
            var answer = await documents.ActivityPubAsync(address, ct);
            if (!Origin.Same(answer.FinalUri, address))
                throw new DocumentUnavailableException(DocumentTrouble.NotBelieved, "The collection is on another server.");
            try
            {
                return CollectionParser.Parse(answer.Body);
            }
            catch (MalformedActivityException malformed)
            {
                throw new DocumentUnavailableException(DocumentTrouble.NotBelieved, malformed.Message, malformed);
            }
        }
    }
}
