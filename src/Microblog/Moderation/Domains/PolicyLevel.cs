namespace Microblog.Moderation.Domains;

/// <summary>How far a policy about a domain goes.</summary>
public enum PolicyLevel
{
    /// <summary>No further than what else the policy says: no media, no reports.</summary>
    /// <remarks>COMPAT(Mastodon): severity <c>noop</c>.</remarks>
    None = 0,

    /// <summary>Its people are met by their followers only.</summary>
    /// <remarks>COMPAT(Mastodon): severity <c>silence</c>.</remarks>
    Silence = 1,

    /// <summary>No exchange in either direction.</summary>
    /// <remarks>COMPAT(Mastodon): severity <c>suspend</c>.</remarks>
    Block = 2,

    /// <summary>Let in, in allow-list mode; elsewhere an exception from a policy about the domain above it.</summary>
    Allow = 3,
}
