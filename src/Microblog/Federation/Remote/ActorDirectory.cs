using Microblog.Actors;
using Microblog.Data;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.WebFinger;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Remote;

/// <summary>Finds whom a person means by a name or an address, here or on another server.</summary>
public sealed class ActorDirectory(
    Db db, LocalUris uris, WebFinger webFinger, RemoteActors remote, ActorNames names, TimeProvider clock) : IActorDirectory
{
    /// <summary>How long what we know of a remote actor is fresh enough for a person who asks.</summary>
    private static readonly TimeSpan FreshFor = TimeSpan.FromDays(1);

    public async Task<Actor> FindAsync(string nameOrAddress, CancellationToken ct)
    {
        var text = nameOrAddress.Trim();
        try
        {
            return await SearchAsync(text, ct) ?? throw new RefusalException(Refusal.ActorNotFound);
        }
        catch (DocumentUnavailableException unavailable)
        {
            throw new RefusalException(unavailable.Trouble == DocumentTrouble.NotThere ? Refusal.ActorNotFound : Refusal.ActorUnreachable);
        }
    }

    public async Task<Actor> FindFreshAsync(string nameOrAddress, CancellationToken ct)
    {
        var started = clock.GetUtcNow();
        var found = await FindAsync(nameOrAddress, ct);
        if (found.IsLocal || found.FetchedAt >= started)
            return found;
        try
        {
            return await remote.FetchAsync(found.Uri, ct);
        }
        catch (DocumentUnavailableException unavailable)
        {
            throw new RefusalException(unavailable.Trouble == DocumentTrouble.NotThere ? Refusal.ActorNotFound : Refusal.ActorUnreachable);
        }
    }

    private async Task<Actor?> SearchAsync(string text, CancellationToken ct)
    {
        if (Handle.TryParse(text, out var handle))
            return await ByHandleAsync(handle, ct);
        if (Handle.IsName(text.TrimStart('@')))
            return await LocalAsync(text.TrimStart('@'), ct);
        if (Ids.TryParse(text, out var address) && text.StartsWith("http", StringComparison.OrdinalIgnoreCase))
            return await ByAddressAsync(address, ct);
        throw new RefusalException(Refusal.HandleNotUnderstood);
    }

    private async Task<Actor?> ByHandleAsync(Handle handle, CancellationToken ct)
    {
        if (handle.Host == uris.Host)
            return await LocalAsync(handle.Name, ct);

        var key = Actor.KeyOf(handle.Name);
        var known = await db.Actors.Called(key, handle.Host).SingleOrDefaultAsync(a => a.GoneAt == null, ct);
        var freshFrom = clock.GetUtcNow() - FreshFor;
        var isFresh = known?.FetchedAt > freshFrom;
        if (isFresh && known!.NameAskedAt > freshFrom)
            return known;
        Uri named;
        try
        {
            named = await webFinger.ActorOfAsync(handle, ct);
        }
        catch (DocumentUnavailableException unavailable) when (known is not null && (isFresh || unavailable.Trouble == DocumentTrouble.Unreachable))
        {
            return known;
        }

        return await NamedAsync(handle, named, known, isFresh, ct);
    }

    // Whom the server of the name means.
    private async Task<Actor> NamedAsync(Handle handle, Uri named, Actor? known, bool isFresh, CancellationToken ct)
    {
        Actor actor;
        try
        {
            actor = isFresh && Ids.Same(known!.Uri, named) ? known : await remote.FetchAsync(named, ct);
        }
        catch (DocumentUnavailableException unavailable)
            when (known is not null && Ids.Same(known.Uri, named) && unavailable.Trouble == DocumentTrouble.Unreachable)
        {
            return known;
        }

        if (known is not null && known.Id != actor.Id)
            await names.TakeOtherAsync(known, handle, ct);
        if (actor.Host == handle.Host && Actor.KeyOf(actor.ClaimedName) == Actor.KeyOf(handle.Name))
            await names.GiveAsync(actor, ct);
        else
            await SettleAsync(actor, ct);
        return actor;
    }

    private async Task<Actor?> ByAddressAsync(Uri address, CancellationToken ct)
    {
        if (!uris.IsOurs(address))
        {
            var actor = await db.Actors.SingleOrDefaultAsync(a => a.Uri == address && a.GoneAt == null, ct) ?? await remote.FetchAsync(address, ct);
            await SettleAsync(actor, ct);
            return actor;
        }

        if (uris.ActorIdOf(address) is { } id)
            return await db.Actors.SingleOrDefaultAsync(a => a.Id == id && a.Id != InstanceActor.ActorId && a.Host == "", ct);
        return address.AbsolutePath.StartsWith("/@", StringComparison.Ordinal) ? await LocalAsync(address.AbsolutePath[2..], ct) : null;
    }

    // Who is found by an address is found, whatever becomes of the name.
    private async Task SettleAsync(Actor actor, CancellationToken ct)
    {
        try
        {
            await names.SettleAsync(actor, ct);
        }
        catch (DocumentUnavailableException)
        {
            // Asked another time.
        }
    }

    private Task<Actor?> LocalAsync(string name, CancellationToken ct)
    {
        var key = Actor.KeyOf(name);
        return db.Actors.SingleOrDefaultAsync(a => a.HandleKey == key && a.Id != InstanceActor.ActorId && a.Host == "" && a.GoneAt == null, ct);
    }
}
