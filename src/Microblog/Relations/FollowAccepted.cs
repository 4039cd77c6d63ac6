using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Relations;

/// <summary>Someone elsewhere follows someone here, and that is agreed to.</summary>
public sealed record FollowAccepted(Uri FollowUri, long FollowerId, long FollowedId) : IFact
{
    public string Lane => FollowedId.ToString(CultureInfo.InvariantCulture);
}
