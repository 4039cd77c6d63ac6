using Microblog.Actors;
using Microblog.Data;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Followers;

/// <summary>What we believe of who follows a person here, in short, for each server that has followers of theirs.</summary>
/// <remarks>Source: FEP-8fcf. All at once, as an activity for followers goes to all of these servers.</remarks>
public sealed class FollowerDigests
{
    private readonly Uri collection;
    private readonly Uri url;
    private readonly Dictionary<string, byte[]> byHost = new(StringComparer.Ordinal);

    private FollowerDigests(Uri collection, Uri url)
    {
        this.collection = collection;
        this.url = url;
    }

    /// <summary>How many bytes it takes in memory, roughly.</summary>
    public long Size => 200 + (byHost.Count * 150L);

    public static async Task<FollowerDigests> OfAsync(Db db, LocalUris uris, long actorId, CancellationToken ct)
    {
        var digests = new FollowerDigests(uris.Followers(actorId), uris.FollowersSynchronization(actorId));
        var followers = db.Follows
            .Where(f => f.FollowedId == actorId && f.IsAccepted && f.Follower!.Host != "")
            .Select(f => new { f.Follower!.Host, f.Follower.Uri })
            .AsAsyncEnumerable();
        await foreach (var follower in followers.WithCancellation(ct))
            digests.Add(follower.Host, follower.Uri);
        return digests;
    }

    /// <summary>What to tell the server of that inbox; null when nobody there follows.</summary>
    public CollectionSynchronization? For(Uri inbox) => byHost.TryGetValue(Origin.HostOf(inbox), out var digest)
        ? new CollectionSynchronization(collection, url, Convert.ToHexStringLower(digest))
        : null;

    private void Add(string host, Uri follower)
    {
        if (!byHost.TryGetValue(host, out var digest))
            byHost.Add(host, digest = new byte[32]);
        CollectionSynchronization.Add(digest, follower);
    }
}
