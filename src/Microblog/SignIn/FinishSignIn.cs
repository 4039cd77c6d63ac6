using Microblog.Web;
using Microblog.Wikis;

namespace Microblog.SignIn;

/// <summary>Turns a wiki's confirmation into a session in this browser.</summary>
public sealed partial class FinishSignIn(
    WikiOAuth oauth, SignInWithWiki signIn, SessionStart start, MicroblogSettings settings, ILogger<FinishSignIn> log)
{
    /// <summary>Exchanges the code, finds or makes the account, and begins the session.</summary>
    /// <returns>Null when the person is signed in.</returns>
    public async Task<SignInProblem?> RunAsync(HttpContext http, WikiSettings wiki, string code, SignInAttempt attempt, CancellationToken ct)
    {
        try
        {
            var profile = await oauth.ExchangeAsync(wiki, code, SignInController.CallbackOf(settings, wiki), attempt.Verifier, ct);
            return await start.RunAsync(http, await signIn.RunAsync(wiki, profile, ct), ct);
        }
        catch (WikiSignInException trouble)
        {
            if (trouble.Failure == WikiSignInFailure.Misconfigured)
                LogMisconfigured(wiki.Id, trouble.Message);
            return SignInProblem.Of(trouble.Failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Wiki {Wiki} does not accept this server as a client: {Trouble}")]
    private partial void LogMisconfigured(string wiki, string trouble);
}
