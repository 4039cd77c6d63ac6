using Microblog.Data;
using Microblog.Web;
using Microblog.Wikis;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Accounts;

/// <summary>Brings what we know of one account's standing up to date while somebody waits.</summary>
public sealed class RefreshStanding(Db db, AskWiki ask, TakeStanding take, MicroblogSettings settings, TimeProvider clock)
{
    /// <summary>
    /// Asks the wiki again if the last answer is too old. A wiki that does not answer in three seconds, or answers nonsense,
    /// changes nothing.
    /// </summary>
    public async Task RunAsync(long actorId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var (identity, wiki) in await IdentitiesAsync(actorId, ct))
        {
            if (identity.ToStanding().NeedsRecheck(wiki, now))
                await RefreshAsync(identity, wiki, ct);
        }
    }

    /// <summary>Asks the wiki now, however fresh the last answer is.</summary>
    /// <returns>False when the account has no wiki identity or its wiki gave no answer that counts.</returns>
    public async Task<bool> NowAsync(long actorId, CancellationToken ct)
    {
        var identities = await IdentitiesAsync(actorId, ct);
        var areAnswered = identities.Count > 0;
        foreach (var (identity, wiki) in identities)
            areAnswered &= await RefreshAsync(identity, wiki, ct);
        return areAnswered;
    }

    private async Task<IReadOnlyList<(WikiIdentity Identity, WikiSettings Wiki)>> IdentitiesAsync(long actorId, CancellationToken ct)
    {
        var identities = await db.WikiIdentities
            .Include(w => w.Account!.Actor)
            .Where(w => w.Account!.ActorId == actorId)
            .ToListAsync(ct);
        return [.. identities
            .Select(identity => (identity, Wiki: settings.FindWiki(identity.WikiId)))
            .Where(pair => pair.Wiki is not null)
            .Select(pair => (pair.identity, pair.Wiki!))];
    }

    private async Task<bool> RefreshAsync(WikiIdentity identity, WikiSettings wiki, CancellationToken ct)
    {
        if (await ask.AboutAsync(wiki, identity.UserId, ct) is not { } answer)
            return false;
        take.Run(identity, answer, wiki);
        await db.SaveChangesAsync(ct);
        return true;
    }
}
