using System.Security.Cryptography;
using System.Text;

namespace Microblog.DemoWiki;

/// <summary>Who is logged in to the demo wiki in which browser. Its cookie goes nowhere else on this server.</summary>
public sealed class DemoSessions(TimeProvider clock)
{
    internal const string Cookie = "demo_wiki_session";

    private const int MostSessions = 1000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Session> sessions = new(StringComparer.Ordinal);

    /// <summary>The number of the account logged in; null for nobody.</summary>
    internal long? AccountId(HttpContext http) => Current(http)?.AccountId;

    /// <summary>The token that this browser's forms must send back; starts a session where there is none.</summary>
    internal string FormToken(HttpContext http) => (Current(http) ?? Start(http, accountId: null)).FormToken;

    internal bool IsFormTokenRight(HttpContext http, string? token) =>
        Current(http) is { } session
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(session.FormToken), Encoding.UTF8.GetBytes(token ?? ""));

    /// <summary>Logs in under a new session, so that one that somebody else planted is worth nothing.</summary>
    internal void LogIn(HttpContext http, long accountId)
    {
        LogOut(http);
        Start(http, accountId);
    }

    internal void LogOut(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { } id)
            return;
        lock (gate)
            sessions.Remove(id);
        http.Response.Cookies.Delete(Cookie, Options(http));
    }

    private Session? Current(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { } id)
            return null;
        lock (gate)
            return sessions.TryGetValue(id, out var session) && session.Ends > clock.GetUtcNow() ? session : null;
    }

    private Session Start(HttpContext http, long? accountId)
    {
        var id = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var session = new Session(accountId, RandomNumberGenerator.GetHexString(32, lowercase: true), clock.GetUtcNow() + Lifetime);
        lock (gate)
        {
            if (sessions.Count >= MostSessions)
                sessions.Remove(sessions.MinBy(pair => pair.Value.Ends).Key);
            sessions.Add(id, session);
        }

        http.Response.Cookies.Append(Cookie, id, Options(http));
        return session;
    }

    private static CookieOptions Options(HttpContext http) => new()
    {
        HttpOnly = true,
        Path = DemoWikiSettings.Path,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
    };

    private sealed record Session(long? AccountId, string FormToken, DateTimeOffset Ends);
}
