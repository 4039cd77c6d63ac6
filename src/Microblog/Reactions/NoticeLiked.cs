using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Reactions;

/// <summary>Somebody here likes a notice, or answers it with an emoji.</summary>
public sealed record NoticeLiked(long LikeId, long ActorId) : IFact
{
    public string Lane => ActorId.ToString(CultureInfo.InvariantCulture);
}
