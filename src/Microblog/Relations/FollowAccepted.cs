using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Relations;

/// <summary>Someone elsewhere follows someone here, and that is agreed to.</summary>
/// <param name="AnswerId">Makes each answer a new activity, as a repeated Follow is answered again.</param>
public sealed record FollowAccepted(long AnswerId, Uri FollowUri, long FollowerId, long FollowedId) : IFact
{
    public string Lane => FollowedId.ToString(CultureInfo.InvariantCulture);
}
