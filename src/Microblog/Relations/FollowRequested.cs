using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Relations;

/// <summary>Someone here wants to follow someone elsewhere.</summary>
public sealed record FollowRequested(long FollowId, long FollowerId) : IFact
{
    public string Lane => FollowerId.ToString(CultureInfo.InvariantCulture);
}
