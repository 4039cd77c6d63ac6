using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microblog.Data;
using Microblog.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Apps;

/// <summary>Gives tokens: to a program for a person who consented, or to a program for itself.</summary>
public sealed class IssueTokens(Db db, Snowflake ids, TimeProvider clock)
{
    /// <summary>Most tokens a program has for itself; the oldest end first.</summary>
    public const int MostOfAnApp = 50;

    /// <summary>Turns a code into a token, once (RFC 6749 §4.1.3, RFC 7636 §4.6).</summary>
    /// <exception cref="OAuthProblemException">
    /// The code is unknown, too old, another program's, or used: then what it was used for is taken back (RFC 6749 §10.5).
    /// </exception>
    public async Task<IssuedToken> ForCodeAsync(App app, string? code, string? redirectUri, string? verifier, CancellationToken ct)
    {
        var hash = Secrets.Hash(code ?? "");
        var found = await db.AuthorizationCodes.AsNoTracking().SingleOrDefaultAsync(c => c.CodeHash == hash && c.AppId == app.Id, ct);
        if (found is { UsedAt: not null })
            await TakeBackAsync(found, ct);
        if (found is null or { UsedAt: not null } || found.CreatedAt + AuthorizationCode.Lifetime < clock.GetUtcNow())
            throw new OAuthProblemException(OAuthProblemException.InvalidGrant, "The code is unknown, expired or used.");
        if (found.RedirectUri != redirectUri)
            throw new OAuthProblemException(OAuthProblemException.InvalidGrant, "The redirect_uri is another than that of the authorization request.");
        if (!IsVerified(found.Challenge, verifier))
            throw new OAuthProblemException(OAuthProblemException.InvalidGrant, "The code_verifier does not fit the code_challenge.");
        return await RedeemAsync(app, found, ct);
    }

    /// <summary>Gives a program a token for itself, for nobody (RFC 6749 §4.4).</summary>
    /// <exception cref="OAuthProblemException">It asks for more than it registered.</exception>
    public async Task<IssuedToken> ForAppAsync(App app, string? scope, CancellationToken ct)
    {
        var issued = New(AppScopes.Within(app, scope));
        db.AppTokens.Add(new AppToken
        {
            Id = ids.Next(),
            AppId = app.Id,
            TokenHash = Secrets.Hash(issued.Secret),
            Scopes = issued.Scopes,
            CreatedAt = issued.CreatedAt,
        });
        await db.InOneTransactionAsync(
            async () =>
            {
                await db.SaveChangesAsync(ct);
                var kept = db.AppTokens.Where(t => t.AppId == app.Id).OrderByDescending(t => t.Id).Take(MostOfAnApp).Select(t => t.Id);
                await db.AppTokens.Where(t => t.AppId == app.Id && !kept.Contains(t.Id)).ExecuteDeleteAsync(ct);
            },
            ct);
        return issued;
    }

    private async Task<IssuedToken> RedeemAsync(App app, AuthorizationCode code, CancellationToken ct)
    {
        var issued = New(code.Scopes.Split(' '));
        var isFirst = false;
        await db.InOneTransactionAsync(
            async () =>
            {
                isFirst = await db.AuthorizationCodes
                    .Where(c => c.Id == code.Id && c.UsedAt == null)
                    .ExecuteUpdateAsync(u => u.SetProperty(c => c.UsedAt, issued.CreatedAt), ct) == 1;
                if (!isFirst)
                    return;
                db.AccessTokens.Add(new AccessToken
                {
                    Id = ids.Next(),
                    AccountId = code.AccountId,
                    AppId = app.Id,
                    CodeId = code.Id,
                    TokenHash = Secrets.Hash(issued.Secret),
                    Scopes = issued.Scopes,
                    Name = app.Name,
                    CreatedAt = issued.CreatedAt,
                });
                await db.SaveChangesAsync(ct);
            },
            ct);
        if (isFirst)
            return issued;
        await TakeBackAsync(code, ct);
        throw new OAuthProblemException(OAuthProblemException.InvalidGrant, "The code is unknown, expired or used.");
    }

    private Task TakeBackAsync(AuthorizationCode code, CancellationToken ct) =>
        db.InOneTransactionAsync(() => db.AccessTokens.Where(t => t.CodeId == code.Id).ExecuteDeleteAsync(ct), ct);

    private IssuedToken New(IReadOnlyList<string> scopes) => new(Secrets.New(), string.Join(' ', scopes), clock.GetUtcNow());

    private static bool IsVerified(string? challenge, string? verifier)
    {
        if (challenge is null)
            return verifier is null;
        return verifier is { Length: >= 43 and <= 128 } && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))),
            Encoding.ASCII.GetBytes(challenge));
    }
}

/// <summary>A token as its program gets it, this once.</summary>
/// <param name="Scopes">Separated by spaces.</param>
public sealed record IssuedToken(string Secret, string Scopes, DateTimeOffset CreatedAt);
