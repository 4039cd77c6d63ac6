using Microblog.Jobs;

namespace Microblog.Actors;

/// <summary>Somebody here looks at an actor elsewhere whose pinned notices we have not asked for lately.</summary>
/// <param name="Hosts">The actor's server, and others that this leads to.</param>
public sealed record FeaturedWanted(long ActorId, string Hosts = "") : IFact
{
    public string Lane => Jobs.Lane.OfFetch(Hosts);
}
