using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Actors;

/// <summary>Somebody here looks at an actor elsewhere whose pinned notices we have not asked for lately.</summary>
public sealed record FeaturedWanted(long ActorId) : IFact
{
    public string Lane => ActorId.ToString(CultureInfo.InvariantCulture);
}
