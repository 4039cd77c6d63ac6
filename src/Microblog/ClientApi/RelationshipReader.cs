using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Relations.Mutes;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>Reads how the viewer and others stand to each other.</summary>
public sealed class RelationshipReader(Db db, Viewer viewer, TimeProvider clock)
{
    /// <summary>The relationship to one other.</summary>
    /// <exception cref="RefusalException">There is no such account.</exception>
    public async Task<Relationship> ToAsync(long other, CancellationToken ct) =>
        (await ToAsync([other], ct)).SingleOrDefault() ?? throw new RefusalException(Refusal.NotFound);

    /// <summary>The relationships to others, in their order; of unknown ones there is none.</summary>
    public async Task<IReadOnlyList<Relationship>> ToAsync(long[] others, CancellationToken ct)
    {
        var me = viewer.RequiredActorId;
        var follows = await db.Follows.AsNoTracking().Where(f => f.FollowerId == me && others.Contains(f.FollowedId)).ToDictionaryAsync(f => f.FollowedId, ct);
        var mutes = await db.Mutes.AsNoTracking().At(clock.GetUtcNow()).Where(m => m.MuterId == me && others.Contains(m.MutedId)).ToDictionaryAsync(m => m.MutedId, ct);
        var rest = await db.Actors
            .Where(a => others.Contains(a.Id) && a.Id != InstanceActor.ActorId)
            .Select(a => new
            {
                a.Id,
                FollowedBy = db.Follows.Where(f => f.FollowerId == a.Id && f.FollowedId == me).Select(f => (bool?)f.IsAccepted).FirstOrDefault(),
                IsBlocked = a.BlockedBy.Any(b => b.BlockerId == me),
                BlocksViewer = a.Blocking.Any(b => b.BlockedId == me),
                IsDomainBlocked = db.PersonalDomainBlocks.Any(b => b.OwnerId == me && b.Host == a.Host),
                IsEndorsed = db.Endorsements.Any(e => e.OwnerId == me && e.ActorId == a.Id),
                Note = db.PersonalNotes.Where(n => n.OwnerId == me && n.ActorId == a.Id).Select(n => n.Text).FirstOrDefault(),
            })
            .ToListAsync(ct);
        return
        [
            .. rest.OrderBy(r => Array.IndexOf(others, r.Id)).Select(r => new Relationship(follows.GetValueOrDefault(r.Id), mutes.GetValueOrDefault(r.Id))
            {
                Id = ApiText.Id(r.Id),
                FollowedBy = r.FollowedBy == true,
                RequestedBy = r.FollowedBy == false,
                Blocking = r.IsBlocked,
                BlockedBy = r.BlocksViewer,
                DomainBlocking = r.IsDomainBlocked,
                Endorsed = r.IsEndorsed,
                Note = r.Note ?? "",
            }),
        ];
    }
}
