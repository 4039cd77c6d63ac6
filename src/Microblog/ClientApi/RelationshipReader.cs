using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>Reads how the viewer and others stand to each other.</summary>
public sealed class RelationshipReader(Db db, Viewer viewer)
{
    /// <summary>The relationship to one other.</summary>
    /// <exception cref="RefusalException">There is no such account.</exception>
    public async Task<Relationship> ToAsync(long other, CancellationToken ct) =>
        (await ToAsync([other], ct)).SingleOrDefault() ?? throw new RefusalException(Refusal.NotFound);

    /// <summary>The relationships to others; of unknown ones there is none.</summary>
    public async Task<IReadOnlyList<Relationship>> ToAsync(long[] others, CancellationToken ct)
    {
        var me = viewer.RequiredActorId;
        return await db.Actors
            .Where(a => others.Contains(a.Id) && a.Id != InstanceActor.ActorId)
            .Select(a => new Relationship
            {
                Id = ApiText.Id(a.Id),
                Following = db.Follows.Any(f => f.FollowerId == me && f.FollowedId == a.Id && f.IsAccepted),
                FollowedBy = db.Follows.Any(f => f.FollowerId == a.Id && f.FollowedId == me && f.IsAccepted),
                Requested = db.Follows.Any(f => f.FollowerId == me && f.FollowedId == a.Id && !f.IsAccepted),
                RequestedBy = db.Follows.Any(f => f.FollowerId == a.Id && f.FollowedId == me && !f.IsAccepted),
                Blocking = a.BlockedBy.Any(b => b.BlockerId == me),
                BlockedBy = a.Blocking.Any(b => b.BlockedId == me),
            })
            .ToListAsync(ct);
    }
}
