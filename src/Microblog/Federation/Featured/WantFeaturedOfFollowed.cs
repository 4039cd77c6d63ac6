using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Relations;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Featured;

/// <summary>Somebody here wants to follow an actor elsewhere: its pinned notices are read, if they were not lately.</summary>
public sealed class WantFeaturedOfFollowed(Db db, WantFeatured want) : IHandle<FollowRequested>
{
    public async Task<Outcome> HandleAsync(FollowRequested fact, CancellationToken ct)
    {
        var followed = await db.Follows.Where(f => f.Id == fact.FollowId).Select(f => (long?)f.FollowedId).SingleOrDefaultAsync(ct);
        if (followed is not { } actorId)
            return Outcome.Ignored("it was taken back meanwhile");
        await want.RunAsync(actorId, ct);
        return Outcome.Done;
    }
}
