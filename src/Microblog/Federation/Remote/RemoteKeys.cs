using Microblog.Actors;
using Microblog.Data;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Remote;

/// <summary>Finds the key that a signature names: in memory, in the database, or from its owner.</summary>
public sealed class RemoteKeys(Db db, KeyCache cache, PeerDocuments documents, RemoteActors actors, LocalUris uris)
{
    /// <summary>Finds a key, fetching it when we do not have it.</summary>
    /// <returns>Null when it cannot be had or its claimed owner does not list it.</returns>
    public async Task<RemoteKey?> FindAsync(Uri keyId, CancellationToken ct)
    {
        if (cache.Find(keyId, out var isFresh) is { } cached && (isFresh || await StillCountsAsync(keyId, cached, ct)))
            return isFresh ? cached : cache.Keep(keyId, cached);
        cache.Forget(keyId);
        if (await StoredAsync(keyId, ct) is { } stored)
            return cache.Keep(keyId, stored);

        // Nobody here speaks to us by the inbox: who names a key of ours makes us ask ourselves.
        return !uris.IsOurs(keyId) && cache.MayFetch(keyId) ? await FetchAsync(keyId, ct) : null;
    }

    /// <summary>Fetches a key again, as its owner may have changed it; at most once a minute.</summary>
    /// <returns>Null when it may not be fetched now, or is not there any more.</returns>
    public async Task<RemoteKey?> RefetchAsync(Uri keyId, CancellationToken ct)
    {
        if (!cache.MayFetch(keyId))
            return null;
        cache.Forget(keyId);
        return await FetchAsync(keyId, ct);
    }

    private async Task<RemoteKey?> FetchAsync(Uri keyId, CancellationToken ct)
    {
        cache.NoteFetch(keyId);
        try
        {
            // Mostly the key's address without its fragment is its owner's document; else it is a document of its own.
            var answer = await documents.ActivityPubAsync(keyId, ct);
            if (!Origin.Same(answer.FinalUri, keyId))
                return null;
            var claimed = OwnerOf(answer.Body, keyId);

            // It could not be that owner's key: nobody else's server is asked because of what a stranger writes in a key.
            if (!Origin.Same(claimed, keyId))
                return null;
            var owner = IsAt(answer.FinalUri, claimed) && IsAt(keyId, claimed)
                ? await actors.TakeAsync(answer, ct)
                : await actors.FetchAsync(claimed, ct);
            return Ids.Same(owner.Uri, claimed) && await StoredAsync(keyId, ct) is { } stored ? cache.Keep(keyId, stored) : null;
        }
        catch (Exception unusable) when (unusable is MalformedActivityException or DocumentUnavailableException)
        {
            return null;
        }
    }

    // Then what was answered is the owner's document already. Any other document there, such as an upload, would only claim to be.
    private static bool IsAt(Uri address, Uri owner) =>
        string.Equals(address.GetLeftPart(UriPartial.Query), owner.AbsoluteUri, StringComparison.Ordinal);

    // Throws a MalformedActivityException when the document holds no key of that id.
    private static Uri OwnerOf(byte[] document, Uri keyId)
    {
        try
        {
            return KeyDocument.Parse(document, keyId).Owner;
        }
        catch (MalformedActivityException)
        {
            return KeyDocument.ParseMultikey(document, keyId).Controller;
        }
    }

    // Its owner's document was not read anew since. One row by its index: far less than reading the key would cost.
    private Task<bool> StillCountsAsync(Uri keyId, RemoteKey key, CancellationToken ct) => db.PublicKeys.AnyAsync(
        k => k.KeyUri == keyId && k.ActorId == key.OwnerId && k.FetchedAt == key.FetchedAt && db.Actors.Any(a => a.Id == k.ActorId && a.GoneAt == null), ct);

    private async Task<RemoteKey?> StoredAsync(Uri keyId, CancellationToken ct)
    {
        var row = await (
            from key in db.PublicKeys
            where key.KeyUri == keyId
            join owner in db.Actors on key.ActorId equals owner.Id
            where owner.GoneAt == null
            select new { owner.Id, owner.Uri, owner.Host, key.Encoded, key.FetchedAt }).SingleOrDefaultAsync(ct);
        return row is not null && ActorPublicKey.TryParse(row.Encoded, out var parsed)
            ? new RemoteKey(row.Id, row.Uri, row.Host, parsed, row.FetchedAt)
            : null;
    }
}
