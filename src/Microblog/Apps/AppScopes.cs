namespace Microblog.Apps;

/// <summary>What a program may ask for.</summary>
internal static class AppScopes
{
    /// <summary>The scopes of a request; <c>read</c> where it names none.</summary>
    /// <exception cref="OAuthProblemException">One is unknown, or more than the program said it would ever need.</exception>
    public static IReadOnlyList<string> Within(App app, string? scope)
    {
        try
        {
            var wanted = SignIn.Scopes.Parse(string.IsNullOrWhiteSpace(scope) ? SignIn.Scopes.Read : scope);
            var most = app.Scopes.Split(' ');
            if (wanted.All(w => most.Any(m => SignIn.Scopes.Covers(m, w))))
                return wanted;
        }
        catch (RefusalException)
        {
            // Said below.
        }

        throw new OAuthProblemException(OAuthProblemException.InvalidScope, "A scope is unknown, or not among those the program registered.");
    }
}
