using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Relations;

/// <summary>Somebody here is followed, or asked whether they may be, or has just agreed to it.</summary>
public sealed record Followed(long FollowId, long FollowedId) : IFact
{
    public string Lane => FollowedId.ToString(CultureInfo.InvariantCulture);
}
