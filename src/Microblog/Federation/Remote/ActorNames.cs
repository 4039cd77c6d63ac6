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
public sealed class ActorNames(Db db, WebFinger webFinger, LocalUris uris, TimeProvider clock)
{
    /// <summary>Asks the server of a remote actor whose the name is that the actor gives itself, unless it was asked already.</summary>
    /// <param name="actor">Tracked.</param>
    /// <exception cref="DocumentUnavailableException">Its server does not answer: the actor goes by the name it had, and another time will do.</exception>
    public async Task SettleAsync(Actor actor, CancellationToken ct)
    {
        if (actor.IsLocal)
            return;
        if (actor.NameAskedAt is null)
            await DecideAsync(actor, await HolderAsync(new Handle(actor.ClaimedName, actor.Host), ct), ct);
        if (actor.HasOtherName is null && Handle.TryParse(actor.OtherName, out var other))
            await DecideOtherAsync(actor, other, other.Host == uris.Host ? null : await HolderAsync(other, ct), ct);
    }

    /// <summary>The server of a name has said that it is another's: whoever had it here as a further one has it no more.</summary>
    /// <param name="actor">Tracked.</param>
    public async Task TakeOtherAsync(Actor actor, Handle handle, CancellationToken ct)
    {
        if (actor.HasOtherName != true || actor.OtherName != $"{Actor.KeyOf(handle.Name)}@{handle.Host}")
            return;
        actor.HasOtherName = false;
        await db.SaveChangesAsync(ct);
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

    // Source: FEP-2c59. The actor says that the name is its own; it is when the server of the name says so, too.
    private Task DecideOtherAsync(Actor actor, Handle other, Uri? holder, CancellationToken ct) => db.InOneTransactionAsync(
        async () =>
        {
            actor.HasOtherName = holder is not null && Ids.Same(holder, actor.Uri);
            if (actor.HasOtherName == true)
                await TakeFromOthersAsync(actor, Actor.KeyOf(other.Name), other.Host, ct);
            await db.SaveChangesAsync(ct);
        },
        ct);

    private async Task TakeNameAsync(Actor actor, CancellationToken ct)
    {
        var name = actor.ClaimedName;
        await TakeFromOthersAsync(actor, Actor.KeyOf(name), actor.Host, ct);
        actor.GoBy(name);
    }

    private async Task TakeFromOthersAsync(Actor actor, string key, string host, CancellationToken ct)
    {
        var formers = await db.Actors.Called(key, host).Where(a => a.Id != actor.Id).OrderBy(a => a.Id).ToListAsync(ct);
        foreach (var former in formers)
        {
            if (former.HandleKey == key && former.Host == host)
                former.LoseName();
            else
                former.HasOtherName = false;
        }

        if (formers.Count > 0)
            await db.SaveChangesAsync(ct);
    }
}
