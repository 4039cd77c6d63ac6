using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Relations.Domains;

/// <summary>Ends the follows between that person and everybody there.</summary>
public sealed class CutDomain(Db db, EndFollow end) : IHandle<PersonalDomainBlocked>
{
    private const int AtOnce = 200;

    public async Task<Outcome> HandleAsync(PersonalDomainBlocked fact, CancellationToken ct)
    {
        var (me, host) = fact;
        while (true)
        {
            var some = await db.Follows
                .Where(f => (f.FollowerId == me && f.Followed!.Host == host) || (f.FollowedId == me && f.Follower!.Host == host))
                .OrderBy(f => f.Id)
                .Select(f => new { f.FollowerId, f.FollowedId })
                .Take(AtOnce)
                .ToListAsync(ct);
            foreach (var follow in some)
                await db.InOneTransactionAsync(() => end.RunAsync(follow.FollowerId, follow.FollowedId, ct), ct);
            if (some.Count < AtOnce)
                return Outcome.Done;
            db.ChangeTracker.Clear();
        }
    }
}
