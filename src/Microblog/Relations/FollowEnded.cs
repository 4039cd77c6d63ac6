using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Relations;

/// <summary>Someone here no longer follows someone elsewhere.</summary>
public sealed record FollowEnded(Uri FollowUri, long FollowerId, long FollowedId) : IFact
{
    public string Lane => FollowerId.ToString(CultureInfo.InvariantCulture);
}
