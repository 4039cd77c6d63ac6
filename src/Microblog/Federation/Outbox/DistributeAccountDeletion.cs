using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Tells every server that may know a deleted account: those of its followers and of whom it followed, and each that was ever reached.</summary>
/// <remarks>
/// Source: ActivityPub §6.4. All are named, so that a server that is down is told later, when nobody follows the account any more. What else
/// still waits of this account is dropped: it would follow the Delete, or be for nothing.
/// </remarks>
public sealed class DistributeAccountDeletion(Db db, LocalUris uris, SendActivity send, JobQueue jobs) : IHandle<AccountDeleted>
{
    public async Task<Outcome> HandleAsync(AccountDeleted fact, CancellationToken ct)
    {
        var actor = uris.Actor(fact.ActorId);
        var delete = new Delete(new Uri(actor.AbsoluteUri + "#delete"), actor, actor);
        await db.ForgetUnsentByAsync(fact.ActorId, delete.Id, ct);
        await send.RunAsync(delete, fact.ActorId, toFollowers: true, await WhoMayKnowAsync(fact.ActorId, ct), ct);
        jobs.Raise(new AccountDeletionTold(fact.ActorId));
        await db.SaveChangesAsync(ct);
        return Outcome.Done;
    }

    // One for each inbox, and one for each server that answered or spoke to us once: it hands on what is for everybody.
    private async Task<List<long>> WhoMayKnowAsync(long actorId, CancellationToken ct)
    {
        var elsewhere = db.Actors.Where(a => a.Host != "" && a.Inbox != null && a.GoneAt == null);
        var related = db.Follows.Where(f => f.FollowedId == actorId).Select(f => f.FollowerId)
            .Union(db.Follows.Where(f => f.FollowerId == actorId).Select(f => f.FollowedId));
        var near = await elsewhere
            .Where(a => related.Contains(a.Id))
            .GroupBy(a => a.SharedInbox ?? a.Inbox)
            .Select(g => g.Min(a => a.Id))
            .ToListAsync(ct);
        var reached = await elsewhere
            .Where(a => db.Lanes.Any(l => l.Name == Lane.HostPrefix + a.InboxHost && l.AliveAt != null))
            .GroupBy(a => a.InboxHost)
            .Select(g => g.Min(a => a.Id))
            .ToListAsync(ct);
        return [.. near.Union(reached)];
    }
}
