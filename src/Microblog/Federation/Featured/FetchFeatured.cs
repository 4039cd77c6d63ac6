using Microblog.Actors;
using Microblog.Jobs;

namespace Microblog.Federation.Featured;

/// <summary>Somebody here looks at an actor elsewhere: its pinned notices are read.</summary>
public sealed class FetchFeatured(ReadFeatured read) : IHandle<FeaturedWanted>
{
    public Task<Outcome> HandleAsync(FeaturedWanted fact, CancellationToken ct) => read.RunAsync(fact.ActorId, ct);
}
