using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Relations;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Moderation.Domains;

/// <summary>Asks again for the follows of people here that a block of their server ended. Those the other way are theirs to ask for.</summary>
public sealed class RestoreFollows(Db db, DomainPolicies policies, FollowActor follow, TimeProvider clock) : IHandle<DomainOpened>
{
    private const int AtOnce = 200;

    public async Task<Outcome> HandleAsync(DomainOpened fact, CancellationToken ct)
    {
        // One at a time, each forgotten once it is asked for: a job that is cut short goes on where it was.
        while (!(await policies.OfAsync(fact.Host, ct)).IsBlocked)
        {
            var some = await db.SeveredFollows.AsNoTracking().Where(s => s.Host == fact.Host).Take(AtOnce).ToListAsync(ct);
            if (some.Count == 0)
                return Outcome.Done;
            foreach (var severed in some)
                await RestoreAsync(severed, ct);
            db.ChangeTracker.Clear();
        }

        return Outcome.Ignored("it is blocked again");
    }

    private async Task RestoreAsync(SeveredFollow severed, CancellationToken ct)
    {
        if (await db.Actors.FromHere().ThatAreShown(clock.GetUtcNow()).AnyAsync(a => a.Id == severed.FollowerId, ct))
        {
            try
            {
                await follow.RunAsync(severed.FollowerId, severed.FollowedId, ct);
            }
            catch (RefusalException)
            {
                // Whom they followed is gone, or blocked on their own.
            }
        }

        await db.SeveredFollows
            .Where(s => s.FollowerId == severed.FollowerId && s.FollowedId == severed.FollowedId)
            .ExecuteDeleteAsync(ct);
    }
}
