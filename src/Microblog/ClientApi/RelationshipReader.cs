using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Relations;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>Reads how the viewer and others stand to each other.</summary>
public sealed class RelationshipReader(Db db, Viewer viewer, TimeProvider clock)
{
    /// <summary>The relationship to one other.</summary>
    /// <exception cref="RefusalException">There is no such account.</exception>
    public async Task<Relationship> ToAsync(long other, CancellationToken ct) =>
        (await ToAsync([other], ct)).SingleOrDefault() ?? throw new RefusalException(Refusal.NotFound);

    /// <summary>The relationships to others; of unknown ones there is none.</summary>
    public async Task<IReadOnlyList<Relationship>> ToAsync(long[] others, CancellationToken ct)
    {
        var (me, now) = (viewer.RequiredActorId, clock.GetUtcNow());
        return await db.Actors
            .Where(a => others.Contains(a.Id) && a.Id != InstanceActor.ActorId)
            .Select(a => new Relationship
            {
                Id = ApiText.Id(a.Id),
                Following = db.Follows.Any(f => f.FollowerId == me && f.FollowedId == a.Id && f.IsAccepted),
                ShowingReblogs = db.Follows.Any(f => f.FollowerId == me && f.FollowedId == a.Id && !f.HidesRepeats),
                Notifying = db.Follows.Any(f => f.FollowerId == me && f.FollowedId == a.Id && f.Notifies),
                Languages = FollowOptions.Unpack(db.Follows.Where(f => f.FollowerId == me && f.FollowedId == a.Id).Select(f => f.Languages).FirstOrDefault()),
                FollowedBy = db.Follows.Any(f => f.FollowerId == a.Id && f.FollowedId == me && f.IsAccepted),
                Requested = db.Follows.Any(f => f.FollowerId == me && f.FollowedId == a.Id && !f.IsAccepted),
                RequestedBy = db.Follows.Any(f => f.FollowerId == a.Id && f.FollowedId == me && !f.IsAccepted),
                Muting = a.MutedBy.Any(m => m.MuterId == me && (m.EndsAt == null || m.EndsAt > now)),
                MutingNotifications = a.MutedBy.Any(m => m.MuterId == me && m.HidesNotifications && (m.EndsAt == null || m.EndsAt > now)),
                MutingExpiresAt = ApiText.Instant(a.MutedBy.Where(m => m.MuterId == me && m.EndsAt > now).Select(m => m.EndsAt).FirstOrDefault()),
                DomainBlocking = db.PersonalDomainBlocks.Any(b => b.OwnerId == me && b.Host == a.Host),
                Endorsed = db.Endorsements.Any(e => e.OwnerId == me && e.ActorId == a.Id),
                Note = db.PersonalNotes.Where(n => n.OwnerId == me && n.ActorId == a.Id).Select(n => n.Text).FirstOrDefault() ?? "",
                Blocking = a.BlockedBy.Any(b => b.BlockerId == me),
                BlockedBy = a.Blocking.Any(b => b.BlockedId == me),
            })
            .ToListAsync(ct);
    }
}
