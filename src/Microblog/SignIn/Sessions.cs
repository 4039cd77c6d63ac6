using Microblog.Accounts;
using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.SignIn;

/// <summary>Browsers in which people are signed in: begun, found again at every request, ended.</summary>
public sealed class Sessions(Db db, Snowflake ids, TimeProvider clock)
{
    /// <summary>How long a session lives without being used.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>Most sessions of an account; the longest unused end first.</summary>
    public const int MostPerAccount = 50;

    // Noting every use would make every page a write.
    private static readonly TimeSpan NotedEvery = TimeSpan.FromHours(1);
    private const int LongestUserAgent = 200;

    /// <summary>Begins a session.</summary>
    /// <returns>The secret, for the cookie alone.</returns>
    public async Task<string> BeginAsync(long accountId, string userAgent, CancellationToken ct)
    {
        var secret = Secrets.New();
        var now = clock.GetUtcNow();
        db.Sessions.Add(new Session
        {
            Id = ids.Next(),
            AccountId = accountId,
            TokenHash = Secrets.Hash(secret),
            UserAgent = userAgent.Length > LongestUserAgent ? userAgent[..LongestUserAgent] : userAgent,
            CreatedAt = now,
            SeenAt = now,
        });
        await db.InOneTransactionAsync(
            async () =>
            {
                await db.SaveChangesAsync(ct);
                await EndOldestAsync(accountId, now, ct);
            },
            ct);
        return secret;
    }

    /// <summary>Whose session that is, unless it is over or the account is blocked by now.</summary>
    public async Task<SignedIn?> FindAsync(string secret, CancellationToken ct)
    {
        var hash = Secrets.Hash(secret);
        var now = clock.GetUtcNow();
        var oldest = now - Lifetime;
        var found = await db.Accounts.ThatMaySignIn(now)
            .Join(db.Sessions, a => a.Id, s => s.AccountId, (a, s) => new { Account = a, Session = s })
            .Where(x => x.Session.TokenHash == hash && x.Session.SeenAt > oldest)
            .Select(x => new { x.Session.Id, x.Session.SeenAt, AccountId = x.Account.Id, x.Account.ActorId, x.Account.Role })
            .SingleOrDefaultAsync(ct);
        if (found is null)
            return null;

        var isProlonged = now - found.SeenAt > NotedEvery;
        if (isProlonged)
        {
            await db.InOneTransactionAsync(
                () => db.Sessions.Where(s => s.Id == found.Id).ExecuteUpdateAsync(u => u.SetProperty(s => s.SeenAt, now), ct), ct);
        }

        return new SignedIn(found.AccountId, found.ActorId, found.Role, isProlonged);
    }

    public async Task EndAsync(string secret, CancellationToken ct)
    {
        var hash = Secrets.Hash(secret);
        await db.InOneTransactionAsync(() => db.Sessions.Where(s => s.TokenHash == hash).ExecuteDeleteAsync(ct), ct);
    }

    private async Task EndOldestAsync(long accountId, DateTimeOffset now, CancellationToken ct)
    {
        var oldest = now - Lifetime;
        var kept = db.Sessions
            .Where(s => s.AccountId == accountId && s.SeenAt > oldest)
            .OrderByDescending(s => s.SeenAt).ThenByDescending(s => s.Id)
            .Take(MostPerAccount)
            .Select(s => s.Id);
        await db.Sessions.Where(s => s.AccountId == accountId && !kept.Contains(s.Id)).ExecuteDeleteAsync(ct);
    }
}

/// <summary>Who is signed in.</summary>
/// <param name="IsProlonged">The session's end has just moved, so the cookie's should too.</param>
public sealed record SignedIn(long AccountId, long ActorId, Role Role, bool IsProlonged = false);
