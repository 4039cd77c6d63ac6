using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Remote;
using Microblog.Jobs;
using Microblog.Protocols.ActivityPub;
using Microblog.Relations;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Followers;

/// <summary>
/// Compares what a remote actor believes of its followers here with what we believe. Where they differ, its server's word counts for
/// who is let in, and ours for who wants to be.
/// </summary>
/// <remarks>Source: FEP-8fcf. Only follows of the very actor that sent the offer can change by it.</remarks>
public sealed class SynchronizeFollowers(Db db, PartialFollowers partial, LocalUris uris, SettleFollow settle, FetchTurn turn) : IHandle<FollowersOffered>
{
    /// <summary>Follows that one offer changes: each that ends here is an activity to send. The next offer goes on.</summary>
    public const int MostChanges = 50;

    public Task<Outcome> HandleAsync(FollowersOffered fact, CancellationToken ct) =>
        turn.RunAsync(fact.Hosts, () => RunAsync(fact, ct), hosts => fact with { Hosts = hosts }, ct);

    private async Task<Outcome> RunAsync(FollowersOffered fact, CancellationToken ct)
    {
        var sender = await db.Actors.AsNoTracking().SingleOrDefaultAsync(a => a.Id == fact.SenderId && a.GoneAt == null, ct);
        if (sender is null || !Ids.Same(sender.FollowersUri, fact.CollectionId) || !Origin.Same(sender.Uri, fact.Url))
            return Outcome.Ignored("that is not the sender's own collection of followers");
        if (CollectionSynchronization.DigestOf(await OursAsync(sender.Id, ct)) == fact.Digest)
            return Outcome.Done;

        try
        {
            var theirs = await partial.ReadAsync(fact.Url, ct);
            await SettleAsync(sender.Id, [.. theirs.Select(uris.ActorIdOf).OfType<long>()], ct);
            return Outcome.Done;
        }
        catch (DocumentUnavailableException unavailable)
        {
            // The next activity tells it anew.
            return Outcome.Ignored(unavailable.Message);
        }
    }

    private Task<List<Uri>> OursAsync(long followedId, CancellationToken ct) => db.Follows
        .Where(f => f.FollowedId == followedId && f.IsAccepted && f.Follower!.Host == "")
        .Select(f => f.Follower!.Uri)
        .ToListAsync(ct);

    private async Task SettleAsync(long followedId, HashSet<long> theirs, CancellationToken ct)
    {
        var ours = await db.Follows
            .Where(f => f.FollowedId == followedId && f.Follower!.Host == "")
            .Select(f => new { f.FollowerId, f.IsAccepted })
            .ToDictionaryAsync(f => f.FollowerId, f => f.IsAccepted, ct);
        var differing = ours.Where(f => f.Value != theirs.Contains(f.Key)).OrderBy(f => f.Key).Take(MostChanges).ToList();
        foreach (var (followerId, isAccepted) in differing)
        {
            if (isAccepted)
                await settle.EndAsync(followerId, followedId, ct);
            else
                await settle.AcceptAsync(followerId, followedId, ct);
        }

        var unknown = theirs.Where(id => !ours.ContainsKey(id)).ToArray();
        var here = await db.Actors.FromHere()
            .Where(a => unknown.Contains(a.Id) && a.GoneAt == null)
            .OrderBy(a => a.Id)
            .Select(a => a.Id)
            .Take(MostChanges - differing.Count)
            .ToListAsync(ct);
        foreach (var followerId in here)
            await settle.DisownAsync(followerId, followedId, ct);
    }
}
