using Microblog.Wikis;

namespace Microblog.SignIn;

/// <summary>Why nobody was signed in: a page that explains. Title and text are keys of <see cref="Web.Texts"/>; {0} is the wiki's name.</summary>
/// <param name="Detail">What only this person is told, already in words.</param>
public sealed record SignInProblem(int Status, string Title, string Text, bool MayTryAgain = true, string? Detail = null)
{
    public static SignInProblem LostAttempt { get; } = new(
        StatusCodes.Status400BadRequest,
        "Please start again",
        "{0} sent you back, but this browser has no sign-in under way: it was begun elsewhere, took too long, or was finished already.");

    public static SignInProblem Blocked(string sentence) => new(
        StatusCodes.Status403Forbidden, "This account is blocked", "{0} says who you are, but nobody can sign in to this account.", false, sentence);

    public static SignInProblem Of(WikiSignInFailure failure) => failure switch
    {
        WikiSignInFailure.Cancelled => new(
            StatusCodes.Status403Forbidden,
            "You cancelled",
            "You did not allow {0} to tell us who you are, so you are not signed in. Nothing was stored."),
        WikiSignInFailure.WikiDown => new(
            StatusCodes.Status503ServiceUnavailable, "The wiki does not answer", "{0} has a problem at the moment. Please try again later."),
        WikiSignInFailure.ReadOnly => new(
            StatusCodes.Status503ServiceUnavailable,
            "The wiki is being maintained",
            "{0} is read-only at the moment and cannot confirm who you are. Please try again later."),
        WikiSignInFailure.Hidden => new(
            StatusCodes.Status403Forbidden, "The wiki does not show this account", "{0} does not make the name of this account public, so it cannot be used here.", false),
        WikiSignInFailure.BadSubject => new(
            StatusCodes.Status403Forbidden,
            "The wiki did not say who you are",
            "{0} gave no identity for this account. On a group of wikis it may not be attached to your global account yet.",
            false),
        WikiSignInFailure.Misconfigured => new(
            StatusCodes.Status500InternalServerError,
            "Signing in is set up wrongly",
            "{0} does not accept this server. Its administrators have to look at the settings for this wiki.",
            false),
        _ => new(
            StatusCodes.Status400BadRequest, "The wiki did not confirm", "{0} did not accept the confirmation that it had given you. Please start again."),
    };
}
