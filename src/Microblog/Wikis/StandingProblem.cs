namespace Microblog.Wikis;

/// <summary>Why an account may not post, for the page that explains it.</summary>
public enum StandingProblem
{
    /// <summary>Nothing: it may.</summary>
    None,

    /// <summary>The wiki knows no such account: deleted, merged, or its name is suppressed.</summary>
    NoAccount,

    /// <summary>One of the accounts a wiki makes for people who edit without registering.</summary>
    Temporary,

    /// <summary>The wiki software's own account.</summary>
    SystemAccount,

    /// <summary>The wiki has not granted <see cref="WikiSettings.RequiredRight"/>: too few edits or too young, as that wiki counts.</summary>
    NotAutoconfirmed,

    /// <summary>A sitewide block stands on the wiki.</summary>
    Blocked,
}
