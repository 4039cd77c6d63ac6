using Microblog.Actors;
using Microblog.Data;
using Microblog.Protocols.WebFinger;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>Reads one account as a client app is shown it.</summary>
public sealed class ReadAccount(Db db, Shapes shapes, FillAccounts fill, LocalUris uris, TimeProvider clock)
{
    /// <summary>The account with that id.</summary>
    /// <exception cref="RefusalException">There is nobody of that id to show.</exception>
    public Task<Account> OneAsync(long actorId, CancellationToken ct) => ReadAsync(db.Actors.Where(a => a.Id == actorId), ct);

    /// <summary>The account called so.</summary>
    /// <param name="address"><c>name</c> or <c>name@host</c>, of somebody known here.</param>
    /// <exception cref="RefusalException">There is nobody of that name to show.</exception>
    public Task<Account> ByAddressAsync(string address, CancellationToken ct)
    {
        if (!Handle.TryParse(address, out var handle))
            return ReadAsync(db.Actors.At(address.TrimStart('@')), ct);
        var key = Actor.KeyOf(handle.Name);
        var host = string.Equals(handle.Host, uris.Host, StringComparison.Ordinal) ? "" : handle.Host;
        return ReadAsync(db.Actors.Called(key, host), ct);
    }

    /// <summary>The id, if that actor may be shown.</summary>
    /// <exception cref="RefusalException">There is nobody of that id to show.</exception>
    public async Task<long> RequireShownAsync(long actorId, CancellationToken ct) =>
        await db.Actors.ThatAreShown(clock.GetUtcNow()).AnyAsync(a => a.Id == actorId, ct)
            ? actorId
            : throw new RefusalException(Refusal.NotFound);

    private async Task<Account> ReadAsync(IQueryable<Actor> actors, CancellationToken ct)
    {
        var account = await actors.ThatAreShown(clock.GetUtcNow()).AsNoTracking().Select(shapes.Account).SingleOrDefaultAsync(ct)
            ?? throw new RefusalException(Refusal.NotFound);
        await fill.RunNowAsync([account], ct);
        return account;
    }
}
