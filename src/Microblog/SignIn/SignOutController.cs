using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.SignIn;

/// <summary>Signing out of this browser.</summary>
[AllowAnonymous, Route("/sign-out")]
public sealed class SignOutController(Sessions sessions, SignInCookies cookies) : Controller
{
    [HttpGet]
    public IActionResult Index() => View("/SignIn/SignOut.cshtml");

    [HttpPost, ValidateAntiForgeryToken]
    public async Task<IActionResult> SignOutHere(CancellationToken ct)
    {
        if (Request.Cookies[cookies.Session] is { Length: > 0 } secret)
            await sessions.EndAsync(secret, ct);
        cookies.Delete(Response, cookies.Session);
        return LocalRedirect("/");
    }
}
