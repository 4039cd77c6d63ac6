using Microblog.Actors;

namespace Microblog.Moderation.Domains;

/// <summary>What holds for one server.</summary>
public sealed record HostRule(HostStanding Standing, bool RejectsMedia, bool RejectsReports)
{
    public static HostRule Open { get; } = new(HostStanding.Open, RejectsMedia: false, RejectsReports: false);

    public static HostRule Blocked { get; } = new(HostStanding.Blocked, RejectsMedia: true, RejectsReports: true);

    public bool IsBlocked => Standing == HostStanding.Blocked;
}
