using Microblog.Actors;
using Microblog.Data;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.WebFinger;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Remote;

/// <summary>Whose a name is: its server says so by WebFinger, not who goes by it.</summary>
/// <remarks>
/// Many servers let those who live there write documents, and one of those could call itself by a neighbour's name. It is asked about whoever is of
/// interest here: who sends us something, is looked for, or looked at. Not about everybody of whom a stranger speaks, which would be half as many
/// requests again.
/// </remarks>
public sealed class ActorNames(Db db, WebFinger webFinger, TimeProvider clock)
{
    /// <summary>Asks the server of a remote actor whose the name is that the actor gives itself, unless it was asked already.</summary>
    /// <param name="actor">Tracked.</param>
    /// <exception cref="DocumentUnavailableException">Its server does not answer: the actor goes by the name it had, and another time will do.</exception>
    public async Task SettleAsync(Actor actor, CancellationToken ct)
    {
        if (actor.IsLocal || actor.NameAskedAt is not null)
            return;
        await DecideAsync(actor, await HolderAsync(new Handle(actor.ClaimedName, actor.Host), ct), ct);
    }

    /// <summary>The actor's server has said that the actor has the name that it gives itself: whoever had it here has it no more.</summary>
    /// <param name="actor">Tracked.</param>
    public Task GiveAsync(Actor actor, CancellationToken ct) => DecideAsync(actor, actor.Uri, ct);

    // Where nothing is said of the name, each goes by what it had.
    private async Task<Uri?> HolderAsync(Handle handle, CancellationToken ct)
    {
        try
        {
            return await webFinger.HolderAsync(handle, ct);
        }
        catch (DocumentUnavailableException unavailable) when (unavailable.Trouble != DocumentTrouble.Unreachable)
        {
            return null;
        }
    }

    private async Task DecideAsync(Actor actor, Uri? holder, CancellationToken ct)
    {
        await db.InOneTransactionAsync(
            async () =>
            {
                if (holder is not null && Ids.Same(holder, actor.Uri))
                    await TakeNameAsync(actor, ct);
                else if (holder is not null && !actor.IsNameContested)
                    actor.LoseName();
                actor.NameAskedAt = clock.GetUtcNow();
                await db.SaveChangesAsync(ct);
            },
            ct);
    }

    private async Task TakeNameAsync(Actor actor, CancellationToken ct)
    {
        var (name, key) = (actor.ClaimedName, Actor.KeyOf(actor.ClaimedName));
        if (await db.Actors.SingleOrDefaultAsync(a => a.HandleKey == key && a.Host == actor.Host && a.Id != actor.Id, ct) is { } former)
        {
            former.LoseName();
            await db.SaveChangesAsync(ct);
        }

        actor.GoBy(name);
    }
}
