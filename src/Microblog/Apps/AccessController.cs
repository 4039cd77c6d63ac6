using Microblog.Accounts;
using Microblog.Data;
using Microblog.SignIn;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Microblog.Apps;

/// <summary>The page on which people see who may act for them, programs and browsers, and end it.</summary>
[Authorize, Route("settings/access")]
public sealed class AccessController(Db db, RevokeTokens revoke, Viewer viewer, SignInCookies cookies, IStringLocalizer<Texts> texts) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Show(CancellationToken ct)
    {
        var me = viewer.RequiredAccountId;
        var here = Secrets.Hash(Request.Cookies[cookies.Session] ?? "");
        var tokens = await db.AccessTokens
            .Where(t => t.AccountId == me)
            .OrderByDescending(t => t.Id)
            .Select(t => new TokenLine(t.Id, t.Name, t.App!.Website, t.Scopes, t.CreatedAt))
            .ToListAsync(ct);
        var sessions = await db.Sessions
            .Where(s => s.AccountId == me)
            .OrderByDescending(s => s.SeenAt)
            .Select(s => new SessionLine(s.Id, s.UserAgent, s.CreatedAt, s.SeenAt, s.TokenHash == here))
            .ToListAsync(ct);
        return View("Access", new AccessPage(tokens, sessions));
    }

    [HttpPost("tokens/{id:long}/end")]
    public async Task<IActionResult> EndToken(long id, CancellationToken ct)
    {
        await revoke.OfPersonAsync(viewer.RequiredAccountId, id, ct);
        return Done(texts["The program can no longer act for you."]);
    }

    [HttpPost("sessions/{id:long}/end")]
    public async Task<IActionResult> EndSession(long id, CancellationToken ct)
    {
        await revoke.SignOutAsync(viewer.RequiredAccountId, id, ct);
        return Done(texts["That browser is signed out."]);
    }

    private LocalRedirectResult Done(string sentence)
    {
        TempData["Done"] = sentence;
        return LocalRedirect("/settings/access");
    }
}

/// <summary>What the page shows of who may act for the person.</summary>
public sealed record AccessPage(IReadOnlyList<TokenLine> Tokens, IReadOnlyList<SessionLine> Sessions);

/// <summary>A program that may act for the person.</summary>
/// <param name="Scopes">Separated by spaces.</param>
public sealed record TokenLine(long Id, string Name, Uri? Website, string Scopes, DateTimeOffset CreatedAt);

/// <summary>A browser in which the person is signed in.</summary>
/// <param name="IsThis">The one that shows the page.</param>
public sealed record SessionLine(long Id, string UserAgent, DateTimeOffset CreatedAt, DateTimeOffset SeenAt, bool IsThis);
