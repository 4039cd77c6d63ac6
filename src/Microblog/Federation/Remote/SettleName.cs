using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Remote;

/// <summary>Asks an actor's server whose the name is that the actor gives itself.</summary>
public sealed class SettleName(Db db, ActorNames names, FetchTurn turn) : IHandle<NameClaimed>
{
    public Task<Outcome> HandleAsync(NameClaimed fact, CancellationToken ct) =>
        turn.RunAsync(fact.Hosts, () => RunAsync(fact.ActorId, ct), hosts => fact with { Hosts = hosts }, ct);

    private async Task<Outcome> RunAsync(long actorId, CancellationToken ct)
    {
        if (await db.Actors.SingleOrDefaultAsync(a => a.Id == actorId && a.GoneAt == null, ct) is not { } actor)
            return Outcome.Ignored("the actor is gone");
        try
        {
            await names.SettleAsync(actor, ct);
            return Outcome.Done;
        }
        catch (DocumentUnavailableException unavailable)
        {
            // Asked again with the next thing that the actor sends.
            return Outcome.Ignored(unavailable.Message);
        }
    }
}
