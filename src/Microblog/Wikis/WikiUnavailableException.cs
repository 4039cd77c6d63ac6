namespace Microblog.Wikis;

/// <summary>The wiki gave no answer that counts. Nobody's state changes because of it.</summary>
public sealed class WikiUnavailableException(
    WikiTrouble reason, string detail, TimeSpan? retryAfter = null, Exception? inner = null) : Exception(detail, inner)
{
    public WikiTrouble Reason { get; } = reason;

    /// <summary>How long the wiki asked us to wait; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
