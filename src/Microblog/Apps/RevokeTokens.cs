using Microblog.Data;
using Microblog.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Apps;

/// <summary>Ends what programs and browsers may do.</summary>
public sealed class RevokeTokens(Db db)
{
    /// <summary>Ends a token of a program's; an unknown one has ended already (RFC 7009 §2.2).</summary>
    /// <exception cref="OAuthProblemException">It is another program's.</exception>
    public async Task RunAsync(App app, string token, CancellationToken ct)
    {
        var hash = Secrets.Hash(token);
        var ended = 0;
        await db.InOneTransactionAsync(
            async () => ended = await db.AccessTokens.Where(t => t.TokenHash == hash && t.AppId == app.Id).ExecuteDeleteAsync(ct)
                + await db.AppTokens.Where(t => t.TokenHash == hash && t.AppId == app.Id).ExecuteDeleteAsync(ct),
            ct);
        if (ended == 0 && (await db.AccessTokens.AnyAsync(t => t.TokenHash == hash, ct) || await db.AppTokens.AnyAsync(t => t.TokenHash == hash, ct)))
            throw new OAuthProblemException(OAuthProblemException.UnauthorizedClient, "The token is another client's.");
    }

    /// <summary>Ends a token that acts for an account, as the person wishes; nothing happens when it is somebody else's.</summary>
    public Task OfPersonAsync(long accountId, long tokenId, CancellationToken ct) => db.InOneTransactionAsync(
        () => db.AccessTokens.Where(t => t.Id == tokenId && t.AccountId == accountId).ExecuteDeleteAsync(ct), ct);

    /// <summary>Signs a browser of the person's out; nothing happens when it is somebody else's.</summary>
    public Task SignOutAsync(long accountId, long sessionId, CancellationToken ct) => db.InOneTransactionAsync(
        () => db.Sessions.Where(s => s.Id == sessionId && s.AccountId == accountId).ExecuteDeleteAsync(ct), ct);
}
