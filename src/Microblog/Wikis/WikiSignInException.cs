namespace Microblog.Wikis;

/// <summary>Signing in with a wiki came to nothing.</summary>
public sealed class WikiSignInException(WikiSignInFailure failure, string detail, Exception? inner = null)
    : Exception(detail, inner)
{
    public WikiSignInFailure Failure { get; } = failure;
}
