using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Microblog.SignIn;

/// <summary>Knows people on pages by the session cookie. The row is read at every request, so that its end counts at once.</summary>
public sealed class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Sessions sessions, SignInCookies cookies)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Cookies[cookies.Session] is not { Length: > 0 } secret)
            return AuthenticateResult.NoResult();
        if (await sessions.FindAsync(secret, Context.RequestAborted) is not { } who)
            return AuthenticateResult.Fail("The session is over.");
        if (who.IsProlonged && !Response.HasStarted)
            cookies.Set(Response, cookies.Session, secret, Sessions.Lifetime);
        return AuthenticateResult.Success(new AuthenticationTicket(Principals.Of(who, Scheme.Name, []), Scheme.Name));
    }

    // Only what was read can be read again afterwards; a form that was sent is gone.
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var wanted = HttpMethods.IsGet(Request.Method) ? LocalPath.From(Request.PathBase + Request.Path + Request.QueryString) : "/";
        Response.Redirect(wanted == "/" ? "/sign-in" : QueryHelpers.AddQueryString("/sign-in", "return_to", wanted));
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
