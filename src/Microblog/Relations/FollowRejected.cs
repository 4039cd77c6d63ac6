using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Relations;

/// <summary>Someone elsewhere may not follow someone here, or no longer.</summary>
/// <param name="AnswerId">Makes each answer a new activity, as a repeated Follow is answered again.</param>
public sealed record FollowRejected(long AnswerId, Uri FollowUri, long FollowerId, long FollowedId) : IFact
{
    public string Lane => FollowedId.ToString(CultureInfo.InvariantCulture);
}
