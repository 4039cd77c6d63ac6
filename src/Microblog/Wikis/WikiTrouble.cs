namespace Microblog.Wikis;

/// <summary>Why a wiki gave no answer that counts.</summary>
public enum WikiTrouble
{
    /// <summary>No connection, a broken one, or nothing within the time limit.</summary>
    Unreachable,

    /// <summary>It asked us to come later: lag, rate limit, 429, 503.</summary>
    Busy,

    /// <summary>It does not let us read: a private wiki, or our address is refused. Somebody must look at the configuration.</summary>
    Denied,

    /// <summary>It answered an error that says our request was wrong.</summary>
    RequestRefused,

    /// <summary>What came is not what MediaWiki sends: HTML, a redirect, half an answer, too much of it.</summary>
    Malformed,
}
