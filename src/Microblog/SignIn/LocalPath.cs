namespace Microblog.SignIn;

/// <summary>Addresses that people are sent to after signing in: only our own paths.</summary>
public static class LocalPath
{
    private const int MaxLength = 2000;
    private static readonly Uri Here = new("http://here.invalid/");

    /// <summary>The path, query and fragment, if that is all it is and a browser reads it so too; else the front page.</summary>
    /// <remarks>Decided by the parsed address, and what a browser may read otherwise than our parser is refused before.</remarks>
    public static string From(string? address)
    {
        if (address is not ['/', ..] || address.Length > MaxLength || address.Any(c => c <= ' ' || c is '\\' or '\u007f'))
            return "/";
        if (!Uri.TryCreate(Here, address, out var parsed) || parsed.Authority != Here.Authority || parsed.Scheme != Here.Scheme)
            return "/";

        var path = parsed.PathAndQuery + parsed.Fragment;
        return path.StartsWith("//", StringComparison.Ordinal) || IsSignIn(parsed.AbsolutePath) ? "/" : path;
    }

    // To come back to the page that sends people away would go round in circles.
    private static bool IsSignIn(string path) =>
        path.StartsWith("/sign-in", StringComparison.OrdinalIgnoreCase) || path.StartsWith("/sign-out", StringComparison.OrdinalIgnoreCase);
}
