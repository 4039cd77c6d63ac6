namespace Microblog.Wikis;

/// <summary>How a person proves to have an account on a wiki.</summary>
public enum WikiSignIn
{
    /// <summary>The wiki has the OAuth extension.</summary>
    OAuth,

    /// <summary>By saving a one-time code in an edit, for wikis without the extension.</summary>
    Edit,
}
