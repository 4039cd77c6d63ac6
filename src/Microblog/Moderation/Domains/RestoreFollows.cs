using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Relations;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Moderation.Domains;

/// <summary>Brings back the follows that a block of a server ended: those of people here are asked for again, those of people there stand again.</summary>
/// <remarks>Their server was told of no end, so it has them still, and would not ask.</remarks>
public sealed class RestoreFollows(Db db, DomainPolicies policies, FollowActor follow, TakeFollow take, TimeProvider clock) : IHandle<DomainOpened>
{
    private const int AtOnce = 200;

    public async Task<Outcome> HandleAsync(DomainOpened fact, CancellationToken ct)
    {
        // One at a time, each forgotten once it is back: a job that is cut short goes on where it was.
        while (!(await policies.OfAsync(fact.Host, ct)).IsBlocked)
        {
            var some = await db.SeveredFollows.AsNoTracking()
                .Where(s => s.Host == fact.Host)
                .OrderBy(s => s.FollowerId)
                .ThenBy(s => s.FollowedId)
                .Take(AtOnce)
                .ToListAsync(ct);
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
        db.ChangeTracker.Clear();
        if (!await db.Actors.FromHere().AnyAsync(a => a.Id == severed.FollowerId, ct))
            await PutBackAsync(severed, ct);
        else if (await db.Actors.FromHere().ThatAreShown(clock.GetUtcNow()).AnyAsync(a => a.Id == severed.FollowerId, ct))
            await AskAgainAsync(severed, ct);
        await db.SeveredFollows
            .Where(s => s.FollowerId == severed.FollowerId && s.FollowedId == severed.FollowedId)
            .ExecuteDeleteAsync(ct);
    }

    private async Task PutBackAsync(SeveredFollow severed, CancellationToken ct)
    {
        if (severed.Uri is { } uri && await db.Actors.AnyAsync(a => a.Id == severed.FollowerId && a.GoneAt == null, ct))
            await take.PutBackAsync(severed.FollowerId, severed.FollowedId, uri, severed.WasAccepted == true, ct);
    }

    private async Task AskAgainAsync(SeveredFollow severed, CancellationToken ct)
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
}
