using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Remote;

/// <summary>Asks an actor's own server what it says of it now: a change, or its end, may have missed us.</summary>
public sealed class RefreshActor(Db db, RemoteActors actors, ActorNames names, ForgetActor forget, TimeProvider clock)
{
    /// <summary>How long what we know is good enough for somebody who looks.</summary>
    private static readonly TimeSpan GoodFor = TimeSpan.FromDays(1);

    /// <summary>Does nothing when we asked within a day; keeps what we have when its server does not answer.</summary>
    /// <returns>False when there is no such actor, or no longer.</returns>
    public async Task<bool> RunAsync(long actorId, CancellationToken ct)
    {
        var actor = await db.Actors.SingleOrDefaultAsync(a => a.Id == actorId && a.Host != "" && a.GoneAt == null, ct);
        if (actor is null)
            return false;
        try
        {
            if (!(actor.FetchedAt > clock.GetUtcNow() - GoodFor))
                actor = await actors.FetchAsync(actor.Uri, ct);
            await names.SettleAsync(actor, ct);
            return true;
        }
        catch (DocumentUnavailableException unavailable) when (unavailable.IsForGood)
        {
            await forget.RunAsync(actorId, ct);
            return false;
        }
        catch (DocumentUnavailableException)
        {
            // Also where it is not there now: a block on its own server ends, and what is erased here does not come back.
            return true;
        }
    }
}
