using Microblog.Accounts;
using Microblog.Data;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Apps;

/// <summary>The page that asks a person whether a program may act for them.</summary>
/// <remarks>Source: RFC 6749 §4.1, RFC 9207 (iss).</remarks>
[Route("oauth/authorize"), ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class AuthorizeController(Db db, Clients clients, GrantAccess grant, Viewer viewer, MicroblogSettings settings) : Controller
{
    /// <summary>Asks the person; who is not signed in does so first.</summary>
    [HttpGet, AllowAnonymous]
    public Task<IActionResult> Show([FromQuery] AuthorizationRequest request, CancellationToken ct) => CheckedAsync(
        request,
        async (app, scopes) =>
        {
            if (!viewer.IsSignedIn || request.WantsSignIn)
                return SignInFirst(request);
            LetGoBackTo(request.RedirectUri!);
            var me = viewer.RequiredActorId;
            var handle = await db.Actors.Where(a => a.Id == me).Select(a => a.Handle).SingleAsync(ct);
            return View("Authorize", new ConsentPage(app, scopes, request, handle));
        },
        ct);

    /// <summary>The person has answered.</summary>
    [HttpPost, Authorize]
    public Task<IActionResult> Answer([FromForm] AuthorizationRequest request, [FromForm] string? answer, CancellationToken ct) => CheckedAsync(
        request,
        async (app, scopes) =>
        {
            if (answer != "allow")
                throw new OAuthProblemException(OAuthProblemException.AccessDenied, "The person said no.");
            LetGoBackTo(request.RedirectUri!);
            var code = await grant.RunAsync(viewer.RequiredAccountId, app, request, scopes, ct);
            return request.RedirectUri == RedirectUris.OutOfBand
                ? View("Code", new CodePage(app.Name, code))
                : Redirect(Back(request, ("code", code)));
        },
        ct);

    /// <summary>Nobody is sent anywhere before program and address are known to belong together.</summary>
    private async Task<IActionResult> CheckedAsync(
        AuthorizationRequest request, Func<App, IReadOnlyList<string>, Task<IActionResult>> deed, CancellationToken ct)
    {
        var app = await clients.FindAsync(request.ClientId, ct) ?? throw new RefusalException(Refusal.AppUnknown);
        if (request.RedirectUri is null || !app.MayRedirectTo(request.RedirectUri))
            throw new RefusalException(Refusal.RedirectNotRegistered);
        try
        {
            return await deed(app, request.Check(app));
        }
        catch (OAuthProblemException problem) when (request.RedirectUri != RedirectUris.OutOfBand)
        {
            LetGoBackTo(request.RedirectUri);
            return Redirect(Back(request, ("error", problem.Error), ("error_description", problem.Message)));
        }
        catch (OAuthProblemException problem)
        {
            throw new RefusalException(problem.Error == OAuthProblemException.AccessDenied ? Refusal.AppNotLetIn : Refusal.AppRequestNotUnderstood);
        }
    }

    private LocalRedirectResult SignInFirst(AuthorizationRequest request)
    {
        var here = QueryHelpers.AddQueryString("/oauth/authorize", Request.Query
            .Where(q => !q.Key.Equals("force_login", StringComparison.OrdinalIgnoreCase))
            .Select(q => KeyValuePair.Create(q.Key, (string?)q.Value)));
        var query = new Dictionary<string, string?>(StringComparer.Ordinal) { ["return_to"] = here };
        if (request.WantsSignIn)
            query["again"] = "true";
        return LocalRedirect(QueryHelpers.AddQueryString("/sign-in", query));
    }

    private string Back(AuthorizationRequest request, params (string Name, string Value)[] answer)
    {
        var all = answer.Append(("iss", Issuer.Of(settings)));
        if (request.State is not null)
            all = all.Append(("state", request.State));
        return QueryHelpers.AddQueryString(request.RedirectUri!, all.Select(a => KeyValuePair.Create(a.Item1, (string?)a.Item2)));
    }

    // Browsers judge form-action on the redirect that follows the form, too.
    private void LetGoBackTo(string redirectUri)
    {
        if (RedirectUris.SourceOf(redirectUri) is { } source)
            Response.Headers.ContentSecurityPolicy = SecurityHeaders.PolicyFor(settings, source);
    }
}

/// <summary>What the page that asks for consent shows.</summary>
/// <param name="Handle">Whom the program wants to act for.</param>
public sealed record ConsentPage(App App, IReadOnlyList<string> Scopes, AuthorizationRequest Request, string Handle);

/// <summary>What the page with the code shows, for programs that no browser can return to.</summary>
public sealed record CodePage(string AppName, string Code);
