using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Actors;

/// <summary>An actor, here or elsewhere, has moved to another, and both say so.</summary>
/// <param name="MoveId">Makes each move an activity of its own.</param>
public sealed record ActorMoved(long MoveId, long MoverId, long TargetId) : IFact
{
    public string Lane => MoverId.ToString(CultureInfo.InvariantCulture);
}
