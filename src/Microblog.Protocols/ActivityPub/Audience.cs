namespace Microblog.Protocols.ActivityPub;

/// <summary>Who is meant to read a note.</summary>
public enum Audience
{
    /// <summary>Everybody, and it may be shown in public timelines.</summary>
    Public,

    /// <summary>Everybody who comes by, but it is not put forward.</summary>
    Unlisted,

    /// <summary>The author's followers and those mentioned.</summary>
    Followers,

    /// <summary>Those addressed, one by one.</summary>
    Direct,
}
