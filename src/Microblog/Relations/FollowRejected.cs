using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Relations;

/// <summary>Someone elsewhere may not follow someone here, or no longer.</summary>
public sealed record FollowRejected(Uri FollowUri, long FollowerId, long FollowedId) : IFact
{
    public string Lane => FollowedId.ToString(CultureInfo.InvariantCulture);
}
