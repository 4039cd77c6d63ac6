using Microblog.Accounts;
using Microblog.Data;
using Microblog.Moderation;
using Microblog.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Microblog.SignIn;

/// <summary>Begins a session for an account in this browser, unless the account is blocked.</summary>
public sealed class SessionStart(Db db, Sessions sessions, SignInCookies cookies, IStringLocalizer<Texts> texts, TimeProvider clock)
{
    /// <summary>Sets the cookie of a fresh session.</summary>
    /// <returns>Null when the person is signed in.</returns>
    public async Task<SignInProblem?> RunAsync(HttpContext http, long accountId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!await db.Accounts.ThatMaySignIn(now).AnyAsync(a => a.Id == accountId, ct))
        {
            var block = await db.Blocks.AsNoTracking()
                .Where(Block.ClosesAccountAt(now))
                .FirstAsync(b => b.Actor!.Account!.Id == accountId, ct);
            return SignInProblem.Blocked(WhyNotToPost.OfBlock(texts, block));
        }

        // Whatever the browser came with is not carried on: a secret that somebody else put there must not become a session.
        if (http.Request.Cookies[cookies.Session] is { Length: > 0 } old)
            await sessions.EndAsync(old, ct);
        var secret = await sessions.BeginAsync(accountId, http.Request.Headers.UserAgent.ToString(), ct);
        cookies.Set(http.Response, cookies.Session, secret, Sessions.Lifetime);
        return null;
    }
}
