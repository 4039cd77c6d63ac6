using Microblog.Accounts;
using Microblog.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Microblog.SignIn;

/// <summary>Finds whose access token that is.</summary>
public sealed class Tokens(Db db, TokenCache cache, TimeProvider clock)
{
    /// <summary>Whose token that is and for what; null when it is none, or the account is blocked.</summary>
    public async Task<TokenHolder?> FindAsync(string secret, CancellationToken ct)
    {
        var hash = Secrets.Hash(secret);
        if (cache.Find(hash) is { } known)
            return known;

        var found = await db.Accounts.ThatMaySignIn(clock.GetUtcNow())
            .Join(db.AccessTokens, a => a.Id, t => t.AccountId, (a, t) => new { Account = a, Token = t })
            .Where(x => x.Token.TokenHash == hash)
            .Select(x => new { x.Token.Scopes, AccountId = x.Account.Id, x.Account.ActorId, x.Account.Role })
            .SingleOrDefaultAsync(ct);
        var holder = found is null
            ? await OfAppAsync(hash, ct)
            : new TokenHolder(new SignedIn(found.AccountId, found.ActorId, found.Role), found.Scopes.Split(' '));
        if (holder is not null)
            cache.Keep(hash, holder);
        return holder;
    }

    private async Task<TokenHolder?> OfAppAsync(string hash, CancellationToken ct) =>
        await db.AppTokens.Where(t => t.TokenHash == hash).Select(t => t.Scopes).SingleOrDefaultAsync(ct) is { } scopes
            ? new TokenHolder(Who: null, scopes.Split(' '))
            : null;
}

/// <summary>Whom a token stands for, and what it allows.</summary>
/// <param name="Who">Null for a program that asks for nobody.</param>
public sealed record TokenHolder(SignedIn? Who, IReadOnlyList<string> Scopes);

/// <summary>Remembers tokens for a moment. Only those that were good: a stranger's guesses take no room.</summary>
public sealed class TokenCache : IDisposable
{
    // A token that is revoked, or whose account is blocked, works no longer than this.
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(0.8);

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = 20_000 });

    public TokenHolder? Find(string hash) => cache.Get<TokenHolder>(hash);

    public void Keep(string hash, TokenHolder holder) =>
        cache.Set(hash, holder, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Kept, Size = 1 });

    public void Dispose() => cache.Dispose();
}
