namespace Microblog.Notices.Quotes;

/// <summary>Whom the author of a notice lets quote it. The author always may.</summary>
/// <remarks>Source: FEP-044f, canQuote. What only followers or those named may read is quoted by its author alone, whatever is said here.</remarks>
public enum QuotePolicy
{
    Everyone = 0,
    Followers = 1,
    Nobody = 2,
}

/// <summary>What a policy says about one actor.</summary>
public static class QuotePolicies
{
    /// <summary>Whether the policy lets somebody quote.</summary>
    /// <param name="policy">Null when nothing was said: here that is everyone, and elsewhere it can be asked for.</param>
    /// <param name="visibility">Of the notice to be quoted.</param>
    /// <param name="isAuthor">It is their own.</param>
    /// <param name="follows">They follow its author.</param>
    public static bool Allows(this QuotePolicy? policy, Visibility visibility, bool isAuthor, bool follows) =>
        isAuthor || (visibility <= Visibility.Unlisted && (policy ?? QuotePolicy.Everyone) switch
        {
            QuotePolicy.Everyone => true,
            QuotePolicy.Followers => follows,
            _ => false,
        });
}
