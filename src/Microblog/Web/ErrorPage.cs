namespace Microblog.Web;

/// <summary>What a person is told when something went wrong.</summary>
/// <param name="Detail">More than the status says; null when there is no more.</param>
public sealed record ErrorPage(int Status, string Title, string? Detail)
{
    /// <summary>The page for a status; titles are keys of <see cref="Texts"/>.</summary>
    public static ErrorPage Of(int status, string? detail = null) => new(status, TitleOf(status), detail ?? DetailOf(status));

    private static string TitleOf(int status) => status switch
    {
        400 => "That request was not understood",
        401 => "Sign in first",
        403 => "That is not allowed",
        404 => "There is no such page",
        405 => "That cannot be done here",
        410 => "This is gone",
        413 => "That was too much at once",
        415 => "That format is not understood",
        422 => "That cannot be done so",
        429 => "Too often, too fast",
        503 => "Not available now",
        >= 500 => "Something broke here",
        _ => "That did not work",
    };

    private static string? DetailOf(int status) => status switch
    {
        400 => "If you sent a form, it may have been open for too long: go back, load the page again and send it once more.",
        401 => "Only people who are signed in can see this page.",
        403 => "Your account may not see or do this.",
        404 => "It may never have been here, or it is not yours to see.",
        410 => "It was deleted by its author.",
        429 => "Wait a little and try again.",
        >= 500 => "It is our mistake, not yours, and it has been written down. Try again in a while.",
        _ => null,
    };
}
