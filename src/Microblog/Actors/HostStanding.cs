namespace Microblog.Actors;

/// <summary>What the policies here make of a whole server. Kept with each of its actors, so that no timeline has to ask.</summary>
public enum HostStanding
{
    Open = 0,

    /// <summary>Followers read them as before; strangers do not meet them.</summary>
    Silenced = 1,

    /// <summary>Nothing comes from there, nothing goes there, and nothing of theirs is shown.</summary>
    Blocked = 2,
}
