using Microblog.Jobs;

namespace Microblog.Federation.Remote;

/// <summary>An actor elsewhere, of interest here, gives itself a name; its server was not asked yet whose that is.</summary>
/// <param name="Hosts">The actor's server, and others that this leads to.</param>
public sealed record NameClaimed(long ActorId, string Hosts) : IFact
{
    public string Lane => Jobs.Lane.OfFetch(Hosts);
}
