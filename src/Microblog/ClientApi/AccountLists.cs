using Microblog.Actors;
using Microblog.Data;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>Reads pages of accounts.</summary>
public sealed class AccountLists(Db db, Shapes shapes, FillAccounts fill, PageLinks links, TimeProvider clock)
{
    /// <summary>One page of those who may be shown, newest first; each account once.</summary>
    public async Task<IReadOnlyList<Account>> PageAsync(IQueryable<PlacedActor> actors, Page page, CancellationToken ct)
    {
        var read = links.InOrder(await shapes.Accounts(actors.On(page, clock.GetUtcNow())).AsNoTracking().ToListAsync(ct), page, a => a.Place);
        if (read.Count == 0)
            return [];
        Account[] accounts = [.. read.Select(r => r.Shown).DistinctBy(a => a.Id, StringComparer.Ordinal)];
        await fill.RunAsync(accounts, ct);
        return accounts;
    }

    /// <summary>These accounts, as far as they may be shown, by their ids.</summary>
    public async Task<IReadOnlyDictionary<long, Account>> ByIdAsync(long[] actorIds, CancellationToken ct)
    {
        if (actorIds.Length == 0)
            return new Dictionary<long, Account>();
        var accounts = await db.Actors.ThatAreShown(clock.GetUtcNow()).Where(a => actorIds.Contains(a.Id)).AsNoTracking().Select(shapes.Account).ToListAsync(ct);
        await fill.RunAsync(accounts, ct);
        return accounts.ToDictionary(a => ApiText.RequiredId(a.Id));
    }
}
