using Microblog.Accounts;
using Microblog.DemoWiki;
using Microblog.Web;
using Microblog.Wikis;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.WebUtilities;

namespace Microblog.SignIn;

/// <summary>Signing in with a wiki: away to it, back from it, and why that came to nothing.</summary>
[AllowAnonymous, EnableRateLimiting(SignInLimit.Name), ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SignInController(MicroblogSettings settings, SignInAttempts attempts, Viewer viewer) : Controller
{
    /// <summary>Says what happens and offers the wikis.</summary>
    /// <param name="again">Offers the wikis also to somebody who is signed in, maybe to become somebody else.</param>
    /// <param name="name">Signs in that account of the demo wiki without a click; means nothing to other wikis.</param>
    [HttpGet("/sign-in"), DisableRateLimiting]
    public IActionResult Index([FromQuery(Name = "return_to")] string? returnTo, [FromQuery(Name = "as")] string? name, [FromQuery] bool again)
    {
        if (name is not null && settings.OffersDemoWiki)
            return Redirect(QueryHelpers.AddQueryString(Away(settings.Wikis[0], returnTo).AbsoluteUri, DemoWikiSettings.SignInAs, name));
        return viewer.IsSignedIn && !again ? LocalRedirect(LocalPath.From(returnTo)) : View(new SignInPage(settings.Wikis, LocalPath.From(returnTo)));
    }

    /// <summary>Sends the person to the wiki.</summary>
    [HttpGet("/sign-in/start/{wikiId}")]
    public IActionResult Start(string wikiId, [FromQuery(Name = "return_to")] string? returnTo)
    {
        if (settings.FindWiki(wikiId) is not { SignIn: WikiSignIn.OAuth } wiki)
            return NotFound();

        // Another site does not begin what the person has not asked for.
        if (Request.Headers["Sec-Fetch-Site"] == "cross-site")
            return RedirectToAction(nameof(Index), new { return_to = LocalPath.From(returnTo) });
        return Redirect(Away(wiki, returnTo).AbsoluteUri);
    }

    /// <summary>The person is back.</summary>
    [HttpGet("/sign-in/callback/{wikiId}")]
    public async Task<IActionResult> Callback(string wikiId, WikiAnswer answer, [FromServices] FinishSignIn finish, CancellationToken ct)
    {
        if (settings.FindWiki(wikiId) is not { SignIn: WikiSignIn.OAuth } wiki)
            return NotFound();

        var attempt = attempts.Find(Request);

        // A wiki sends no state with its errors, so this alone cannot be tied to an attempt; it changes nothing either.
        if (answer.Error is not null)
            return Problem(wiki, SignInProblem.Of(WikiOAuth.FailureOf(answer.Error)), attempt);
        if (attempt is null || !attempt.IsAnsweredBy(wikiId, answer.State) || answer.Code is not { Length: > 0 })
            return Problem(wiki, SignInProblem.LostAttempt, attempt);

        attempts.End(Response);
        var problem = await finish.RunAsync(HttpContext, wiki, answer.Code, attempt, ct);
        return problem is null ? LocalRedirect(attempt.ReturnTo) : Problem(wiki, problem, attempt);
    }

    internal static Uri CallbackOf(MicroblogSettings settings, WikiSettings wiki) => new(settings.BaseUrl, $"/sign-in/callback/{wiki.Id}");

    private Uri Away(WikiSettings wiki, string? returnTo)
    {
        var attempt = attempts.Begin(Response, wiki.Id, returnTo);
        return WikiOAuth.AuthorizeUrl(wiki, CallbackOf(settings, wiki), attempt.State, attempt.Verifier);
    }

    private ViewResult Problem(WikiSettings wiki, SignInProblem problem, SignInAttempt? attempt)
    {
        Response.StatusCode = problem.Status;
        return View("Problem", new ProblemPage(wiki, problem, attempt?.ReturnTo ?? "/"));
    }
}

/// <summary>What a wiki sends the browser back with.</summary>
public sealed class WikiAnswer
{
    [FromQuery(Name = "code")]
    public string? Code { get; init; }

    [FromQuery(Name = "state")]
    public string? State { get; init; }

    [FromQuery(Name = "error")]
    public string? Error { get; init; }
}

/// <summary>What the page before signing in shows.</summary>
public sealed record SignInPage(IReadOnlyList<WikiSettings> Wikis, string ReturnTo);

/// <summary>What the page after a failure shows.</summary>
/// <param name="ReturnTo">Where the person wanted to go.</param>
public sealed record ProblemPage(WikiSettings Wiki, SignInProblem Problem, string ReturnTo)
{
    public string SignInAgain => ReturnTo == "/" ? "/sign-in" : QueryHelpers.AddQueryString("/sign-in", "return_to", ReturnTo);
}
