namespace Microblog.Wikis;

/// <summary>Why signing in with a wiki came to nothing; each is a page that explains.</summary>
public enum WikiSignInFailure
{
    /// <summary>The person pressed Cancel on the wiki.</summary>
    Cancelled,

    /// <summary>The wiki does not answer, or answers something else; try later.</summary>
    WikiDown,

    /// <summary>The wiki is in maintenance and can issue no tokens; try later.</summary>
    ReadOnly,

    /// <summary>The wiki has suppressed the account's name.</summary>
    Hidden,

    /// <summary>The wiki gave no usable identity, e.g. because the account is not attached to the global one.</summary>
    BadSubject,

    /// <summary>The wiki did not accept the code: used, expired, not meant for this sign-in. Starting again may help.</summary>
    Refused,

    /// <summary>The wiki does not accept us as a client: key, secret, callback or scope are wrong. The administrator must act.</summary>
    Misconfigured,
}
