using Microblog.Actors;
using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.SignIn;

/// <summary>Gives a program the right to act for an account.</summary>
public sealed class CreateToken(Db db, Snowflake ids, TimeProvider clock)
{
    /// <summary>Makes the token.</summary>
    /// <param name="scopes">Separated by spaces, of <see cref="Scopes.All"/>.</param>
    /// <param name="name">What the person or operator calls the program.</param>
    /// <returns>The token itself; it is shown this once and kept nowhere.</returns>
    /// <exception cref="RefusalException">Nobody here has the handle, or a scope is unknown.</exception>
    public async Task<string> RunAsync(string handle, string scopes, string name, CancellationToken ct)
    {
        var wanted = Scopes.Parse(scopes);
        var key = Actor.KeyOf(handle.TrimStart('@'));
        var accountId = await db.Accounts
            .Where(a => a.Actor.Host == "" && a.Actor.HandleKey == key)
            .Select(a => (long?)a.Id)
            .SingleOrDefaultAsync(ct) ?? throw new RefusalException(Refusal.ActorNotFound);

        var secret = Secrets.New();
        db.AccessTokens.Add(new AccessToken
        {
            Id = ids.Next(),
            AccountId = accountId,
            TokenHash = Secrets.Hash(secret),
            Scopes = string.Join(' ', wanted),
            Name = name,
            CreatedAt = clock.GetUtcNow(),
        });
        await db.SaveChangesAsync(ct);
        return secret;
    }
}
